"""S15: more was executed than the full-year budget.

反例：预算数80，执行数86 正例：说明预算调整
Left alone: an adjusted budget column that covers it.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.rules.rule import Form, Hit, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit where executed exceeds the budget."""
    money = form.table.budget
    total, executed = arithmetic.number(money.total), arithmetic.number(money.executed)
    if total and executed and executed - total > arithmetic.precision(money.total, money.executed):
        message = f"执行数 {money.executed} 超过预算数 {money.total}。"
        yield Hit(Severity.INFO, "budget", money.executed, money.address, message)


RULE = Rule(
    id="S15",
    name="执行数超过预算数",
    slug="executed-above-budget",
    level="table",
    field="budget",
    looks_at="资金执行情况",
    severity="一律为提示",
    rationale="执行数超过预算数，一般是预算有调整，需要说明。",
    leaves_alone="调整后预算数能覆盖的。",
    advice="请说明预算调整情况。",
    source_class="tool",
    bad="预算80｜执行86",
    good="说明预算调整",
    inspect=inspect,
)
