"""Rows whose target says nothing countable: V01 V02 V04 V13 V14."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from auditor.language import tiers
from auditor.rewrites import draft, offers, subject, wording
from auditor.rewrites.patterns import costs, signs
from auditor.schema import Copied, Rewrite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.rewrites.case import Case


def missing(case: Case) -> Iterator[Rewrite]:
    """V01 V14: keep the name, leave the value blank; or leave the whole row empty."""
    fill = wording.remark("fill_or_leave")
    if case.tier == tiers.COST and case.is_generic:
        yield from islice(costs.amount(case), 1)
    elif has_measure(case):
        yield draft.blank_value(case, "ask", proper_name(case), unit=own_unit(case), remarks=[fill])
    else:
        yield from islice(offers.measured(case, remarks=(fill,)), 2)


def repeated(case: Case) -> Iterator[Rewrite]:
    """V02: the target repeats the name, or names another measure."""
    other = subject.clean(case.row.target).text
    if case.tier == tiers.COST and case.is_generic:
        yield from islice(costs.amount(case), 1)
        return
    if (
        other != case.name
        and wording.tail_of(other).word
        and subject.of_text(other)
        and case.tier != tiers.SATISFACTION
    ):
        yield draft.blank_value(case, "measure", other, remarks=[wording.remark("other_measure")])
    if has_measure(case):
        yield draft.blank_value(case, "measure", proper_name(case), unit=own_unit(case))
    if not has_measure(case) or (case.object and not case.is_generic):
        yield from islice(offers.measured(case, remarks=(wording.remark("choice"),)), 2)


def qualitative(case: Case) -> Iterator[Rewrite]:
    """V04: the name is a measure, so the name stays and the value becomes a number."""
    yield draft.blank_value(case, "measure", proper_name(case), unit=own_unit(case))


def task(case: Case) -> Iterator[Rewrite]:
    """V13: count the work that the target tells of, or give its date."""
    remarks = (wording.remark("task"),)
    if has_measure(case) and not case.is_generic:
        yield draft.blank_value(case, "measure", proper_name(case), unit=own_unit(case), remarks=remarks)
    yield from islice(offers.measured(case, remarks=remarks), 2)


def group(case: Case) -> Iterator[Rewrite]:
    """C10: name the group that is asked, the value stays."""
    yield offers.satisfaction(case, remarks=(wording.remark("group"),))


def generic(case: Case) -> Iterator[Rewrite]:
    """N04 N05: put the object before the measure, number or date stay."""
    if case.value:
        yield from signs.tidy(case)
    elif case.target.dates and wording.is_date_name(case.name):
        date = case.target.text
        copied = (Copied(date, case.place("target")),)
        yield draft.dated(case, "copy", offers.date_name(case), value=date, copied=copied)
    else:
        yield from islice(offers.measured(case), 2)


def ratio(case: Case) -> Iterator[Rewrite]:
    """N07: the same row with a formula whose numerator and denominator are to be named."""
    if case.value:
        formula = "【待确认：口径】÷【待确认：口径】×100%"
        remarks = [wording.remark("population")]
        yield draft.copied_value(case, "ask", case.kept_name, case.value, "target", formula=formula, remarks=remarks)


def has_measure(case: Case) -> bool:
    """Tell whether the name ends in a measure word and is no slogan."""
    measure = wording.tail_of(case.name).word or wording.is_date_name(case.name)
    return bool(measure) and not case.ids & {"N01", "C03", "C06", "C07"}


def proper_name(case: Case) -> str:
    """Return the name to keep, with a time of broadcasting or opening in 数量 read as a duration."""
    if case.tier == tiers.SATISFACTION:
        return offers.satisfaction_name(case)
    name = case.kept_name
    if case.tier == tiers.QUANTITY:
        for short, long in wording.data()["rename"].items():
            if name.endswith(short):
                return name[: -len(short)] + str(long)
    return name


def own_unit(case: Case) -> str | None:
    """Return the unit that the form prints beside the value, None where it prints none."""
    return case.unit or None
