"""The arithmetic of a self-evaluation row (domain: 6.4): is the actual comparable, was the target met, which scores fit.

Everything is exact: decimals for money and scores, dates as intervals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from auditor.language import lexicon, names, tiers, units
from auditor.language.normalize import normalize
from auditor.language.numerals import plain
from auditor.language.target import BLANK, Quantity, Target, parse
from auditor.resources import remembered
from auditor.schema import Indicator

TOLERANCE = Decimal("0.05")
#: Points that the execution rate of the budget usually has.
RATE_POINTS = Decimal(10)
_FULL = 100


@dataclass(frozen=True, slots=True)
class Formula:
    """One accepted way to score a row: the sum as people write it, its result, and the variant of the settings.

    ``variant`` is empty for the usual formula; the settings can exclude the others (``auditor.settings.VARIANTS``).
    """

    sum: str
    score: Decimal
    variant: str = ""

    @property
    def rounded(self) -> Decimal:
        """The result with two decimals, as scores are printed."""
        return self.score.quantize(Decimal("0.01"))

    def __str__(self) -> str:
        return f"{self.sum}＝{plain(self.rounded)}"


@dataclass(frozen=True, slots=True)
class Row:
    """What the figures of one row say.

    ``comparable`` is None where nothing can be said (no actual column, unused row, two texts). ``met`` and ``ratio``
    (actual ÷ target) are None where the row is not comparable by numbers. ``formulas`` are all ways to score it, the
    usual one first.
    """

    comparable: bool | None
    met: bool | None = None
    ratio: Decimal | None = None
    weight: Decimal | None = None
    score: Decimal | None = None
    formulas: tuple[Formula, ...] = ()
    ceiling: bool = False
    kind: str = ""

    def accepted(self, excluded: frozenset[str] = frozenset()) -> tuple[Formula, ...]:
        """The formulas that the settings accept."""
        return tuple(formula for formula in self.formulas if formula.variant not in excluded)

    def fitting(self, excluded: frozenset[str] = frozenset()) -> tuple[Formula, ...]:
        """The accepted formulas that give the printed score."""
        if self.score is None:
            return ()
        return tuple(f for f in self.accepted(excluded) if abs(self.score - f.rounded) <= TOLERANCE)


def number(text: str) -> Decimal | None:
    """The number of a weight or score cell, or None."""
    try:
        return Decimal(normalize(text).rstrip("分").replace(",", ""))
    except InvalidOperation:
        return None


def precision(*printed: str) -> Decimal:
    """Half the last digit of the coarser of two printed amounts."""
    digits = min(len(text.partition(".")[2]) for text in printed)
    return Decimal(5).scaleb(-digits - 1)


def of(row: Indicator) -> Row:
    """Work out one row."""
    year = int(row.year) if row.year.isdecimal() else None
    return _of(row.name, row.target, row.actual, row.weight, row.score, row.second_tier, year)


@remembered(maxsize=50_000)
def _of(name: str, target: str, actual: str, weight: str, score: str, tier: str, year: int | None) -> Row:
    wanted, got = parse(target, year), parse(actual, year)
    base = Row(None, weight=number(weight), score=number(score))
    if wanted.text in BLANK and got.text in BLANK:
        return base
    if not wanted.has_number:
        percentage = got.main is not None and got.main.unit == "%"
        return replace(base, comparable=False if percentage or got.text in BLANK else None, kind="qualitative")
    if got.text in BLANK:
        return replace(base, comparable=False)
    if wanted.kind == "date" or got.kind == "date":
        return _dated(wanted, got, base)
    if wanted.kind in ("list", "staged"):
        return base
    if wanted.main is None or got.main is None:
        return base if _says_done(got) else replace(base, comparable=False)
    if not _same_kind(name, wanted.main, got.main):
        return replace(base, comparable=False)
    found = _compared(wanted.main, got.main, base, ceiling=_is_ceiling(name, wanted, tier))
    return _with_steps(found, got.main) if names.read(name).satisfaction else found


def _says_done(got: Target) -> bool:
    return bool(re.search(lexicon.phrase("says_done"), got.text)) and not got.has_number


def _dated(wanted: Target, got: Target, base: Row) -> Row:
    if not wanted.dates or not got.dates:
        return base
    due, done = wanted.dates[-1].last, got.dates[-1].first
    return replace(base, comparable=True, met=done <= due if due and done else None, kind="date")


def _same_kind(name: str, wanted: Quantity, got: Quantity) -> bool:
    """Same class of unit (a missing unit is forgiven), and no growth target answered by a plain 100%."""
    left, right = (units.class_of(q.unit) for q in (wanted, got))
    forgiven = not got.unit or not wanted.unit
    if left == right == "count" and not units.comparable(wanted.unit, got.unit):
        return False
    if not forgiven and left != right and {left, right} - {"count", "other"}:
        return False
    if not wanted.unit and got.unit == "%" and wanted.number != _FULL:
        return False
    change = bool(re.search(lexicon.phrase("change"), normalize(name))) and not names.read(name).completion
    return not (change and wanted.unit == "%" and got.unit == "%" and got.number == _FULL and wanted.number < _FULL / 2)


def _is_ceiling(name: str, wanted: Target, tier: str) -> bool:
    """Costs, zero targets and what is better the less, where no sign says otherwise."""
    if wanted.main is not None and not wanted.main.value:
        return True
    if wanted.main is not None and wanted.main.comparator:
        return wanted.main.comparator in ("≤", "<")
    return tier == tiers.COST or names.read(name).cost or names.read(name).direction == "lower"


def _amount(quantity: Quantity, other: Quantity) -> Decimal:
    if quantity.yuan is not None and other.yuan is not None:
        return quantity.yuan
    return quantity.value


def _compared(wanted: Quantity, got: Quantity, base: Row, *, ceiling: bool) -> Row:
    target, actual = _amount(wanted, got), _amount(got, wanted)
    met = actual <= target if ceiling else actual >= target
    if wanted.comparator in (">", "<") and actual == target:
        met = False
    if wanted.upper is not None:
        met = target <= actual <= wanted.upper * wanted.factor
    ratio = actual / target if target else None
    found = replace(base, comparable=True, met=met, ratio=ratio, ceiling=ceiling, kind="number")
    return replace(found, formulas=_formulas(found, target, actual)) if base.weight is not None else found


_STEPS = ((90, 10), (80, 8), (60, 5), (0, 0))


def _with_steps(row: Row, got: Quantity | None) -> Row:
    """Add the score of a satisfaction row by steps (≥ 90: 10, 80–90: 8, 60–80: 5 of 10 points)."""
    if got is None or got.unit != "%" or row.weight is None or row.kind != "number":
        return row
    points = next((points for limit, points in _STEPS if got.number >= limit), 0)
    formula = Formula(f"满意度 {plain(got.number)}% 按分段计", points * row.weight / 10, "steps")
    return replace(row, formulas=(*row.formulas, formula))


def _formulas(row: Row, target: Decimal, actual: Decimal) -> tuple[Formula, ...]:
    """Every way to score a row, with the sum as people write it."""
    weight = row.weight or Decimal(0)
    if row.met:
        return (Formula("达到指标值，得满分", weight),)
    wanted, got, points = plain(target), plain(actual), plain(weight)
    nothing = Formula("未达到不得分", Decimal(0), "all_or_nothing")
    if not row.ceiling:
        share = max(row.ratio or Decimal(0), Decimal(0))
        return (Formula(f"{got}÷{wanted}×{points}", share * weight), nothing)
    over = (actual - target) / target if target else Decimal(1)
    excess = Formula(f"（1－（{got}－{wanted}）÷{wanted}）×{points}", max(Decimal(0), 1 - over) * weight, "excess")
    if not target or not actual:
        return (nothing,)
    return (excess, Formula(f"{wanted}÷{got}×{points}", target / actual * weight, "inverse"), nothing)


def explained(row: Indicator) -> bool:
    """Does the deviation cell hold a reason?"""
    text = normalize(row.deviation)
    return text not in BLANK and not re.fullmatch(lexicon.phrase("no_reason"), text)


def is_empty_reason(row: Indicator) -> bool:
    """Is the reason nothing but stock phrases: no number, date, actor or cause word?"""
    text = normalize(row.deviation)
    left = lexicon.alternation("reason").sub("", text).replace("原因", "").strip("，,。;、的和并将")
    cause = re.search(lexicon.phrase("cause"), left)
    return explained(row) and not cause and len(left) <= 2
