"""Word classes of ``corpus/lexicon``: one scan of a text finds the words of all of them.

The scan takes the longest word at each place. A word may belong to several classes (良好 is a degree and a grade);
exact lists (:func:`exact`) are compared with the whole text instead, heads and tails with its two ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor import resources
from auditor.language.normalize import normalize
from auditor.resources import remembered

SCANNED = ("degree", "direction", "grade", "work_verb", "checkable_state", "attribute")
#: Lists whose entries :func:`tails` looks for at the end of a text.
ENDINGS = (
    "activity", "attribute", "attribute_tail", "civic_tail", "completion_tail", "cost_tail", "formula_rate",
    "fund_management", "higher_is_better", "lower_is_better", "measure_tail", "not_share", "on_time_rate", "quality_rate",
    "rate_tail", "rate_tail_not", "ratio_tail", "satisfaction", "saving_tail", "specification_tail",
)  # fmt: skip
_FILLER = "的地得到和与有、,。;:"
_VAGUE = frozenset({"degree", "direction", "grade"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the lexicon found in a normalised text: its place and its classes."""

    start: int
    end: int
    text: str
    classes: frozenset[str]


@remembered(maxsize=256)
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


@remembered(maxsize=256)
def pattern(name: str) -> re.Pattern[str]:
    """The same, compiled."""
    return re.compile(phrase(name))


@remembered(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in SCANNED:
        for word in exact(name):
            found.setdefault(word, set()).add(name)
    return {word: frozenset(classes) for word, classes in found.items()}


@remembered(maxsize=256)
def alternation(*names: str) -> re.Pattern[str]:
    """One pattern for the words of several lists, longest first."""
    words = sorted({w for name in names for w in exact(name)}, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, words)))


@remembered(maxsize=1)
def _typos() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(wrong) for wrong in pairs("typo")))


def slips(text: str) -> bool:
    """Does a normalised text hold a listed typo?"""
    return _typos().search(text) is not None


@remembered(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in sorted(_classes(), key=lambda w: (-len(w), w))))


@remembered(maxsize=200_000)
def scan(text: str) -> tuple[Word, ...]:
    """Find the words of all scanned classes in a normalised text, left to right, longest first, without overlap."""
    classes = _classes()
    return tuple(Word(m.start(), m.end(), m.group(), classes[m.group()]) for m in _pattern().finditer(text))


def found(text: str) -> frozenset[str]:
    """Classes of the words that :func:`scan` finds."""
    classes = _classes()
    return frozenset().union(*(classes[word] for word in _pattern().findall(text)))


@remembered(maxsize=200_000)
def is_vague(text: str) -> bool:
    """True where a normalised text is nothing but words of degree, direction and grade with 的 地 得到 有 和 between."""
    classes = _classes()
    rest = _pattern().sub(lambda m: "" if classes[m.group()] & _VAGUE else m.group(), text)
    return rest != text and not rest.strip(_FILLER)


@remembered(maxsize=256)
def _edge(names: tuple[str, ...], place: int) -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[str, ...]]]:
    """Index lists by an edge of their entries (0 the first character, -1 the last).

    Returns
    -------
    tuple of (dict, dict)
        Character at the edge → lengths of the entries that have it there, shortest first; entry → its lists.
    """
    lists: dict[str, tuple[str, ...]] = {}
    for name in names:
        for word in exact(name):
            lists[word] = (*lists.get(word, ()), name)
    lengths: dict[str, set[int]] = {}
    for word in lists:
        lengths.setdefault(word[place], set()).add(len(word))
    return {char: tuple(sorted(known)) for char, known in lengths.items()}, lists


def tails(text: str, *names: str) -> dict[str, str]:
    """List → the longest of its entries that a normalised text ends in; without names, for all of :data:`ENDINGS`."""
    lengths, lists = _edge(names or ENDINGS, -1)
    longest = {}
    for length in lengths.get(text[-1:], ()):
        entry = text[-length:]
        for name in lists.get(entry, ()):
            longest[name] = entry
    return longest


def tail(text: str, name: str) -> str:
    """The longest entry of a list that a normalised text ends in, or ''."""
    return tails(text, name).get(name, "")


def head(text: str, *names: str) -> str:
    """The longest entry of some lists that a normalised text begins with, or ''."""
    lengths, lists = _edge(names, 0)
    for length in reversed(lengths.get(text[:1], ())):
        if text[:length] in lists:
            return text[:length]
    return ""
