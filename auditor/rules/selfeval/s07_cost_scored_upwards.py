"""S07: spending less than the cost target is penalised, or cost rows of one table are scored by different formulas.

反例：成本 80万元，实际 60万元，10分得7.5分 正例：产出完成的，成本节约不扣分
Left alone: output incomplete (the reason is asked for instead); cost rows scored full.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.language import tiers
from auditor.rules.rule import Form, Hit, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per table with cost rows that were met and lost points."""
    costs = [(row, arithmetic.of(row)) for _, row in form.evaluated() if row.second_tier == tiers.COST]
    lost = [
        row
        for row, found in costs
        if found.met and found.weight and found.score is not None and found.score < found.weight
    ]
    if lost:
        shown = "；".join(
            f"{row.name}：目标 {row.target}，实际 {row.actual}，得 {row.score}/{row.weight}" for row in lost
        )
        yield Hit(
            Severity.WARNING, "score", shown, lost[0].address, f"成本没有超过指标值却被扣分：{shown}。产出是否完成？"
        )


RULE = Rule(
    id="S07",
    name="成本指标计分方向错误",
    slug="cost-scored-upwards",
    level="table",
    field="score",
    looks_at="成本行的指标值、完成值、得分",
    severity="一律为警告",
    rationale="花得比指标值少而产出完成，是节约，不该扣分。",
    leaves_alone="产出没有完成的；成本行得满分的。",
    advice="产出是否完成？完成则成本节约不扣分，未完成请说明。",
    source_class="system",
    bad="≤80万元｜60万元｜10分得7.5分",
    good="≤80万元｜60万元｜10分得10分",
    inspect=inspect,
)
