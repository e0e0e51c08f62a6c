"""Rows that cannot be measured: V03 (a degree), V05 (a percentage of nothing), N02 and N11 (no measure)."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from auditor.language import tiers
from auditor.language.target import parse
from auditor.rewrites import draft, offers, printed, wording
from auditor.rewrites.patterns import moved_numbers, signs, values
from auditor.schema import Copied, Rewrite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.rewrites.case import Case

_MEASURABLE = (tiers.QUANTITY, tiers.TIMELINESS, tiers.COST)


def degree(case: Case) -> Iterator[Rewrite]:
    """V03: count something behind the words, or write down what each grade looks like."""
    remarks = (wording.remark("choice"), wording.remark("slogan") if "N01" in case.ids else "")
    if values.has_measure(case) and not case.is_generic:
        yield draft.blank_value(case, "measure", values.proper_name(case), unit=values.own_unit(case), remarks=remarks)
    yield from islice(offers.measured(case, remarks=remarks), 2)
    if case.tier not in _MEASURABLE:
        yield _levels(case)


def _levels(case: Case) -> Rewrite:
    rules = wording.data()["criteria"]
    sentence = case.object and case.ids & {"N01", "N02"}
    name = wording.join(case.object, wording.remark("achievement")) if sentence else case.name
    return draft.suggest(
        case,
        "ask",
        name,
        comparator="定性",
        value=rules["value"],
        evidence=rules["evidence"],
        remarks=[wording.remark("level")],
    )


def percentage(case: Case) -> Iterator[Rewrite]:
    """V05: make the name a rate where one word is missing, else count something; or say what the percentage is of."""
    value = case.value
    if parse(case.name).dates:
        yield from moved_numbers.out_of_name(case)
        return
    stem = wording.ends_in(case.name, tuple(wording.data()["stem"]["words"]))
    if value and stem and case.object and not case.is_generic:
        yield draft.copied_value(
            case, "copy", case.name + "率", value, "target", remarks=[wording.remark("confirm_measure")]
        )
        return
    remarks = (wording.remark("choice"), wording.remark("slogan") if case.ids & {"N01", "N02"} else "")
    yield from islice(offers.measured(case, remarks=remarks), 2)
    if value and not case.is_generic:
        yield _share(case, value)


def _share(case: Case, value: printed.Value) -> Rewrite:
    sign = value.comparator or draft.proposed_sign(case, case.name + "率", value)
    confirm = "" if value.comparator else wording.remark("confirm_sign")
    return draft.suggest(
        case,
        "ask",
        case.name,
        comparator=sign,
        value=value.number,
        unit=value.unit or "%",
        formula="【待确认：口径】÷【待确认：口径】×100%",
        copied=(Copied(value.number, case.place("target")),),
        remarks=[wording.remark("percent_of", target=wording.display(case.target.text)), confirm],
    )


def action(case: Case) -> Iterator[Rewrite]:
    """N02 N11: make the name object and measure; a number with a counting unit stays."""
    value = case.value
    if value and value.unit and value.unit != "%" and not case.is_generic:
        yield renamed(case, value)
    elif value and value.unit != "%" and case.tier == tiers.COST:
        yield from signs.tidy(case)
    elif not value or case.is_generic or not value.unit:
        yield from islice(offers.measured(case, remarks=(wording.remark("choice"),)), 2)


def renamed(case: Case, value: printed.Value) -> Rewrite:
    """Give the name the measure word of its value's unit: 开展…创作 ≥5次 → …创作次数 ≥5次."""
    base = case.object or case.name
    tail = wording.tail_for_unit(value.unit, base, cost=case.tier == tiers.COST)
    return draft.copied_value(
        case, "copy", wording.join(base, tail), value, "target", remarks=[wording.remark("rename")]
    )
