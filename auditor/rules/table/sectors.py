"""Which fields of work (水利, 教育 …) a text speaks of, and which nouns belong to one of them only."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor import resources
from auditor.language.normalize import normalize
from auditor.resources import remembered


@remembered(1)
def _table() -> dict[str, dict[str, list[str]]]:
    return dict(resources.toml("corpus", "lexicon", "sectors.toml"))


@remembered(1)
def _owners() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Word → fields that it marks, and noun → fields that own it."""
    found: tuple[dict[str, set[str]], dict[str, set[str]]] = ({}, {})
    for name, entry in _table().items():
        for kind, words in enumerate((entry["field"] + entry["objects"], entry["objects"])):
            for word in words:
                found[kind].setdefault(normalize(word), set()).add(name)
    marks, nouns = ({word: frozenset(names) for word, names in kind.items()} for kind in found)
    return marks, nouns


@remembered(2)
def _pattern(kind: int) -> re.Pattern[str]:
    """The words of a kind, longest first, found wherever they begin."""
    words = sorted(_owners()[kind], key=lambda w: (-len(w), w))
    return re.compile("(?=(" + "|".join(map(re.escape, words)) + "))")


@remembered(1)
def names() -> tuple[str, ...]:
    """The names of the fields, longest first."""
    return tuple(sorted(_table(), key=lambda name: (-len(name), name)))


@remembered(1)
def wide() -> frozenset[str]:
    """The words that only say which field a text is about (文化, 教育)."""
    return frozenset(normalize(word) for entry in _table().values() for word in entry["field"])


@remembered(50_000)
def of(text: str) -> frozenset[str]:
    """The fields that a text speaks of."""
    return frozenset(name for word in _pattern(0).findall(normalize(text)) for name in _owners()[0][word])


@remembered(50_000)
def objects(text: str) -> dict[str, frozenset[str]]:
    """The nouns of a text that belong to certain fields only, each with its fields."""
    return {word: _owners()[1][word] for word in _pattern(1).findall(normalize(text))}


@remembered(10_000)
def related(left: str, right: str) -> bool:
    """Do two fields share indicators?"""
    return left == right or right in _table()[left]["near"] or left in _table()[right]["near"]


def apart(left: Iterable[str], right: Iterable[str]) -> bool:
    """Is no field of the one related to a field of the other?"""
    others = list(right)
    return not any(related(a, b) for a in left for b in others)
