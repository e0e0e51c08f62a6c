"""Numbers of a goal against numbers of the rows: the same object with another value or the opposite sign.

Only look-alike objects are compared. A row that is broader than the goal may hold more, a narrower one less; values
that another goal or row explains (a sum, the same number elsewhere) are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from auditor.language import lexicon, names, nouns, tiers, units
from auditor.language.normalize import normalize
from auditor.language.target import Quantity, parse
from auditor.resources import remembered
from auditor.rules.table.deliverables import clauses
from auditor.schema import Indicator

_EDGE = "、,;。:的等()"
_LOWER, _UPPER = frozenset("≥>"), frozenset("≤<")


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that a text or row states about an object; ``text`` is what to quote."""

    text: str
    name: str
    quantity: Quantity
    content: tuple[str, ...]
    verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A goal and a row that disagree; ``stricter`` where a row that is met meets the goal as well."""

    goal: Claim
    row: Indicator
    stricter: bool


def conflicts(texts: Iterable[str], rows: Sequence[Indicator]) -> Iterator[Conflict]:
    """Pairs of a number of the goals and a row that cannot both hold, one pair for each number."""
    goals = [claim for text in texts for claim in _claims(text)]
    stated = [(row, claim) for row in rows if (claim := _of_row(row.name, row.target, row.second_tier)) is not None]
    for goal in goals:
        near = [(row, claim) for row, claim in stated if _comparable(goal, claim) and _overlap(goal, claim)]
        alike = [
            (row, claim)
            for row, claim in near
            if _disagree(goal, claim, len(near) == 1) and not _holds_for_period(goal, row, len(near) == 1)
        ]
        if alike and not _explained(goal, goals, [claim for _, claim in near]):
            row, claim = alike[0]
            yield Conflict(goal, row, _is_stricter(goal.quantity, claim.quantity))


def _holds_for_period(goal: Claim, row: Indicator, alone: bool) -> bool:
    """Does the goal agree with what the row states for the whole period?"""
    claim = _of_row(row.name, row.period_target, row.second_tier)
    return claim is not None and not _disagree(goal, claim, alone)


@remembered(maxsize=20_000)
def _claims(text: str) -> tuple[Claim, ...]:
    """The numbers of a goal text with the words of the part that they stand in; none where it speaks of later years."""
    if re.search(lexicon.phrase("later_years"), normalize(text)):
        return ()
    return tuple(claim for clause in clauses(text) for part in clause.split("、") for claim in _of_part(part))


def _of_part(part: str) -> Iterator[Claim]:
    quantities = [q for q in parse(part).quantities if q.unit and q.unit not in ("岁", "周岁")]
    if re.search(lexicon.phrase("other_span"), part) or not quantities:
        return
    places = [nouns.printed(q) for q in quantities]
    for i, (quantity, (start, end)) in enumerate(zip(quantities, places, strict=True)):
        if quantity.upper is not None or _is_rough(part, quantity):
            continue
        before = part[places[i - 1][1] if i else 0 : start]
        after = part[end : places[i + 1][0] if i + 1 < len(places) else len(part)]
        leads = not nouns.content(part[: places[0][0]])  # 42公里管网更换和12处围栏建设: each number before its object
        own = before + after if len(places) == 1 else after if leads or not nouns.content(before) else before
        yield _claim(part, own, quantity)


def _is_rough(part: str, quantity: Quantity) -> bool:
    """约60人, 60余人, 60人左右; but not 达到60人 and 60人以上."""
    marked = (
        part[quantity.start : quantity.end + 1] if quantity.hedged else part[nouns.printed(quantity)[0] : quantity.end]
    )
    return bool(re.search(lexicon.phrase("rough"), marked))


@remembered(maxsize=100_000)
def _of_row(name: str, target: str, tier: str) -> Claim | None:
    parsed = parse(target)
    if parsed.main is None or parsed.kind in ("list", "staged", "range", "date") or tier == tiers.TIMELINESS:
        return None
    core = names.read(name).core
    quantity = parsed.main
    if re.search(lexicon.phrase("other_span"), core):
        return None
    return _claim(f"{name} {target}", core, quantity)


def _claim(text: str, own: str, quantity: Quantity) -> Claim:
    known = lexicon.exact("deliver_verb")
    content = nouns.words(own) if quantity.unit_class in ("ratio", "money") else nouns.content(own)
    verbs = frozenset(w for w in nouns.words(own) if w in known and w not in lexicon.exact("neutral_verb"))
    skipped = lexicon.exact("reaching") | lexicon.exact("vague_time")
    named = tuple(w for w in content if not _is_measure(w) and w not in skipped)
    objects = tuple(w for w in named if w not in known)
    return Claim(text, normalize(own).strip(_EDGE), quantity, objects or named, verbs)


def _tail(name: str) -> str:
    """The measure at the end of a name, signs and words of reaching left out (满意度达到 → 满意度)."""
    return names.read(lexicon.alternation("reaching").sub("", name)).tail


def _is_measure(word: str) -> bool:
    return word in lexicon.exact("measure_tail") or word in lexicon.exact("rate_tail")


def _comparable(goal: Claim, row: Claim) -> bool:
    left, right = goal.quantity, row.quantity
    if left.yuan is not None and right.yuan is not None:
        return ("/" in left.unit) == ("/" in right.unit)
    if left.unit_class == right.unit_class == "ratio":
        return left.unit == right.unit and _tail(goal.name) == _tail(row.name) != ""
    return left.unit_class == right.unit_class == "count" and _same_unit(left.unit, right.unit)


def _same_unit(left: str, right: str) -> bool:
    """Do two counting units count the same (人 and 名, 场 and 次, 个 and 座), not 1次 and 280人?"""
    if (
        left == right
        or {left, right} <= units.same("persons")
        or any({left, right} <= family for family in units.fits().values())
    ):
        return True
    named = units.same("persons") | units.same("events")
    return bool({left, right} & units.same("things")) and not {left, right} & named


def _overlap(goal: Claim, row: Claim) -> bool:
    """Do both speak of one thing, and do their verbs allow it (not 新建 against 维修)?"""
    if goal.quantity.unit_class == "ratio":
        return not _said_in(row.name, goal.quantity)
    if _said_in(row.name, goal.quantity):  # the name and the target of the row contradict each other (T10)
        return False
    if goal.verbs and row.verbs and not any(nouns.mentions(row.name, verb) for verb in goal.verbs):
        return False
    return any(nouns.mentions(row.name, word) for word in goal.content) or any(
        nouns.mentions(goal.name, word) for word in row.content
    )


def _said_in(name: str, quantity: Quantity) -> bool:
    return any(q.value == quantity.value and q.unit == quantity.unit for q in parse(name).quantities)


def _disagree(goal: Claim, row: Claim, only: bool) -> bool:
    """Do the values differ although the objects are the same, or one holds the other?"""
    left, right = _value(goal.quantity), _value(row.quantity)
    opposite = {goal.quantity.comparator, row.quantity.comparator}
    if left == right:
        return bool(opposite & _LOWER and opposite & _UPPER) and goal.quantity.unit_class == "ratio"
    narrower = all(nouns.mentions(row.name, word) for word in goal.content)
    broader = all(nouns.mentions(goal.name, word) for word in row.content)
    if goal.quantity.unit_class == "ratio":
        return narrower and (broader or only)
    if narrower and (broader or (only and goal.quantity.unit_class == "money")):
        return True
    return (broader and right < left) if broader else (narrower and right > left and bool(goal.content))


def _explained(goal: Claim, goals: Sequence[Claim], rows: Sequence[Claim]) -> bool:
    """Is the number met elsewhere: by another row, as a sum of rows, or is the row's number another goal's?"""
    value = _value(goal.quantity)
    values = [_value(row.quantity) for row in rows]
    others = [_value(g.quantity) for g in goals if g.quantity.unit == goal.quantity.unit]
    if value in values and not any(v == value and _flipped(goal, r) for v, r in zip(values, rows, strict=True)):
        return True
    if goal.quantity.unit_class == "ratio":
        return False
    return sum(values, Decimal(0)) == value or sum(others, Decimal(0)) in values or any(v in others for v in values)


def _flipped(goal: Claim, row: Claim) -> bool:
    signs = {goal.quantity.comparator, row.quantity.comparator}
    return bool(signs & _LOWER and signs & _UPPER)


def _value(quantity: Quantity) -> Decimal:
    return quantity.value if quantity.yuan is None else quantity.yuan


def _is_stricter(goal: Quantity, row: Quantity) -> bool:
    left, right = _value(goal), _value(row)
    if goal.comparator in _LOWER:
        return row.comparator not in _UPPER and right > left
    return goal.comparator in _UPPER and row.comparator not in _LOWER and right < left
