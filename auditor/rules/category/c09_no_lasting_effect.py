"""C09: a row of lasting effects without a span beyond the year, a mechanism or a lasting asset.

反例：可持续影响指标 | 提升服务水平，展示良好形象　正例：可持续影响指标 | 路灯设计使用年限
Left alone: 使用年限, ≥N年, 制度, 机制, 模式, 规划, 管护, 维持周期.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon, tiers
from auditor.language.features import is_tier_of
from auditor.rules.rule import Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Lasting-effect rows about work done or slogans; a remark where a lasting quality lacks its span."""
    core = frame["n_core"]
    spanned = core.str.contains(lexicon.alternation("lasting").pattern) | frame["t_norm"].str.contains(
        lexicon.phrase("lasting_value")
    )
    rows = is_tier_of(frame, tiers.LASTING) & ~frame["n_category"] & frame["n_wordy"] & ~spanned
    sentence = (frame["n_clauses"] >= 2) & (frame["n_slogan_clauses"] >= 1) & (frame["n_tail"] == "")
    slogan = is_tier_of(frame, tiers.LASTING) & sentence & (frame["n_length"] >= 12) & ~frame["n_span"]
    work = (frame["n_activity_clauses"] >= 1) | core.str.contains(lexicon.phrase("same_year"))
    quality = core.str.contains(f"(?:{lexicon.alternation('lasting_quality').pattern})")
    return severities(
        warning=slogan
        | (rows & work & ~frame["n_generic"])
        | (rows & core.str.contains(lexicon.phrase("daily_business"))),
        info=rows & quality,
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
