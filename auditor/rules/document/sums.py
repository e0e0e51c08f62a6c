"""Exact sums of printed amounts: a total against its lines, at the precision that is printed (domain: D09)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from auditor.language import numerals, units
from auditor.language.normalize import normalize
from auditor.resources import remembered
from auditor.schema import Severity

_AMOUNT = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)(亿元|万元|千元|元)?")
_MOST = 8  # lines whose subsets are tried


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed amount in the unit of its block, with half of its last printed digit."""

    value: Decimal
    half: Decimal


@remembered(maxsize=50_000)
def read(text: str, unit: str = "") -> Amount | None:
    """Read a cell of money; ``unit`` is that of its block, into which a unit printed in the cell is converted."""
    match = _AMOUNT.fullmatch(normalize(text))
    if not match:
        return None
    digits = len(match[1].partition(".")[2])
    factor = Decimal(1)
    if match[2] and unit and match[2] != unit:
        factor = (units.yuan(Decimal(1), match[2]) or Decimal(1)) / (units.yuan(Decimal(1), unit) or Decimal(1))
    value = numerals.parse(match[1].lstrip("-")) * (-1 if match[1].startswith("-") else 1) * factor
    return Amount(value, Decimal(5).scaleb(-digits - 1) * factor)


def judge(total: Amount, lines: Sequence[Amount]) -> Severity:
    """Compare a total with the sum of its lines: NONE, INFO where only rounding differs, or ERROR."""
    gap = abs(gap_of(total, lines))
    if not gap:
        return Severity.NONE
    finest = min(line.half for line in (total, *lines))
    if gap <= max(total.half, finest * len(lines)):
        return Severity.INFO if finest < total.half else Severity.NONE
    return Severity.ERROR


def gap_of(total: Amount, lines: Sequence[Amount]) -> Decimal:
    """The total less the sum of its lines."""
    return total.value - sum((line.value for line in lines), Decimal(0))


def fits_some(total: Amount, lines: Sequence[Amount]) -> bool:
    """Does any choice of the lines add up to the total? Lines printed under another line count only once."""
    if len(lines) > _MOST:
        return True
    return any(
        judge(total, chosen) is not Severity.ERROR
        for size in range(1, len(lines) + 1)
        for chosen in combinations(lines, size)
    )
