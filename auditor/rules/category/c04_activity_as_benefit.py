"""C04: a benefit row counts or names what the unit itself does, not a change for someone.

反例：社会效益指标 | 开展普法宣传场次　正例：社会效益指标 | 居民法律知识知晓率
Left alone: visitors and audiences, coverage, awareness, response times, jobs; output quality (C05).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon, tiers
from auditor.language.features import BENEFIT, is_tier_of
from auditor.rules.evidence import classes
from auditor.rules.rule import Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Benefit rows (but economic ones) about activities, counts of activities, progress or the unit's own equipment."""
    core, named = frame["n_core"], frame["n_activity"]
    lasting = is_tier_of(frame, tiers.LASTING) & ~frame["n_category"]
    rows = (is_tier_of(frame, *BENEFIT) & ~frame["n_category"]) & ~rows_where(
        core, lexicon.alternation("lasting").search, lasting
    )
    counted = rows_where(core, lexicon.pattern("activity_count").search, rows)
    active = (
        ((frame["n_activity_clauses"] >= 1) | named)
        & (named | (frame["n_activity_clauses"] * 2 >= frame["n_clauses"]))
        & ~frame["n_attribute"]
    )
    done = rows & (counted | active | frame["n_completion"])
    idle = done & ~rows_where(core, lexicon.alternation("effect_word").search, done)
    own = rows_where(core, lexicon.pattern("own_equipment").search, rows & ~idle & ~lasting)
    return severities(warning=idle | own)


RULE = Rule(
    id="C04",
    name="工作或产出充当效益",
    slug="activity-as-benefit",
    looks_at="效益指标的名称",
    severity="指标值也是工作内容的为错误，其余为警告",
    field="name",
    rationale="效益要写谁因此有了什么变化；单位自己做了多少是产出。",
    leaves_alone="参观、观影人次；覆盖率、知晓率；响应时长；就业人数；事故下降率等结果。",
    advice="本行归入产出；效益请写“谁、什么、变化多少”。",
    source_class="official",
    bad="社会效益指标｜开展普法宣传场次",
    good="社会效益指标｜居民法律知识知晓率",
    message="效益指标“{name}”写的是单位自己做的事。",
    check=check,
    mark=classes("name", "work_verb"),
)
