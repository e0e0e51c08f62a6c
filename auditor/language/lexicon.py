"""Word classes of ``corpus/lexicon``: one scan of a text finds the words of all of them.

The scan takes the longest word at each place. A word may belong to several classes (良好 is a degree and a grade);
exact lists (:func:`exact`) are compared with the whole text instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor import resources
from auditor.language.normalize import normalize
from auditor.resources import remembered

SCANNED = ("degree", "direction", "grade", "work_verb", "checkable_state", "attribute")
_FILLER = "的地得到和与有、,。;:"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the lexicon found in a normalised text: its place and its classes."""

    start: int
    end: int
    text: str
    classes: frozenset[str]


@remembered(maxsize=64)
def exact(name: str) -> frozenset[str]:
    """Entries of a word list, normalised."""
    return frozenset(normalize(word) for word in resources.words(name))


@remembered(maxsize=16)
def pairs(name: str) -> dict[str, str]:
    """Entries of a two-column list (wrong → right), normalised on the left."""
    return {normalize(left): right for left, right in (line.split(maxsplit=1) for line in resources.words(name))}


def phrase(name: str) -> str:
    """The regular expression of that name in ``corpus/lexicon/phrases.toml``."""
    return str(resources.toml("corpus", "lexicon", "phrases.toml")[name])


@remembered(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in SCANNED:
        for word in exact(name):
            found.setdefault(word, set()).add(name)
    return {word: frozenset(classes) for word, classes in found.items()}


@remembered(maxsize=64)
def alternation(*names: str) -> re.Pattern[str]:
    """One pattern for the words of several lists, longest first."""
    words = sorted({w for name in names for w in exact(name)}, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, words)))


@remembered(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in sorted(_classes(), key=lambda w: (-len(w), w))))


@remembered(maxsize=200_000)
def scan(text: str) -> tuple[Word, ...]:
    """Find the words of all scanned classes in a normalised text, left to right, longest first, without overlap."""
    classes = _classes()
    return tuple(Word(m.start(), m.end(), m.group(), classes[m.group()]) for m in _pattern().finditer(text))


@remembered(maxsize=200_000)
def is_vague(text: str) -> bool:
    """True where a normalised text is nothing but words of degree, direction and grade with 的 地 得到 有 和 between."""
    words = [w for w in scan(text) if w.classes & {"degree", "direction", "grade"}]
    if not words:
        return False
    rest, position = "", 0
    for word in words:
        rest += text[position : word.start]
        position = word.end
    rest += text[position:]
    return not rest.strip(_FILLER) and not any(c not in _FILLER for c in rest)


@remembered(maxsize=64)
def _tail_pattern(name: str) -> re.Pattern[str]:
    return re.compile("(?:" + alternation(name).pattern + ")$")


def tail(text: str, name: str) -> str:
    """The longest entry of a list that the text ends in, or ''."""
    match = _tail_pattern(name).search(text)
    return match.group() if match else ""
