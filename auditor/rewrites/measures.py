"""What could be counted behind a slogan, and how an object is measured in a tier: names with blanks, never values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor import resources
from auditor.language.normalize import normalize
from auditor.resources import remembered
from auditor.rewrites import subject, wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SLOT = "【对象】"
_NUMBER = re.compile(r"\d")
_WHOLE = "100%"


@dataclass(frozen=True, slots=True)
class Measure:
    """A candidate: ``name`` may hold ``【对象】``; ``comparator`` is empty for a date."""

    name: str
    comparator: str
    unit: str
    tier: str
    formula: str = ""
    evidence_source: str = ""

    def named(self, owner: str) -> str:
        """Return the name with the row's own object words, or with a typed blank."""
        front, slot, back = self.name.partition(SLOT)
        if not slot:
            return self.name
        return wording.join(wording.join(front, owner), back) if owner else f"{front}【待填：对象】{back}"


@dataclass(frozen=True, slots=True)
class Menu:
    """The slogan word that a text holds and the measures that may stand behind it."""

    word: str
    measures: tuple[Measure, ...]


@remembered(maxsize=1)
def _menus() -> dict[str, tuple[Measure, ...]]:
    entries = resources.toml("corpus", "measures.toml")["measure"]
    return {word: measures for entry in entries for measures in [_read(entry)] for word in entry["words"]}


def _read(entry: dict[str, Any]) -> tuple[Measure, ...]:
    """Read the candidates of a menu; one that holds a number other than 100% is never offered."""
    read = (Measure(**{**one, "comparator": normalize(one["comparator"])}) for one in entry["candidates"])
    return tuple(one for one in read if not _NUMBER.search(f"{one.name}{one.formula}{one.unit}".replace(_WHOLE, "")))


@remembered(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(_menus(), key=lambda w: (-len(w), w))))


@remembered(maxsize=50_000)
def menu(text: str) -> Menu | None:
    """Return the menu for a normalised text: the one whose words fill most of it (the last of equals)."""
    words: dict[tuple[Measure, ...], list[str]] = {}
    for match in reversed(list(_pattern().finditer(text))):
        words.setdefault(_menus()[match.group()], []).append(match.group())
    if not words:
        return None
    best = max(words, key=lambda measures: sum(map(len, set(words[measures]))))
    return Menu(max(words[best], key=len), best)


def owner(text: str, word: str) -> str:
    """Return the object words that stand before a slogan word in its clause: 乌尔禾 for 提高乌尔禾知名度."""
    for clause in re.split(r"[,;。]", text):
        front, found, _ = clause.partition(word)
        if found:
            return subject.of_clause(front.rstrip("和与及、对的"))
    return ""


def candidates(text: str, tiers: Sequence[str], fallback_owner: str = "") -> Iterator[tuple[Measure, str]]:
    """Yield measures for a slogan with their filled names, those of the tier and of the row's own words first.

    Parameters
    ----------
    text : str
        Normalised text of the row (name and target).
    tiers : sequence of str
        Second tiers that may be offered, the preferred one first; others are offered only where it has none.
    fallback_owner : str
        Object words of the row, used where none stand before the slogan word.
    """
    found = menu(text)
    if found is None:
        return
    own = owner(text, found.word) or _spare(fallback_owner, found.word)
    by_tier = ([one for one in found.measures if one.tier == tier] for tier in tiers)
    fitting = next((measures for measures in by_tier if measures), [])
    for measure in sorted(fitting, key=lambda one: -_shared(one.name, text)):
        yield measure, measure.named(own)


def _spare(noun: str, word: str) -> str:
    """Return the row's object where it is apart from the slogan word and has a known head noun."""
    known = any(wording.ends_in(noun, entry["nouns"]) for entry in wording.data()["head"])
    return noun if known and word not in noun and noun not in word else ""


def _shared(name: str, text: str) -> int:
    """Pairs of neighbouring characters that a measure shares with the row; a slot for its object counts too."""
    bare = name.replace(SLOT, "")
    return sum(bare[i : i + 2] in text for i in range(len(bare) - 1)) + (SLOT in name)


def for_object(noun: str, tier: str) -> tuple[str, ...]:
    """Return measure words for an object in a tier, by its head noun; '' as object gives what fits any project."""
    rules = wording.data()
    if not noun:
        return tuple(rules["without_object"].get(tier, ()))
    fitting = [
        (len(ending), entry[tier])
        for entry in rules["head"]
        if tier in entry
        for ending in [wording.ends_in(noun, entry["nouns"])]
        if ending
    ]
    return tuple(max(fitting, key=lambda pair: pair[0])[1] if fitting else rules["default"].get(tier, ()))
