"""One row for each part: V12 (several values in one cell), N03 (several contents in one name)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor import resources
from auditor.language import tiers
from auditor.language.target import Quantity, Target, parse
from auditor.rewrites import draft, measures, offers, printed, subject, wording
from auditor.schema import Copied, Rewrite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.rewrites.case import Case
    from auditor.rewrites.printed import Value

MOST = 3
_MONEY = ("元", "万元")
_PARTS = re.compile(r"[、,;。]|(?<=[\u4e00-\u9fff]{2})[和及与](?=[\u4e00-\u9fff]{2})")


def values(case: Case) -> Iterator[Rewrite]:
    """V12: a row for each value of the cell, the values as printed."""
    target = case.target
    if target.dates and not _countable(target):
        yield from _dates(case)
        return
    pairs = _countable(target)
    names = _named_parts(case, [quantity.label for quantity, _ in pairs])
    remark = wording.remark("split", count=wording.count_word(len(pairs)))
    for (_, value), base in list(zip(pairs, names, strict=True))[:MOST]:
        yield draft.copied_value(
            case, "split", part_name(base, value, cost=_is_cost(case)), value, "target", remarks=[remark]
        )


def _countable(target: Target) -> list[tuple[Quantity, Value]]:
    found = ((quantity, printed.value(quantity, target.text)) for quantity in target.quantities)
    return [(quantity, value) for quantity, value in found if value is not None]


def part_name(base: str, value: Value, *, cost: bool = True) -> str:
    """Name a part by its object and the measure word of its unit; a name that has a measure stays."""
    tail = wording.tail_for_unit(value.unit, base, cost=cost)
    known = wording.tail_of(base).word
    if known and (known == tail or wording.tail_of(base).unit == value.unit):
        return base
    return wording.join(base, tail)


def _named_parts(case: Case, labels: list[str]) -> list[str]:
    """Names for the parts: their own labels, else the parts of the name in order, else the object of the row."""
    parts = name_parts(case)
    bases = []
    for place, label in enumerate(labels):
        own = label if _object(label) and wording.tail_of(label).unit in _MONEY else _object(label)
        if not own and len(parts) == len(labels):
            own = _object(parts[place]) or parts[place]
        bases.append(_with_object(case, own))
    return bases


def _object(label: str) -> str:
    text = label.rsplit("。", maxsplit=1)[-1].rsplit(",", maxsplit=1)[-1].strip(":、和及与共达到 ")
    return subject.of_clause(text) or (text if re.fullmatch(r"[\u4e00-\u9fff]{2,14}", text) else "")


def _with_object(case: Case, own: str) -> str:
    """Put the row's object before a label that is only a verb or a short word."""
    whole = subject.of_clause(case.name)
    if not own:
        return whole or case.object or draft.OBJECT
    if whole and "、" not in case.name and len(own) <= 2 and own not in whole:
        act = wording.ends_in(whole, wording.data()["subject"]["acts"])
        is_act = act and own in resources.words("work_verb")
        return own + whole.removesuffix(act) if is_act else wording.join(whole, own)
    return whole if whole and own in whole and len(own) <= 2 else own


def _dates(case: Case) -> Iterator[Rewrite]:
    target = case.target
    remark = wording.remark("split", count=wording.count_word(len(target.dates)))
    ends = [date.start for date in target.dates[1:]] + [len(target.text)]
    before = 0
    for date, end in list(zip(target.dates, ends, strict=True))[:MOST]:
        until = re.match(r"(?:以|之)?前|之?内", target.text[date.end :])
        stop = date.end + (until.end() if until else 0)
        label = target.text[before : date.start].strip("、,;。") or re.split(r"[,;。]", target.text[stop:end])[0]
        before = max(stop, target.text.find(",", stop))
        value = target.text[date.start : stop]
        yield draft.dated(
            case,
            "split",
            date_name(label, case),
            value=value,
            copied=(Copied(value, case.place("target")),),
            remarks=[remark],
        )


def date_name(text: str, case: Case) -> str:
    """Name a date row by the work of the text: 完成图书采购 → 图书采购完成时间."""
    noun = subject.of_clause(text.strip("、,;。:前内 "))
    return wording.join(noun or case.object or draft.OBJECT, wording.date_tail(noun))


