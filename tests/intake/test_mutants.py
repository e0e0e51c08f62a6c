"""Damaged files give rows or a coded error, never a traceback or a hang.

2,000 mutants of small files in every format run with the tests; ``python tests/intake/test_mutants.py 20000`` runs more.
Every mutant comes from its number alone, so a failure can be repeated: ``python tests/intake/test_mutants.py 1 --from 1234``.
"""

from __future__ import annotations

import argparse
import io
import random
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from layouts import render

from auditor import intake
from auditor.errors import ReadingError
from auditor.intake.formats import antiword, office, pdf_ocr

SEED = 20260
IN_CI = 2_000
SECONDS = 10
MEMORY = 4 * 1024**3
FORMATS = ("docx", "docx", "xlsx", "xlsx", "xls", "xls", "html", "html", "csv", "txt", "pdf")
LAYOUTS = ("vertical_label", "selfeval_two_head_rows", "period_and_year_two_rows")
MARKS = b"<>\"'&/=\0\xff \n\t0123456789(){}[]%"

Change = Callable[[random.Random, bytes], bytes]


class Hang(BaseException):
    """A mutant took too long."""


# --- what is done to a file -------------------------------------------------------------------------------------------


def truncated(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def flipped(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def overwritten(chance: random.Random, data: bytes) -> bytes:
    at, length = chance.randrange(len(data) + 1), chance.choice((1, 2, 4, 32))
    filling = chance.choice(
        (bytes(length), b"\xff" * length, chance.randbytes(length), bytes(chance.choices(MARKS, k=length)))
    )
    return data[:at] + filling + data[at + length :]


def cut(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at + chance.choice((1, 3, 17, 200)) :]


def doubled(chance: random.Random, data: bytes) -> bytes:
    at, length = chance.randrange(len(data) + 1), chance.choice((1, 8, 64, 600))
    return data[: at + length] + data[at : at + length] * chance.choice((1, 1, 50)) + data[at + length :]


def moved(chance: random.Random, data: bytes) -> bytes:
    places = sorted(chance.randrange(len(data) + 1) for _ in range(3))
    first, second, third = places
    return data[:first] + data[second:third] + data[first:second] + data[third:]


PLAIN: tuple[Change, ...] = (truncated, flipped, overwritten, cut, doubled, moved)


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def without_members(chance: random.Random, data: bytes) -> bytes:
    members = unpacked(data)
    for name in chance.sample(sorted(members), chance.choice((1, 1, 2, len(members) - 1))):
        del members[name]
    return packed(members)


def swapped_members(chance: random.Random, data: bytes) -> bytes:
    members = unpacked(data)
    one, other = chance.sample(sorted(members), 2)
    members[one], members[other] = members[other], members[one]
    return packed(members)


def damaged_member(chance: random.Random, data: bytes) -> bytes:
    members = unpacked(data)
    name = chance.choice(
        [name for name in sorted(members) if len(members[name]) > 200 and name.endswith((".xml", ".rels"))]
    )
    members[name] = chance.choice(PLAIN)(chance, members[name])
    return packed(members)


PACKED: tuple[Change, ...] = (*PLAIN, without_members, swapped_members, *(damaged_member,) * 6)


# --- seeds and mutants ------------------------------------------------------------------------------------------------


def seeds() -> dict[str, list[bytes]]:
    """Small files of every format; the pdf streams are not packed, so that a change reaches what they say."""
    from reportlab import rl_config

    found: dict[str, list[bytes]] = {}
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(rl_config, "pageCompression", 0)
        patch.setattr(rl_config, "invariant", 1)
        for extension in sorted(set(FORMATS)):
            found[extension] = [
                render.write(
                    render.load(Path(render.__file__).with_name(f"{name}.toml"))["part"], Path(folder), extension
                ).read_bytes()
                for name in LAYOUTS
            ]
    return {
        key: [_settled(data) if key in ("docx", "xlsx") else data for data in files] for key, files in found.items()
    }


def _settled(data: bytes) -> bytes:
    """A package without the times of its making and the parts that no reader looks at."""
    return packed(
        {name: part for name, part in unpacked(data).items() if not name.startswith(("docProps/", "word/theme"))}
    )


def mutant(number: int, files: dict[str, list[bytes]]) -> tuple[str, bytes]:
    """Extension and bytes of one mutant."""
    chance = random.Random(SEED * 1_000_003 + number)
    extension = FORMATS[number % len(FORMATS)]
    data = chance.choice(files[extension])
    changes = PACKED if extension in ("docx", "xlsx") else PLAIN
    data = chance.choice(changes)(chance, data)
    while chance.random() < 0.2:
        data = chance.choice(PLAIN)(chance, data)
    return extension, data


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Raise :class:`Hang` where a mutant takes longer."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def late(number: int, frame: FrameType | None) -> None:
        raise Hang

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def alone() -> Iterator[None]:
    """No program is started for a mutant."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(office, "program", lambda: None)
        patch.setattr(antiword, "available", lambda: False)
        patch.setattr(pdf_ocr, "program", lambda: "")
        yield


def tried(path: Path, data: bytes) -> str:
    """``rows``, ``nothing`` or the code of the error; anything else is raised."""
    path.write_bytes(data)
    try:
        with limited(SECONDS):
            submission = intake.read(path)
    except ReadingError as error:
        if not (error.message and error.hint):
            raise
        return error.code
    return "rows" if submission.tables else "nothing"


def run(count: int, start: int = 0) -> tuple[Counter[str], list[str]]:
    """Read the mutants; return how they ended and what went wrong."""
    ended: Counter[str] = Counter()
    wrong: list[str] = []
    files = seeds()
    with tempfile.TemporaryDirectory() as folder, alone():
        for number in range(start, start + count):
            extension, data = mutant(number, files)
            try:
                ended[tried(Path(folder) / f"mutant.{extension}", data)] += 1
            except (Exception, Hang) as error:  # noqa: BLE001 — every other end is a fault
                last = traceback.extract_tb(error.__traceback__)[-1]
                wrong.append(f"{number} {extension}: {error!r} at {Path(last.filename).name}:{last.lineno}")
    return ended, wrong


def test_mutants_give_rows_or_a_coded_error() -> None:
    ended, wrong = run(IN_CI)
    assert wrong == []
    assert ended["rows"] > IN_CI // 5
    assert sum(count for code, count in ended.items() if code.startswith("R")) > IN_CI // 5


def test_a_mutant_comes_from_its_number_alone() -> None:
    files = seeds()
    assert [mutant(n, files) for n in range(40)] == [mutant(n, seeds()) for n in range(40)]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=20_000)
    parser.add_argument("--from", dest="start", type=int, default=0, help="number of the first mutant")
    given: Any = parser.parse_args(arguments)
    if sys.platform == "linux":  # room that is asked for and never filled is seen, too
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    began = time.perf_counter()
    ended, wrong = run(given.count, given.start)
    print(f"{given.count} mutants in {time.perf_counter() - began:.0f} s: {dict(ended.most_common())}")  # noqa: T201
    print("\n".join(wrong[:50]) or "no faults")  # noqa: T201
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
