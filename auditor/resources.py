"""Finds ``corpus/`` and ``models/`` in a checkout and in an installed wheel alike, and reads their plain formats."""

from __future__ import annotations

import csv
import hashlib
import sys
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from auditor.errors import ResourceError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

_Result = TypeVar("_Result")
_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_data", _PACKAGE.parent)
_REMEMBERED: list[_lru_cache_wrapper[Any]] = []
_LOCAL: dict[str, dict[str, tuple[str, ...]]] = {"words": {}, "headers": {}}


def remembered(maxsize: int | None) -> Callable[[Callable[..., _Result]], _lru_cache_wrapper[_Result]]:
    """``lru_cache`` for what is worked out from the corpus: forgotten when :func:`add_local` changes what is known."""

    def decorate(function: Callable[..., _Result]) -> _lru_cache_wrapper[_Result]:
        cached = lru_cache(maxsize=maxsize)(function)
        _REMEMBERED.append(cached)
        return cached

    return decorate


def add_local(words: Mapping[str, tuple[str, ...]], headers: Mapping[str, tuple[str, ...]]) -> None:
    """Let local words and header aliases stand beside those of the corpus, in this process, until the next call.

    Parameters
    ----------
    words : mapping
        Name of a word list of ``corpus/lexicon`` → further entries.
    headers : mapping
        Role of a column → further header texts.
    """
    wanted = {"words": dict(words), "headers": dict(headers)}
    if wanted != _LOCAL:
        _LOCAL.update(wanted)
        for cached in _REMEMBERED:
            cached.cache_clear()


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


@remembered(None)
def words(name: str) -> tuple[str, ...]:
    """Entries of ``corpus/lexicon/<name>.txt``, then local ones: one a line, ``#`` starts a comment, order kept."""
    lines = path("corpus", "lexicon", f"{name}.txt").read_text(encoding="utf-8").splitlines()
    entries = [line.split("#", 1)[0].strip() for line in lines]
    return tuple(dict.fromkeys(entry for entry in [*entries, *_LOCAL["words"].get(name, ())] if entry))


def word_lists() -> tuple[str, ...]:
    """Names of the word lists of ``corpus/lexicon``."""
    return tuple(sorted(file.stem for file in path("corpus", "lexicon").glob("*.txt")))


def headers(section: str) -> dict[str, tuple[str, ...]]:
    """Role → header texts of a section of ``corpus/lexicon/headers.toml``."""
    return {role: tuple(texts) for role, texts in toml("corpus", "lexicon", "headers.toml")[section].items()}


def local_headers() -> Mapping[str, tuple[str, ...]]:
    """Role of a column → header texts that the settings add; they win over those of the corpus."""
    return _LOCAL["headers"]


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
