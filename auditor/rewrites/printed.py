"""Numbers as the submission prints them: what is copied into a suggestion is cut out of the cell, never computed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.language import numerals, units

if TYPE_CHECKING:
    from auditor.language.target import Quantity, Target

_NUMBER = re.compile(
    rf"(?:{numerals.ARABIC_PATTERN}|半|{numerals.CHINESE_PATTERN})(?:\D{{0,3}}?[-~至][≤<]?(?:{numerals.ARABIC_PATTERN}))?"
)
_ECHO = re.compile(r"\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Value:
    """A number cut out of a cell: comparator sign (normal form), the digits as printed, the unit with its scale."""

    comparator: str
    number: str
    unit: str

    @property
    def text(self) -> str:
        """Number and unit."""
        return self.number + self.unit


def value(quantity: Quantity, text: str, fallback_unit: str = "") -> Value | None:
    """Cut a quantity out of the normalised text that it was found in.

    Returns
    -------
    Value or None
        None where the printed characters cannot be told apart; a non-standard unit is replaced by the standard one.
    """
    bare = "".join(
        char
        for place, char in enumerate(text[quantity.start : quantity.end], quantity.start)
        if not any(a <= place < b for a, b in quantity.markers)
    )
    hundredths = bare.startswith("百分之") and quantity.unit == "%"
    bare = _ECHO.sub("", bare.removeprefix("百分之"))
    found = _NUMBER.search(bare)
    if found is None:
        return None
    scale = re.match(rf"(?:{numerals.SCALE_PATTERN})", bare[found.end() :])
    known = quantity.unit if not scale or quantity.unit.startswith(scale.group()) else scale.group() + quantity.unit
    unit = "%" if hundredths else units.corrections().get(known, known)
    return Value(quantity.comparator, _negative(quantity) + found.group(), unit or fallback_unit)


def _negative(quantity: Quantity) -> str:
    return "-" if quantity.number < 0 else ""


def values(target: Target, fallback_unit: str = "") -> list[Value]:
    """All quantities of a parsed cell as printed, in order."""
    found = (value(quantity, target.text, fallback_unit) for quantity in target.quantities)
    return [one for one in found if one is not None]
