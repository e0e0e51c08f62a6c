"""T07: the weights do not add up to 100, or the printed total is not their sum.

反例：分值合计95 正例：分值合计100
Left alone: tables without a weight column; printed bonus rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.rules.rule import Form, Hit, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per table whose every used row has a weight and whose sum is off."""
    weights = [arithmetic.number(row.weight) for _, row in form.used()]
    known = [w for w in weights if w is not None]
    if not known or len(known) < len(weights) or len({row.project for row in form.table.rows}) > 1:
        return
    rows = sum(known, Decimal(0))
    money = arithmetic.number(form.table.budget.weight) or Decimal(0)
    total = arithmetic.number(form.table.total_weight)
    listed = any("执行率" in row.name for _, row in form.used())
    wrong = rows not in (100, 90, 1) if listed or not money else rows + money != 100
    # the points of the execution rate, which not every form prints
    lacks_rate = not listed and not money and rows == 100 - arithmetic.RATE_POINTS
    unprinted = arithmetic.RATE_POINTS if lacks_rate else Decimal(0)
    mismatch = total is not None and total not in (rows, rows + money, rows + unprinted)
    if wrong or mismatch:
        parts = [
            f"各行分值之和 {rows}",
            f"执行率 {money}" if money else "",
            f"表中合计 {total}" if total is not None else "",
        ]
        message = "，".join(part for part in parts if part) + "。"
        numbers = tuple(str(w) for w in (rows, money, total) if w is not None)
        yield Hit(Severity.ERROR, "weight", form.table.total_weight, form.table.address, message, numbers=numbers)


RULE = Rule(
    id="T07",
    name="分值合计错误",
    slug="weights-do-not-sum",
    level="table",
    field="weight",
    looks_at="分值（权重）列、合计行",
    severity="一律为错误",
    rationale="分值合计应为100，否则总分没有意义。",
    leaves_alone="没有分值列的表；写明加分规则的。",
    advice="请核对分值合计。",
    source_class="official",
    bad="分值合计95",
    good="分值合计100",
    inspect=inspect,
)
