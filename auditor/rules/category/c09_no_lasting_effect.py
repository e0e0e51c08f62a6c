"""C09: a row of lasting effects without a span beyond the year, a mechanism or a lasting asset.

反例：可持续影响指标 | 提升服务水平，展示良好形象　正例：可持续影响指标 | 路灯设计使用年限
Left alone: 使用年限, ≥N年, 制度, 机制, 模式, 规划, 管护, 维持周期.
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
    """Lasting-effect rows about work done or slogans; a remark where a lasting quality lacks its span."""
    core = frame["n_core"]
    lasting = is_tier_of(frame, tiers.LASTING)
    rows = lasting & ~frame["n_category"] & frame["n_wordy"]
    rows &= ~rows_where(core, lexicon.alternation("lasting").search, rows)
    rows &= ~rows_where(frame["t_norm"], lexicon.pattern("lasting_value").search, rows)
    sentence = (frame["n_clauses"] >= 2) & (frame["n_slogan_clauses"] >= 1) & (frame["n_tail"] == "")
    slogan = lasting & sentence & (frame["n_length"] >= 12) & ~frame["n_span"]
    work = (frame["n_activity_clauses"] >= 1) | rows_where(core, lexicon.pattern("same_year").search, rows)
    business = rows_where(core, lexicon.pattern("daily_business").search, rows)
    return severities(
        warning=slogan | (rows & work & ~frame["n_generic"]) | business,
        info=rows_where(core, lexicon.alternation("lasting_quality").search, rows),
    )


RULE = Rule(
    id="C09",
    name="可持续影响无持续性",
    slug="no-lasting-effect",
    looks_at="可持续影响指标的名称和指标值",
    severity="写工作内容或口号为警告；写了长久的东西但没有年限为提示",
    field="name",
    rationale="可持续影响要看到年度以后：用多少年、留下什么机制。",
    leaves_alone="使用年限、≥N年；制度、机制、模式、规划、管护、维持周期。",
    advice="请写持续时间（≥【待填】年）、长效机制或资产使用年限。",
    source_class="official",
    bad="可持续影响指标｜提升服务水平，展示良好形象",
    good="可持续影响指标｜路灯设计使用年限",
    message="“{name}”看不出年度以后的影响。",
    check=check,
)
