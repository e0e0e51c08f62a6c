"""What a target (指标值) says beside its grammar: a state, a task, a placeholder …, and what it says about the description."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from auditor.language import dates, lexicon, units, verbs
from auditor.language.normalize import letters, normalize
from auditor.language.target import BLANK, Quantity, Target, binds_alone, parse, sign_of

_EVERY_DAY = re.compile(r"每年度?|每天|每日")
_LEFT_OVER = re.compile(r"[×xX*]{2,}|【")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PER_UNIT = re.compile(r"每[^\d]{1,3}\d+(?:\.\d+)?$")
_STOP = re.compile("[,;、。]")
_PERCENT = frozenset({"%", "百分", "百分比", "百分之", "%%"})


class Value(NamedTuple):
    """The columns ``t_…`` that follow from target, unit column, comparator column and year."""

    kind: str
    sign: str
    comparator: bool
    hedged: bool
    zero: bool
    blank: bool
    number: bool
    value: Decimal | None
    count: int  # type: ignore[assignment]  # a column of that name, not the method of tuples
    units: int
    deliverables: int
    value_unit: str
    doubled_unit: bool
    column_unit: str
    percentage: bool
    full: bool
    vague: bool
    state: bool
    task: bool
    budget: bool
    time: bool
    exact_time: bool
    placeholder: bool
    metric: bool
    bare: bool
    per_unit: bool
    norm: str
    positive: bool
    markers: int


def read(text: str, unit: str, comparator: str, year: str) -> Value:
    """Say what a target is; ``unit`` and ``comparator`` are the columns of that name, ``year`` that of the form."""
    parsed = parse(text)
    if parsed.dates and year.isdecimal() and len(year) == 4:
        parsed = parse(text, int(year))
    norm, main = parsed.text, parsed.main
    dated = [d for d in parsed.dates if not dates.is_whole_year(d) and not _EVERY_DAY.fullmatch(d.text)]
    number = bool(parsed.quantities or dated)
    vague = not number and lexicon.is_vague(norm)
    independent = _independent(parsed)
    percentage = _is_percentage(parsed, main)
    return Value(
        kind=parsed.kind,
        sign=main.comparator if main else "",
        comparator=bool(main and main.comparator) or (bool(comparator) and bool(sign_of(comparator))),
        hedged=main is not None and main.hedged,
        zero=main is not None and main.value == 0,
        blank=norm in BLANK,
        number=number,
        value=main.value if main else None,
        count=len(independent),
        units=len({q.unit for q in independent}),
        deliverables=_deliverables(parsed),
        value_unit=main.unit if main else "",
        doubled_unit=main is not None and units.is_doubled(main.unit),
        column_unit=column if (column := normalize(unit)) not in BLANK else "",
        percentage=percentage,
        full=percentage and main.number == 100 if main else norm in lexicon.exact("fully_done"),
        vague=vague,
        state=not number and _is_state(norm),
        task=not number and not vague and any(verbs.work(clause) for clause in _STOP.split(norm)),
        budget=not number and _is_budget(norm),
        time=not number and lexicon.alternation("vague_time", "on_time").search(norm) is not None,
        exact_time=norm in lexicon.exact("vague_time") or (bool(parsed.dates) and not dated),
        placeholder=_is_placeholder(norm),
        metric=not number and _is_metric(norm),
        bare=_NUMBER.fullmatch(norm) is not None,
        per_unit=_PER_UNIT.match(norm) is not None,
        norm=norm,
        positive=main is not None and main.value > 0 and main.unit_class != "money",
        markers=_markers(parsed, main, comparator),
    )


def _independent(parsed: Target) -> tuple[Quantity, ...]:
    """Quantities that set a target of their own: outside brackets, not the two bounds of a range."""
    if parsed.kind in ("range", "staged", "date"):
        return parsed.quantities[:1]
    if "(" not in parsed.text and ")" not in parsed.text:
        return parsed.quantities
    heads = [(q, parsed.text[: q.start]) for q in parsed.quantities]
    return tuple(q for q, before in heads if before.count("(") <= before.count(")"))


def _deliverables(parsed: Target) -> int:
    """Dates that belong to different deliverables (3月完成招标，9月底前完成建设)."""
    if parsed.kind != "date" or len(parsed.dates) < 2:
        return min(len(parsed.dates), 1)
    before = [letters(_STOP.split(parsed.text[: d.start])[-1]) for d in parsed.dates]
    if all(len(text) >= 2 for text in before) and len(set(before)) > 1:
        return len(set(before))
    ends = [d.start for d in parsed.dates[1:]] + [len(parsed.text)]
    after = [letters(parsed.text[d.end : end]).lstrip("前之底以") for d, end in zip(parsed.dates, ends, strict=True)]
    staged = lexicon.alternation("milestone")
    return len({text for text in after if len(text) >= 3 and not staged.search(text)}) or 1


def _is_percentage(parsed: Target, main: Quantity | None) -> bool:
    if main is None or main.unit not in _PERCENT or len(parsed.quantities) != 1 or parsed.dates:
        return False
    return len(letters(parsed.text[: main.start] + parsed.text[main.end :])) <= 3


def _is_state(norm: str) -> bool:
    state = lexicon.alternation("checkable_state").search(norm)
    return state is not None and not lexicon.pattern("effect_clause").match(norm)


def _is_budget(norm: str) -> bool:
    found = lexicon.alternation("budget_phrase").search(norm) or lexicon.pattern("budget_value").search(norm)
    return found is not None


def _is_placeholder(norm: str) -> bool:
    listed = lexicon.exact("placeholder")
    only = norm.strip("已均全部。")
    return norm in listed or only in listed or norm in ("合同", "说明") or _LEFT_OVER.search(norm) is not None


def _is_metric(norm: str) -> bool:
    """A noun phrase that is the name of another metric (观众人次)."""
    if len(norm) > 20 or not lexicon.pattern("metric").search(norm):
        return False
    return not lexicon.head(norm, "work_verb", "direction", "degree", "not_metric_start")


def _markers(parsed: Target, main: Quantity | None, comparator: str) -> int:
    """Comparator marks that bind the first quantity; 达到…以上 and 控制在…以内 are one mark."""
    marks = sum(binds_alone(parsed.text[a:b]) for a, b in main.markers) if main else 0
    if not marks or not comparator:
        return marks
    column = normalize(comparator)
    signed = column not in BLANK and lexicon.pattern("column_sign").search(column) is not None
    return marks + (signed and not parsed.text.startswith(column))
