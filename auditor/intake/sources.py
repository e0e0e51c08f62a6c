"""The files of a call: folders are walked, zip packages opened one level deep, old Word files converted together."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from auditor.errors import ReadingError
from auditor.intake.formats import office
from auditor.intake.reader import WORD
from auditor.intake.safety import BROKEN, Limits, broken, check_zip, encrypted
from auditor.intake.sniff import sniff

_TEMPORARY = re.compile(r"^(?:~\$|\.~|~WRL|\.)|\.tmp$", re.IGNORECASE)
_SYSTEM = ("Thumbs.db", "desktop.ini", "__MACOSX", "auditor.toml")
_UTF8_NAME = 0x800


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read.

    ``shown`` is the name that reports print, ``named`` says whether the user named the file itself. ``converted`` is
    the docx that LibreOffice made of an old Word file; ``error`` is set where the file could not even be opened.
    """

    path: Path
    shown: str
    named: bool
    converted: Path | None = None
    error: ReadingError | None = None


@contextmanager
def sources(paths: Sequence[str | Path], limits: Limits | None = None) -> Iterator[list[Source]]:
    """Expand the paths of a call, in order; what was unpacked or converted lives as long as the context.

    Folders are read recursively in name order; hidden, temporary and system files are left out. Files of formats that
    cannot be read are kept, so that they are named in the report.
    """
    limits = limits or Limits()
    with tempfile.TemporaryDirectory(prefix="auditor-", ignore_cleanup_errors=True) as folder:
        found: list[Source] = []
        for given in paths:
            for source in _walk(Path(given), str(given)):
                found += _unpacked(source, Path(folder) / f"zip{len(found)}", limits)
        yield _converted(found, Path(folder) / "word", limits)


def _walk(path: Path, given: str) -> Iterator[Source]:
    if not path.is_dir():
        yield Source(path, given, named=True)
        return
    for inside in sorted(p for p in path.rglob("*") if p.is_file()):
        parts = inside.relative_to(path).parts
        if not any(_TEMPORARY.search(part) or part in _SYSTEM for part in parts):
            yield Source(inside, "/".join(parts), named=False)


def _unpacked(source: Source, folder: Path, limits: Limits) -> list[Source]:
    """The members of a zip package, each as a file of its own; any other file as it is."""
    try:
        if not source.path.is_file() or sniff(source.path, limits) != "zip":
            return [source]
        check_zip(source.path, limits, depth=1)
        return _members(source, folder)
    except ReadingError as error:
        return [Source(source.path, source.shown, source.named, error=error)]
    except BROKEN:
        return [Source(source.path, source.shown, source.named, error=broken())]
    except OSError:
        return [source]


def _members(source: Source, folder: Path) -> list[Source]:
    folder.mkdir(parents=True)
    found: list[Source] = []
    with zipfile.ZipFile(source.path) as package:
        for number, member in enumerate(sorted(package.infolist(), key=_name)):
            name = _name(member)
            if member.is_dir() or any(_TEMPORARY.search(p) or p in _SYSTEM for p in name.split("/")):
                continue
            if member.flag_bits & 1:
                found.append(Source(source.path, f"{source.shown}/{name}", named=False, error=encrypted()))
                continue
            path = folder / f"{number:05d}{Path(name).suffix.lower()}"
            with package.open(member) as packed, path.open("wb") as plain:
                shutil.copyfileobj(packed, plain)
            found.append(Source(path, f"{source.shown}/{name}", named=False))
    return found


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a member; packages made on Chinese Windows hold GBK names without saying so."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename


def _converted(found: list[Source], folder: Path, limits: Limits) -> list[Source]:
    """Convert the old Word files of a call in one run of LibreOffice; a single one is left to its reader."""
    old = [
        s
        for s in found
        if s.error is None and s.path.suffix.lower() in (".doc", ".wps", ".rtf") and _is_word(s, limits)
    ]
    if len(old) < 2 or office.program() is None:  # one file gains nothing
        return found
    folder.mkdir(parents=True)
    results = office.convert([s.path for s in old], folder, limits)
    made = {path: docx for path, docx in results.items() if isinstance(docx, Path)}
    return [Source(s.path, s.shown, s.named, made.get(s.path), s.error) if s in old else s for s in found]


def _is_word(source: Source, limits: Limits) -> bool:
    try:
        return source.path.is_file() and sniff(source.path, limits) in WORD
    except (ReadingError, OSError):
        return False
