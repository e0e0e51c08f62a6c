"""S09: the printed total is not the sum of the rows and the execution score.

反例：各行得分合计85，总分95 正例：总分＝各行得分＋执行率得分
Left alone: rounding to the printed decimals; missing scores are inferred and said so.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.language.numerals import plain
from auditor.rules.rule import Form, Hit, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Indicator, Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit where the total differs from the sum; blank scores are inferred and said so."""
    total = arithmetic.number(form.table.total_score)
    rows = form.evaluated()
    if total is None or not rows:
        return
    scores = [arithmetic.number(row.score) for _, row in rows]
    inferred = [_expected(row) if score is None else score for score, (_, row) in zip(scores, rows, strict=True)]
    money = arithmetic.number(form.table.budget.score) or Decimal(0)
    listed = any("执行率" in row.name for _, row in rows)
    value = sum(inferred, Decimal(0)) + (Decimal(0) if listed else money)
    # where a form does not print the points of the execution rate they may be in the total
    unprinted = Decimal(0) if listed or form.table.budget.score else arithmetic.RATE_POINTS
    if not -arithmetic.TOLERANCE <= total - value <= unprinted + arithmetic.TOLERANCE:
        guessed = "（空白得分按规则推算）" if None in scores else ""
        message = f"各行得分与执行率得分之和为 {plain(value)}{guessed}，表中总分 {form.table.total_score}。"
        yield Hit(Severity.ERROR, "score", form.table.total_score, form.table.address, message)


def _expected(row: Indicator) -> Decimal:
    """The score that a row with a blank cell would have."""
    found = arithmetic.of(row)
    return found.formulas[0].score if found.formulas else found.weight or Decimal(0)


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
