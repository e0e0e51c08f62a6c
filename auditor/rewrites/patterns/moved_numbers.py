"""N06: the target value stands in the name; it moves to the value, the name keeps object and measure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.language.target import Target, parse
from auditor.rewrites import draft, printed, subject, wording
from auditor.rewrites.patterns import splits
from auditor.schema import Copied, Rewrite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.rewrites.case import Case

_UNTIL = re.compile(r"(?:以|之)?[前内]|(?:以|之)内")


def out_of_name(case: Case) -> Iterator[Rewrite]:
    """N06: name without the number, the number as the value."""
    name = parse(case.name)
    pairs = [(q, v) for q in name.quantities for v in [printed.value(q, name.text, case.unit)] if v and v.unit]
    if name.dates and not pairs:
        yield from _date(case, name)
    elif len(pairs) > 1:
        remark = wording.remark("split_name", count=wording.count_word(len(pairs)))
        for quantity, value in pairs[: splits.MOST]:
            base = subject.of_clause(quantity.label) or quantity.label or draft.OBJECT
            yield draft.copied_value(
                case,
                "split",
                splits.part_name(base, value),
                value,
                "name",
                remarks=[wording.remark("moved_number"), remark],
            )
    elif pairs:
        yield _single(case, name, pairs[0][0].start, pairs[0][0].end, pairs[0][1])


def _single(case: Case, name: Target, start: int, end: int, value: printed.Value) -> Rewrite:
    front, back = name.text[:start], name.text[end:]
    remarks = [wording.remark("moved_number")]
    before = name.text[: name.text.find(value.number, start)]
    changed = _change(before, back) if value.unit == "%" else ""
    if changed:
        return draft.copied_value(case, "copy", changed, value, "name", remarks=remarks, comparator=_sign(case, value))
    text = front.rstrip(",、:约达到为共的") + back.lstrip("的,、")
    if value.unit in _DURATIONS and wording.tail_of(text).word == "":
        return draft.copied_value(
            case, "copy", splits.date_name(text, case), value, "name", comparator="≤", remarks=remarks
        )
    base = subject.of_clause(text) if not wording.tail_of(text).word else text
    base = base or (text if len(text) >= 2 else case.object) or draft.OBJECT
    return draft.copied_value(
        case, "copy", splits.part_name(base, value), value, "name", comparator=_sign(case, value), remarks=remarks
    )


_DURATIONS = ("日", "天", "工作日", "个工作日", "小时", "分钟", "个月", "月", "周")


def _sign(case: Case, value: printed.Value) -> str:
    """Return the sign printed before the number, else the one of the target where it repeats the number."""
    main = case.value
    return value.comparator or (main.comparator if main and main.number == value.number else "")


def _change(front: str, back: str) -> str:
    """Name of a growth or decline: 受益群众人数每年有10%的增加 → 受益群众人数增长率."""
    rules = wording.data()["change"]
    for direction, tail in (("up", "up_tail"), ("down", "down_tail")):
        for word in rules[direction]:
            if word in front or word in back:
                base = re.sub(
                    r"(?:每年|较上年|比上年|同比|逐年|较去年|比去年|有)+$",
                    "",
                    front.replace(word, "").rstrip("了有达到约"),
                )
                return base + str(rules[tail]) if len(base) >= 2 else ""
    return ""


def _date(case: Case, name: Target) -> Iterator[Rewrite]:
    date = name.dates[-1]
    until = _UNTIL.match(name.text[date.end :])
    stop = date.end + (until.end() if until else 0)
    value = name.text[date.start : stop]
    rest = name.text[: date.start] + name.text[stop:]
    yield draft.dated(
        case,
        "copy",
        splits.date_name(rest, case),
        value=value,
        copied=(Copied(value, case.place("name")),),
        remarks=[wording.remark("moved_date")],
    )
