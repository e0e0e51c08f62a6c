"""Finds ``corpus/`` and ``models/`` in a checkout and in an installed wheel alike, and reads their plain formats."""

from __future__ import annotations

import csv
import hashlib
import sys
from functools import cache
from pathlib import Path
from typing import Any

from auditor.errors import ResourceError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_data", _PACKAGE.parent)


def path(*parts: str) -> Path:
    """Return the path of a file or folder such as ``path("corpus", "taxonomy.toml")``.

    Raises
    ------
    ResourceError
        ``M101`` if neither the wheel nor the checkout holds it.
    """
    for root in _ROOTS:
        found = root.joinpath(*parts)
        if found.exists():
            return found
    raise ResourceError("M101", f"缺少程序自带的文件 {'/'.join(parts)}。", "请重新安装 indicator-auditor。")


@cache
def toml(*parts: str) -> dict[str, Any]:
    """Parse a TOML file of the corpus once."""
    with path(*parts).open("rb") as handle:
        return tomllib.load(handle)


@cache
def words(name: str) -> tuple[str, ...]:
    """Entries of ``corpus/lexicon/<name>.txt``: one a line, ``#`` starts a comment, order kept."""
    lines = path("corpus", "lexicon", f"{name}.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.split("#", 1)[0].strip() for line in lines)
    return tuple(dict.fromkeys(entry for entry in entries if entry))


def table(*parts: str) -> list[dict[str, str]]:
    """Rows of a CSV file of the corpus, or of all CSV files of a folder in name order."""
    place = path(*parts)
    files = sorted(place.glob("*.csv")) if place.is_dir() else [place]
    rows: list[dict[str, str]] = []
    for file in files:
        with file.open(encoding="utf-8", newline="") as handle:
            rows.extend(csv.DictReader(handle))
    return rows


@cache
def digest(*parts: str) -> str:
    """Return the first 8 hex digits of the SHA-256 of a file, or of all files below a folder by name."""
    place = path(*parts)
    files = sorted(p for p in place.rglob("*") if p.is_file()) if place.is_dir() else [place]
    total = hashlib.sha256()
    for file in files:
        total.update(
            file.relative_to(place.parent).as_posix().encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n")
        )
    return total.hexdigest()[:8]
