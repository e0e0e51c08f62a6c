"""``-``: what comes on standard input is kept in a temporary file, named by its content, and reported as ``-``."""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.errors import ConfigurationError

if TYPE_CHECKING:
    from auditor.schema import Failure, Submission

SIGN = "-"

_HEAD_LINES = 5
_SIGNATURES = {b"%PDF": "pdf", b"\xd0\xcf\x11\xe0": "doc"}
_MEMBERS = {b"word/": "docx", b"xl/": "xlsx"}
_MARKUP = (b"<html", b"<!doctype html", b"<table")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The paths of a call as the library reads them; ``spool`` is the file that holds standard input."""

    paths: tuple[str, ...]
    spool: str = ""

    def shown(self, path: str) -> str:
        """Return the name under which a path was given."""
        return SIGN if self.spool and path == self.spool else path

    def rename(self, submissions: Sequence[Submission], failures: list[Failure]) -> None:
        """Let submissions and failures bear the names that were given, in place."""
        for submission in submissions:
            submission.path = self.shown(submission.path)
            for notice in submission.notices:
                notice.address = self.shown(notice.address)
        failures[:] = [replace(failure, path=self.shown(failure.path)) for failure in failures]


@contextmanager
def taken(paths: Sequence[str]) -> Iterator[Inputs]:
    """Yield the inputs of a call; ``-`` among them is read to its end, and its file removed afterwards.

    Raises
    ------
    ConfigurationError
        ``C305`` where ``-`` stands twice.
    """
    if SIGN not in paths:
        yield Inputs(tuple(paths))
        return
    if list(paths).count(SIGN) > 1:
        raise ConfigurationError("C305", "标准输入（-）只能写一次。", "请删去多余的 -。")
    content = sys.stdin.buffer.read()
    with tempfile.TemporaryDirectory(prefix="auditor-") as folder:
        spool = Path(folder) / f"input.{extension(content)}"
        spool.write_bytes(content)
        yield Inputs(tuple(str(spool) if path == SIGN else path for path in paths), str(spool))


def extension(content: bytes) -> str:
    """Return the file extension that fits the content; ``txt`` for what is nothing else."""
    for signature, found in _SIGNATURES.items():
        if content.startswith(signature):
            return found
    if content.startswith(b"PK\x03\x04"):
        return next((found for member, found in _MEMBERS.items() if member in content), "docx")
    if content.lstrip()[:200].lower().startswith(_MARKUP):
        return "html"
    return "csv" if _is_csv(content) else "txt"


def _is_csv(content: bytes) -> bool:
    """Tell whether one of the first lines, split at commas, is the head of an indicator table."""
    from auditor.errors import ReadingError
    from auditor.intake.formats.decode import decode
    from auditor.intake.layout import column_role, is_header

    try:
        lines = decode(content).splitlines()[:_HEAD_LINES]
    except ReadingError:
        return False
    return any(is_header([column_role(cell) for cell in cells]) for cells in csv.reader(lines) if len(cells) > 1)
