"""V06: a number without comparator in a table that has no comparator column.

反例：学员满意度 | 95%　正例：学员满意度 | ≥95%
Left alone: dates, staged values, ranges, a filled comparator column, a comparator printed in a bracket of the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import tiers
from auditor.language.features import is_tier_of
from auditor.rules.evidence import quantities
from auditor.rules.rule import Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Numbers that no sign binds; a warning for cost, satisfaction and rates below 100%."""
    number = frame["t_value"].notna() & ~frame["t_kind"].isin(("date", "range", "staged", "list", "grade"))
    unbound = number & ~frame["t_comparator"] & ~frame["n_comparator"]
    per = rows_where(frame["t_unit"], lambda unit: "/" in unit, unbound)
    per |= rows_where(frame["t_norm"], lambda norm: norm.startswith("每"), unbound)
    zero = frame["t_zero"] | per | frame["t_hedged"]
    settled = frame["t_full"] & frame["n_quality_rate"]  # 合格率 100% can only mean ＝
    strict = is_tier_of(frame, tiers.COST, tiers.SATISFACTION) | (frame["n_ratio"] & ~frame["t_full"])
    return severities(info=unbound & (zero | ~strict) & ~settled, warning=unbound & ~settled)


RULE = Rule(
    id="V06",
    name="缺比较符",
    slug="missing-comparator",
    looks_at="指标值、比较符栏、二级指标",
    severity="成本、满意度和不是100%的率为警告，其余为提示",
    rationale="没有比较符，不知道是至少、至多还是正好，年底没法判断达没达到。",
    leaves_alone="日期；区间；分期的值；另有比较符一栏的；名称括号里写了比较符的。",
    advice="请补比较符（≥、≤或＝），数值沿用原值。",
    source_class="system",
    bad="学员满意度｜95%",
    good="学员满意度｜≥95%",
    message="指标值“{target}”没有比较符。",
    check=check,
    mark=quantities("target"),
)
