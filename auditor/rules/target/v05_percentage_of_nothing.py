"""V05: a bare percentage under a name that is no rate: "percentage of what?" has no answer in the row.

反例：增强法治意识 | 95%　正例：法治宣传知晓率 | ≥【数值】%
Left alone: a name with its own number or date (N06); a description that names numerator and denominator; satisfaction and
awareness; rows that are only a vague time (V15) or a cost (V18).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon, tiers
from auditor.language.features import is_tier_of
from auditor.rules.rule import Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Bare percentages of names without a measure."""
    nothing = frame["t_percentage"] & (frame["n_tail"] == "") & ~frame["n_satisfaction"] & ~frame["d_ratio"]
    timed = is_tier_of(frame, tiers.TIMELINESS) & frame["n_time_word"]
    changed = rows_where(frame["n_core"], lexicon.pattern("measured_change").search, nothing)
    return severities(error=nothing & ~timed & ~changed)


RULE = Rule(
    id="V05",
    name="不可度量名称配百分数",
    slug="percentage-of-nothing",
    looks_at="名称、描述、指标值",
    severity="一律为错误",
    rationale="名称不是率，“95%”说不清是什么的百分之多少，年底只能凭印象填。",
    leaves_alone="名称里带目标值或日期的（N06）；描述写明分子分母的；度量的变化（投诉件数下降）；满意度、知晓率；成本和预算类（V18）。",
    advice="请说明是“什么的百分之多少”；或改为可计数的内容（备选：人次、场次、抽样知晓率）。",
    source_class="official",
    bad="增强法治意识｜95%",
    good="法治宣传知晓率｜≥【数值】%",
    message="“{name}”不是率，“{target}”说不清是什么的百分之多少。",
    check=check,
)
