"""S08: the printed execution rate is not executed ÷ budget, or its score is not rate × weight.

反例：执行数60，预算数80，执行率80% 正例：60÷80＝75%
Left alone: rounding; executed above budget (S15, capped).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.rules.rule import Form, Hit, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """At most two hits: the rate, and its score."""
    money = form.table.budget
    total, executed = arithmetic.number(money.total), arithmetic.number(money.executed)
    weight, score = arithmetic.number(money.weight), arithmetic.number(money.score)
    printed = arithmetic.number(money.execution_rate.rstrip("%％"))
    if total is None or executed is None:
        return
    if not total:
        if score:
            yield Hit(Severity.ERROR, "budget", money.score, money.address, f"预算数为0，执行率却得 {money.score} 分。")
        return
    rate = executed / total * 100
    digits = len(money.execution_rate.rstrip("%％").partition(".")[2])
    if printed is not None and abs(rate - printed) > Decimal(1) / 10**digits:
        message = f"{money.executed}÷{money.total}＝{rate:.2f}%，表中执行率 {money.execution_rate}。"
        yield Hit(Severity.ERROR, "budget", money.execution_rate, money.address, message)
    if weight and score is not None:
        capped = min(rate, Decimal(100)) / 100 * weight
        shown = min(printed, Decimal(100)) / 100 * weight if printed is not None else capped
        stepped = next(points for limit, points in _STEPS if rate >= limit) * weight / 10
        accepted = (capped, shown) if "steps" in form.excluded else (capped, shown, stepped)
        if min(abs(score - value) for value in accepted) > Decimal("0.1"):
            message = f"{money.executed}÷{money.total}×{money.weight}＝{capped:.2f}，自评 {money.score}。"
            yield Hit(Severity.ERROR, "budget", money.score, money.address, message)


_STEPS = ((100, 10), (80, 7), (60, 5), (0, 0))


RULE = Rule(
    id="S08",
    name="预算执行率计算或得分错误",
    slug="execution-rate-error",
    level="table",
    field="budget",
    looks_at="资金执行情况",
    severity="一律为错误",
    rationale="执行率是执行数除以预算数，得分按执行率乘分值，算错会带错总分。",
    leaves_alone="四舍五入；执行数超过预算数（S15）。",
    advice="请核对执行率和得分。",
    source_class="official",
    bad="60÷80＝80%",
    good="60÷80＝75%",
    inspect=inspect,
)
