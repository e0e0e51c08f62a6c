"""C05: the row clearly belongs to another second tier.

反例：质量指标 | 救助对象满意度　正例：服务对象满意度指标 | 救助对象满意度
Left alone: coverage and visitors, social against lasting effects unless plain; rates of reach under 数量.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon, tiers
from auditor.language.features import is_tier_of
from auditor.rules.rule import Mask, Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Rows whose measure is that of another tier, by the table of confusions."""
    core, kind = frame["n_core"], frame["t_unit_class"]
    filed = {tier: is_tier_of(frame, tier) for tier in tiers.group()}
    output = filed[tiers.QUANTITY] | filed[tiers.QUALITY]
    effect = filed[tiers.SOCIAL] | filed[tiers.ECOLOGICAL]

    def says(phrase: str, among: Mask) -> Mask:
        return rows_where(core, lexicon.pattern(phrase).search, among)

    plain_count = frame["n_tail"].isin(_COUNT_TAILS) & (kind == "count") & ~frame["n_ratio"]
    money = (kind == "money") & frame["t_number"]
    quality, no_measure = frame["n_quality_rate"], frame["n_tail"] == ""
    moment = says("moment", output)
    on_time = frame["n_on_time_rate"] | says("punctual", output | filed[tiers.COST])
    specified = frame["n_specification"] & ~says("success", frame["n_specification"])
    timed = (plain_count | quality | specified) & ~frame["n_on_time"] & filed[tiers.TIMELINESS]
    priced = (quality | on_time | frame["n_completion"] | frame["n_tail"].isin(_OUTPUT)) & ~money & filed[tiers.COST]
    flawed = plain_count & filed[tiers.QUALITY]
    own = says("own_reliability", effect)
    wrong = {
        tiers.QUANTITY: quality
        | on_time
        | specified
        | moment
        | (money & ~frame["n_fund"])
        | says("lifespan", filed[tiers.QUANTITY]),
        tiers.QUALITY: on_time
        | moment
        | (flawed & ~says("flaw", flawed))
        | says("studied", no_measure & filed[tiers.QUALITY])
        | money,
        tiers.TIMELINESS: timed & ~says("timed", timed),
        tiers.COST: priced & ~says("priced", priced),
        tiers.SOCIAL: money
        | own
        | specified
        | says("income", filed[tiers.SOCIAL])
        | says("lifespan", filed[tiers.SOCIAL]),
        tiers.ECOLOGICAL: money | own,
        tiers.SATISFACTION: ~frame["n_satisfaction"] & ~no_measure & ~frame["n_category"],
    }
    unpleased = frame["n_satisfaction"] & ~is_tier_of(frame, tiers.SATISFACTION, "")
    rows = says("pleased", unpleased)
    for tier, mask in wrong.items():
        rows |= filed[tier] & mask
    hint = says("timeliness_word", no_measure & filed[tiers.SOCIAL])
    return severities(warning=rows & frame["n_wordy"], info=hint)


_ACTIVITY = ("次数", "场次", "期数", "批次", "班次", "人次", "车次", "台次")
_OUTPUT = (*_ACTIVITY, "数量")
_COUNT_TAILS = (*_ACTIVITY, "数", "数量", "人数", "户数", "家数", "台数", "件数")


RULE = Rule(
    id="C05",
    name="其他二级分类错位",
    slug="wrong-second-tier",
    looks_at="二级指标、名称、指标值",
    severity="只有一个词指向别处为提示，其余为警告",
    field="second_tier_raw",
    rationale="填错了类别，分值和计分办法就跟着错。",
    leaves_alone="覆盖率、参观人次；数量里的参保率、接种率等；社会效益与可持续影响难分的。",
    advice="建议移到“【二级指标】”。",
    source_class="official",
    bad="质量指标｜救助对象满意度",
    good="服务对象满意度指标｜救助对象满意度",
    message="“{name}”填在“{tier}”下，内容属于别的二级指标。",
    check=check,
)
