"""S07: spending less than the cost target is penalised, or cost rows of one table are scored by different formulas.

反例：成本 80万元，实际 60万元，10分得7.5分 正例：产出完成的，成本节约不扣分
Left alone: output incomplete (the reason is asked for instead); cost rows scored full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.language import tiers
from auditor.rules.rule import Form, Hit, Rule, quoted
from auditor.rules.selfeval import arithmetic
from auditor.schema import Indicator, Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per table with cost rows that were met and lost points, or that were scored by different formulas."""
    rows = [(row, arithmetic.of(row)) for _, row in form.evaluated()]
    costs = [
        (row, found)
        for row, found in rows
        if row.second_tier == tiers.COST and found.weight and found.score is not None
    ]
    outputs = [
        found.met for row, found in rows if tiers.group().get(row.second_tier) == "产出指标" and found.met is not None
    ]
    lost = [row for row, found in costs if found.met and found.score is not None and found.score < (found.weight or 0)]
    if outputs and not any(outputs):
        lost = []  # nothing was produced as planned: the reason is asked for instead
    if lost:
        shown = "；".join(f"{r.name}：目标 {r.target}，实际 {r.actual}，得 {r.score}/{r.weight}" for r in lost)
        yield _hit(lost, f"成本没有超过指标值却被扣分：{shown}。产出是否完成？")
    elif _differ([found for _, found in costs]):
        shown = "；".join(f"{row.name}：得 {row.score}/{row.weight}" for row, _ in costs)
        yield _hit([row for row, _ in costs], f"各成本行的计分办法不一致：{shown}。")


def _hit(rows: Sequence[Indicator], message: str) -> Hit:
    numbers = tuple(row.score for row in rows)
    return Hit(
        Severity.WARNING, "score", quoted(*(row.name for row in rows)), rows[0].address, message, numbers=numbers
    )


def _differ(costs: list[arithmetic.Row]) -> bool:
    """Were overspent cost rows scored by formulas that have none in common?"""
    fitting = [
        {formula.variant for formula in found.fitting()} for found in costs if found.met is False and found.score
    ]
    return len(fitting) > 1 and all(fitting) and not set.intersection(*fitting)


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
