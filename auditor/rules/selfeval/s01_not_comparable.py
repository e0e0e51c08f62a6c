"""S01: the actual value is of another type or unit than the target, or missing.

反例：指标值“有所提高”，完成值“100%” 正例：指标值 ≥20次，完成值 22次
Left alone: an actual number without unit under a target with unit; a ratio whose definition is unclear (N07).
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.rules.rule import Form, Hit, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per row whose two cells cannot be compared."""
    for place, row in form.evaluated():
        if arithmetic.of(row).comparable is False:
            shown = row.actual or "（空）"
            message = f"指标值“{row.target}”与完成值“{shown}”不是同一口径，无法比较。"
            yield Hit(Severity.ERROR, "actual", row.actual, row.addresses.get("actual", row.address), message, place)


RULE = Rule(
    id="S01",
    name="完成值与指标值口径不一致",
    slug="actual-not-comparable",
    level="selfeval",
    field="actual",
    looks_at="指标值、完成值",
    severity="一律为错误",
    rationale="一个是程度、一个是百分数，或单位不同，比不出完成没完成，得分也就没有依据。",
    leaves_alone="单位相同；完成值只写了数没写单位。",
    advice="完成值请与指标值同类型、同单位。",
    source_class="tool",
    bad="指标值“有所提高”｜完成值“100%”",
    good="指标值 ≥20次｜完成值 22次",
    inspect=inspect,
)
