"""Cost rows without an amount: V18 C06. The budget of the same form is copied as the ceiling of the whole project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import tiers
from auditor.language.normalize import normalize
from auditor.language.target import parse
from auditor.rewrites import draft, offers, printed, wording
from auditor.schema import Copied, Rewrite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.rewrites.case import Case


def amount(case: Case) -> Iterator[Rewrite]:
    """V18 C06: the own cost name with a blank amount, the budget as ceiling, a unit cost."""
    whole = str(wording.data()["whole_project_cost"])
    own = offers.cost_name(case) if not case.ids & {"C06", "N11"} else whole
    if own != whole:
        yield draft.blank_value(
            case, "measure", own, unit=_money_unit(case, own), tier=tiers.COST, remarks=[wording.remark("own_cost")]
        )
    yield _ceiling(case, whole)
    base = case.object.rstrip("总") if own != whole else draft.OBJECT
    yield draft.blank_value(
        case, "measure", wording.join(base, "单位成本"), tier=tiers.COST, remarks=[wording.remark("unit_cost")]
    )


def _ceiling(case: Case, name: str) -> Rewrite:
    found = budget(case)
    if found is None:
        return draft.blank_value(
            case, "measure", name, unit=_money_unit(case, name), tier=tiers.COST, remarks=[wording.remark("no_budget")]
        )
    value, place = found
    tail = wording.tail_of(name)
    return draft.suggest(
        case,
        "copy",
        name,
        comparator="≤",
        value=value.number,
        unit=value.unit,
        tier=tiers.COST,
        formula=tail.formula,
        evidence=tail.evidence,
        basis=wording.data()["budget_basis"],
        copied=(Copied(value.number, place),),
        remarks=[wording.remark("whole_cost")],
    )


def budget(case: Case) -> tuple[printed.Value, str] | None:
    """Return the printed budget of the row's own project with its place, None where the form has no single amount.

    A form without a money unit, or one that holds several projects, has no amount that may be copied.
    """
    table = case.table
    projects = {row.project for row in table.rows if row.project}
    if len(projects) > 1 or (case.row.project and table.project and case.row.project != table.project):
        return None
    target = parse(normalize(table.budget.total))
    found = printed.values(target, normalize(table.currency_unit))
    if len(found) != 1 or target.quantities[0].number <= 0 or found[0].unit not in ("元", "万元", "亿元", "千元"):
        return None
    address = table.budget.address
    return found[0], f"本表项目金额（{address}）" if address else "本表项目金额"


def _money_unit(case: Case, name: str) -> str | None:
    unit = wording.unit_of(name)
    if unit == "万元" and normalize(case.table.currency_unit) in ("元", "万元"):
        return normalize(case.table.currency_unit)
    return unit or str(wording.data()["default_money_unit"])
