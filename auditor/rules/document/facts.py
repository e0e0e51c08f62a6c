"""The facts of a text: each number with what it counts, and whether two texts contradict each other on one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from auditor.language import lexicon, units
from auditor.language.normalize import bare, normalize
from auditor.language.target import Quantity, parse
from auditor.resources import remembered

_SENTENCE = re.compile(r"[。;；\n]")
_STOP = re.compile(r"[,，:：、]")
_BEFORE, _AFTER, _FEWEST = 12, 8, 4  # characters of the words around a number that say what it counts
_UP, _DOWN = ("≥", ">"), ("≤", "<")


@dataclass(frozen=True, slots=True)
class Fact:
    """A number of a text and the words around it; ``shown`` is the number as printed."""

    about: str
    quantity: Quantity
    shown: str


@remembered(maxsize=5_000)
def read(text: str) -> tuple[Fact, ...]:
    """Read the facts of a text; numbers without any word beside them are left out."""
    return tuple(fact for sentence in _SENTENCE.split(normalize(text)) for fact in _sentence(sentence))


def _sentence(sentence: str) -> Iterator[Fact]:
    norm = parse(sentence).text
    position = 0
    for quantity in parse(sentence).quantities:
        before = bare(norm[position : quantity.start])[-_BEFORE:]
        after = bare(_STOP.split(norm[quantity.end :], maxsplit=1)[0])[:_AFTER]
        position = quantity.end
        if quantity.unit and len(before + after) >= _FEWEST:
            yield Fact(before + after, quantity, norm[quantity.start : quantity.end])


def contradictions(left: str, right: str) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of facts about the same thing whose number, unit or sign differ; a number that both texts hold is none."""
    ours, theirs = read(left), read(right)
    for fact in ours:
        if any(agrees(fact.quantity, other.quantity) for other in theirs):
            continue
        for other in theirs:
            shared = any(agrees(other.quantity, own.quantity) for own in ours)
            if not shared and _same_object(fact.about, other.about) and differs(fact.quantity, other.quantity):
                yield fact, other


def _same_object(left: str, right: str) -> bool:
    """The same words, or the same with more before them, unless one of them speaks of a part or of a sum."""
    part = re.compile(lexicon.phrase("part_or_sum"))
    if not (left.endswith(right) or right.endswith(left)):
        return False
    return bool(part.search(left)) == bool(part.search(right))


def amount(quantity: Quantity) -> Decimal:
    """The value to compare: money in 元, anything else with its scale."""
    return quantity.value if quantity.yuan is None else quantity.yuan


def agrees(left: Quantity, right: Quantity) -> bool:
    """Same number in units that can be compared, no opposite signs."""
    return amount(left) == amount(right) and _same_unit(left, right) and not _opposite(left, right)


def differs(left: Quantity, right: Quantity) -> bool:
    """Exactly one thing is different: the number, the unit or the direction of the sign."""
    same_unit, same_number = _same_unit(left, right), amount(left) == amount(right)
    if same_unit and same_number:
        return _opposite(left, right)
    return same_unit or (same_number and units.class_of(left.unit) != "other" != units.class_of(right.unit))


def _same_unit(left: Quantity, right: Quantity) -> bool:
    if left.yuan is not None and right.yuan is not None:
        return True
    return left.unit == right.unit or (
        units.class_of(left.unit) == units.class_of(right.unit) == "count" and units.comparable(left.unit, right.unit)
    )


def _opposite(left: Quantity, right: Quantity) -> bool:
    signs = {left.comparator, right.comparator}
    return bool(signs & set(_UP)) and bool(signs & set(_DOWN))
