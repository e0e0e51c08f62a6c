"""C08: a benefit tier that does not apply was filled all the same.

反例：生态效益指标 | 生态效益提升率　正例：该行整行留空
Left alone: blank signs in both cells; real environmental effects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon, tiers
from auditor.language.features import BENEFIT, is_tier_of
from auditor.rules.rule import Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Rows declared not applicable, and ecological rows that are generic or hold nothing of the environment."""
    hollow = is_tier_of(frame, tiers.ECOLOGICAL) & (
        frame["n_generic"] | ~frame["n_ecological"] | frame["n_empty_object"]
    )
    generic = rows_where(
        frame["n_core"], lexicon.pattern("benefit_growth").search, is_tier_of(frame, tiers.SOCIAL, tiers.LASTING)
    )
    return severities(
        info=frame["declared"] & is_tier_of(frame, *BENEFIT),
        warning=(hollow | generic) & ~frame["declared"] & ~frame["n_category"] & frame["n_wordy"],
    )


RULE = Rule(
    id="C08",
    name="不适用类别硬填",
    slug="forced-category",
    looks_at="效益指标的名称和指标值",
    severity="声明不适用的行为提示，其余为警告",
    field="name",
    rationale="没有的效益不必硬填；填了空话反而要考核。",
    leaves_alone="名称和指标值都写“/”的行；真实的环境效果。",
    advice="该类别不适用时请整行留空，不必填写“无”。",
    source_class="official",
    bad="生态效益指标｜生态效益提升率",
    good="（整行留空）",
    message="“{name}”与该类别无关或不适用。",
    check=check,
)
