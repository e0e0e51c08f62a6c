"""S02: the target was missed and the row got full marks.

反例：指标值 ≥90%，完成值 84%，10分得10分 正例：84÷90×10＝9.33
Left alone: costs and durations below their target (met); rows that cannot be compared (S01).
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.rules.rule import Form, Hit, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per missed row with full marks; the expected score is worked out."""
    for place, row in form.evaluated():
        found = arithmetic.of(row)
        if found.met is False and found.weight and found.score == found.weight:
            sums = "".join(f"{formula}，" for formula in found.accepted(form.excluded)[:1])
            message = f"未达到指标值（目标 {row.target}，完成 {row.actual}）却得满分：{sums}自评 {row.score}。"
            yield Hit(Severity.ERROR, "score", row.score, row.addresses.get("score", row.address), message, place)


RULE = Rule(
    id="S02",
    name="未达标得满分",
    slug="full-score-not-met",
    level="selfeval",
    field="score",
    looks_at="指标值、完成值、分值、得分",
    severity="一律为错误",
    rationale="没有达到指标值却不扣分，自评结果就不可信。",
    leaves_alone="成本和时长低于指标值（算达到）；口径不一致的行（S01）。",
    advice="未达标不得满分；请按比例计分（保留口径）。",
    source_class="official",
    bad="≥90%｜84%｜10分得10分",
    good="84÷90×10＝9.33分",
    inspect=inspect,
)
