"""T04: the cost rows do not add up to the printed budget.

反例：预算50万元，成本合计38万元 正例：各成本之和等于预算，或说明差额
Left alone: unit costs are not summed; tables without a cost amount (T01, V18).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.language import lexicon, names, tiers, units
from auditor.language.numerals import plain
from auditor.language.target import parse
from auditor.rules.rule import Form, Hit, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Indicator, Severity

_UNIT_COST = Decimal("0.005")  # a cost below this share of the budget is the price of one thing, whatever its name


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per table whose total costs differ from the budget."""
    table = form.table
    budget, unit = arithmetic.number(table.budget.total), table.currency_unit or "万元"
    if not budget or len({row.project for row in table.rows}) > 1:
        return
    printed = units.yuan(budget, unit) or budget
    factor = units.yuan(Decimal(1), unit) or Decimal(1)
    rows = [row for _, row in form.used() if row.second_tier == tiers.COST]
    sums = [_spent(rows, field, unit, printed) for field in ("target", "period_target")]
    spent = sums[0]
    if spent is None:
        return
    near = factor * arithmetic.precision(table.budget.total, plain(spent / factor))
    if all(one is None or abs(one - printed) > near for one in sums):
        gap = abs(printed - spent) / factor
        severity = Severity.ERROR if spent > printed else Severity.WARNING
        message = f"成本之和 {plain(spent / factor)}{unit}，预算 {plain(budget)}{unit}，相差 {plain(gap)}{unit}。"
        numbers = (plain(spent / factor), plain(budget))
        address = table.budget.address or table.address
        yield Hit(severity, "target", table.budget.total, address, message, numbers=numbers)


def _spent(rows: Sequence[Indicator], field: str, currency: str, budget: Decimal) -> Decimal | None:
    """What the cost rows add up to in 元, or what a row of the whole project says; None where none holds an amount."""
    amounts = [(row, _total(row, getattr(row, field), currency, budget)) for row in rows]
    known = [(row, amount) for row, amount in amounts if amount is not None]
    whole = [amount for row, amount in known if re.search(lexicon.phrase("whole_cost"), row.name) or _is_generic(row)]
    if not known:
        return None
    return max(whole) if whole else sum((amount for _, amount in known), Decimal(0))


def _is_generic(row: Indicator) -> bool:
    return names.read(row.name).generic


def _total(row: Indicator, text: str, currency: str, budget: Decimal) -> Decimal | None:
    """The amount in 元 of a total cost; None for unit costs, rates and words."""
    main = parse(text).main
    if re.search(lexicon.phrase("many_years"), row.name) or re.search(lexicon.phrase("part_cost"), row.name):
        return None
    if main is None or main.unit == "%" or "/" in main.unit or re.search(lexicon.phrase("unit_cost"), row.name):
        return None
    amount = units.yuan(main.value, main.unit or names.read(row.name).unit or currency)
    return None if amount is not None and amount < budget * _UNIT_COST else amount


RULE = Rule(
    id="T04",
    name="成本指标与预算不一致",
    slug="cost-budget-mismatch",
    level="table",
    field="target",
    looks_at="成本指标的金额、本表预算",
    severity="成本之和超过预算为错误，其余为警告",
    rationale="成本加起来和预算对不上，说明有支出没有纳入考核，或金额写错。",
    leaves_alone="人均、单价等单位成本；没有金额的成本行（V18）。",
    advice="请补充或说明差额。",
    source_class="official",
    bad="预算50万元｜成本合计38万元",
    good="成本合计50万元",
    inspect=inspect,
)
