"""N06: the target stands inside the name (完成培训12次 | 100%), or the name holds the date (6月底前完成 | 100%).

反例：完成培训12次 | 100%　正例：培训次数 | ≥12次
Left alone: numbers of the object (3集专题片), model numbers, years, fixed terms, a rate with its limit in the name (24小时内响应率).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.rules.evidence import quantities
from auditor.rules.rule import Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Names that count what the target should count."""
    dated = frame["n_dated"] & frame["t_full"]
    return severities(
        warning=(frame["n_tail"] == "") & (dated | frame["name_counts"]) & ~frame["n_generic"] & ~frame["n_time_word"]
    )


RULE = Rule(
    id="N06",
    name="名称内含目标值",
    slug="target-inside-name",
    looks_at="名称、指标值",
    severity="一律为警告",
    field="name",
    rationale="数写在名称里，指标值写100%，年底看不出做了多少。",
    leaves_alone="对象自带的数（3集专题片）、型号、年份、固定说法；名称里带时限的率（24小时内响应率）。",
    advice="数值移入指标值：名称｜比较符｜数值｜单位（≥或＝请确认）。",
    source_class="official",
    bad="完成培训12次｜100%",
    good="培训次数｜≥12次",
    message="名称“{name}”里已经写了目标值。",
    check=check,
    mark=quantities("name"),
)
