"""S09: the printed total is not the sum of the rows and the execution score.

反例：各行得分合计85，总分95 正例：总分＝各行得分＋执行率得分
Left alone: rounding to the printed decimals; missing scores are inferred and said so.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.rules.rule import Form, Hit, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit where the total differs from the sum."""
    total = arithmetic.number(form.table.total_score)
    scores = [arithmetic.number(row.score) for row in form.table.rows]
    found = [score for score in scores if score is not None]
    if total is None or len(found) < len(form.evaluated()):
        return
    sums = {sum(found, Decimal(0)), sum(found, arithmetic.number(form.table.budget.score) or Decimal(0))}
    if min(abs(total - value) for value in sums) > arithmetic.TOLERANCE:
        value = sum(found, arithmetic.number(form.table.budget.score) or Decimal(0))
        message = f"各行得分与执行率得分之和为 {value}，表中总分 {form.table.total_score}。"
        yield Hit(Severity.ERROR, "score", form.table.total_score, form.table.address, message)


RULE = Rule(
    id="S09",
    name="总分计算错误",
    slug="total-score-error",
    level="table",
    field="score",
    looks_at="总分行",
    severity="一律为错误",
    rationale="总分应等于各行得分之和。",
    leaves_alone="四舍五入。",
    advice="请核对总分。",
    source_class="system",
    bad="各行合计85｜总分95",
    good="各行合计85｜总分85",
    inspect=inspect,
)
