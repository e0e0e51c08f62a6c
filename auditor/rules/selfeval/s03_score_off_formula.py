"""S03: the score fits none of the accepted formulas.

反例：指标值 50场，完成 40场，10分得6分 正例：40÷50×10＝8
Left alone: cost rows scored by actual ÷ target (S07); rows with S01 or S02; rounding to one or two decimals.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.rules.rule import Form, Hit, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per row whose score no formula gives; an error where it is off by more than a tenth of the weight."""
    for place, row in form.evaluated():
        found = arithmetic.of(row)
        if found.kind != "number" or found.score is None or not found.weight or not 0 <= found.score <= found.weight:
            continue
        accepted = found.accepted(form.excluded)
        upwards = found.ceiling and found.ratio is not None and _near(found.ratio * found.weight, found.score)
        full = found.met is False and found.score == found.weight
        if not accepted or found.fitting(form.excluded) or upwards or full:
            continue
        gap = min(abs(found.score - formula.score) for formula in accepted)
        severity = Severity.ERROR if gap > found.weight / 10 else Severity.WARNING
        sums = "；".join(map(str, accepted))
        message = f"目标 {row.target}，完成 {row.actual}：{sums}，自评 {row.score}，对不上。"
        yield Hit(severity, "score", row.score, row.addresses.get("score", row.address), message, place)


def _near(left: Decimal, right: Decimal) -> bool:
    return abs(left - right) <= arithmetic.TOLERANCE


RULE = Rule(
    id="S03",
    name="得分与完成比例不符",
    slug="score-off-formula",
    level="selfeval",
    field="score",
    looks_at="指标值、完成值、分值、得分",
    severity="相差超过分值的10%为错误，其余为警告",
    rationale="得分和完成情况对不上，说明计分没有按规则。",
    leaves_alone="成本行按“实际÷目标”计分的（另由 S07 说明）；四舍五入。",
    advice="请按公式核对得分。",
    source_class="official",
    bad="50场｜40场｜10分得6分",
    good="40÷50×10＝8分",
    inspect=inspect,
)