def contents(case: Case) -> Iterator[Rewrite]:
    """N03: a row for each part of the name; a rate is copied to each, a count has to be told apart by the unit."""
    parts = _with_shared_front(case, name_parts(case))
    remark = wording.remark("split_name", count=wording.count_word(len(parts)))
    tail = wording.tail_of(case.name)
    for part in parts[:MOST]:
        yield _content(case, part, tail, remark)


def _with_shared_front(case: Case, parts: list[str]) -> list[str]:
    """Give a part that is only a measure word what stands before the first one: 居民知晓率和满意度 → 居民满意度."""
    if not parts:
        return parts
    first = subject.without_idle_front(parts[0])
    front = first.removesuffix(wording.tail_of(first).word)
    if case.tier == tiers.SATISFACTION and front.startswith("对"):
        front = draft.OBJECT + front
        first = front + wording.tail_of(first).word
    return [first, *(front + part if wording.tail_of(part).word == part else part for part in parts[1:])]


def _content(case: Case, part: str, tail: wording.Tail, remark: str) -> Rewrite:
    value = case.value
    own = wording.tail_of(part)
    inside = [v for q in parse(part).quantities for v in [printed.value(q, part)] if v and v.unit]
    if inside and not own.word:
        return _with_number(case, part, inside[0], remark)
    if value and value.unit == "%" and (own.word or tail.word):
        name = part if own.word or part.endswith("率") else part + tail.word
        return draft.copied_value(case, "split", name, value, "target", remarks=[remark])
    base = subject.of_clause(part) or (part if subject.is_object(part) else "")
    if value and value.unit:
        told = wording.remark("split_value", target=wording.display(case.target.text))
        name = _measured(case, part) or wording.join(
            base or part, wording.tail_for_unit(value.unit, base, cost=_is_cost(case))
        )
        return draft.blank_value(case, "split", name, unit=value.unit, remarks=[remark, told])
    return _textual(case, part, base, remark)


def _is_cost(case: Case) -> bool:
    return case.tier == tiers.COST


def _measured(case: Case, part: str) -> str:
    """Return the part where it ends in a measure word; money that is saved or gained is an amount, no cost."""
    tail = wording.tail_of(part)
    gained = tail.comparator == "≤" and tail.unit in _MONEY and not _is_cost(case)
    return part + wording.data()["money"]["gain"] if gained else (part if tail.word else "")


def _with_number(case: Case, part: str, value: Value, remark: str) -> Rewrite:
    """Draft a part that holds its own number: …栏目拍摄3集新闻专题 → …栏目新闻专题集数, 3集."""
    front, _, back = part.partition(value.text)
    front = front.removesuffix(wording.ends_in(front, resources.words("work_verb")))
    base = subject.of_clause(front + back) or front + back or draft.OBJECT
    remarks = [remark, wording.remark("moved_number")]
    return draft.copied_value(
        case, "split", part_name(base, value, cost=_is_cost(case)), value, "name", remarks=remarks
    )


def _textual(case: Case, part: str, base: str, remark: str) -> Rewrite:
    """Draft a part whose row holds no number: its own measure, a measure of the menu, or its object measured."""
    if wording.tail_of(part).word:
        own = _measured(case, part)
        named = bool(subject.of_clause(part)) or own != part
        name = own if named else draft.OBJECT + subject.without_verb(part)
        return draft.blank_value(case, "split", name, remarks=[remark])
    found = next(measures.candidates(part, offers.fitting_tiers(case, case.tier), base), None)
    if found:
        return offers.from_menu(case, "split", *found, (remark,))
    tails = measures.for_object(base, case.tier) or ("数量",)
    return draft.blank_value(case, "split", wording.join(base or draft.OBJECT, tails[0]), remarks=[remark])


def name_parts(case: Case) -> list[str]:
    """Parts of a name that are joined by 、，；及 和; each holds at least two characters."""
    return [part for part in (piece.strip("的等") for piece in _PARTS.split(case.name)) if len(part) >= 2]
