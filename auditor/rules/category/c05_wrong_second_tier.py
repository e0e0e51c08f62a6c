"""C05: the row clearly belongs to another second tier.

反例：质量指标 | 救助对象满意度　正例：服务对象满意度指标 | 救助对象满意度
Left alone: coverage and visitors, social against lasting effects unless plain; rates of reach under 数量.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon, tiers
from auditor.language.features import is_tier_of
from auditor.rules.rule import Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Rows whose measure is that of another tier, by the table of confusions."""
    core, kind = frame["n_core"], frame["t_unit_class"]
    plain_count = frame["n_tail"].isin(_COUNT_TAILS) & (kind == "count") & ~frame["n_ratio"]
    money = (kind == "money") & frame["t_number"]
    moment = core.str.contains(lexicon.phrase("moment"))
    on_time = _ends(core, "on_time_rate") | _punctual(core)
    quality = _ends(core, "quality_rate")
    specified = _ends(core, "specification_tail") & ~core.str.contains(lexicon.phrase("success"))
    flaw = core.str.contains(lexicon.phrase("flaw"))
    priced = core.str.contains(lexicon.phrase("priced"))
    studied = core.str.contains(lexicon.phrase("studied")) & (frame["n_tail"] == "")
    own = core.str.contains(lexicon.phrase("own_reliability"))
    wrong = {
        tiers.QUANTITY: quality
        | on_time
        | specified
        | moment
        | (money & ~frame["n_fund"])
        | core.str.contains(lexicon.phrase("lifespan")),
        tiers.QUALITY: on_time | moment | (plain_count & ~flaw) | studied | money,
        tiers.TIMELINESS: (plain_count | quality | specified) & ~frame["n_on_time"] & ~_timed(core),
        tiers.COST: (quality | on_time | frame["n_completion"] | frame["n_tail"].isin(_OUTPUT)) & ~money & ~priced,
        tiers.SOCIAL: money | own | specified | core.str.contains(lexicon.phrase("income")),
        tiers.ECOLOGICAL: money | own,
        tiers.SATISFACTION: ~frame["n_satisfaction"] & (frame["n_tail"] != "") & ~frame["n_category"],
    }
    pleased = frame["n_satisfaction"] & core.str.contains(lexicon.phrase("pleased"))
    rows = pleased & ~is_tier_of(frame, tiers.SATISFACTION, "")
    for tier, mask in wrong.items():
        rows |= is_tier_of(frame, tier) & mask
    hint = (
        is_tier_of(frame, tiers.SOCIAL) & (frame["n_tail"] == "") & core.str.contains(lexicon.phrase("timeliness_word"))
    )
    return severities(warning=rows & frame["n_wordy"], info=hint)


_ACTIVITY = ("次数", "场次", "期数", "批次", "班次", "人次", "车次", "台次")
_OUTPUT = (*_ACTIVITY, "数量")
_COUNT_TAILS = (*_ACTIVITY, "数", "数量", "人数", "户数", "家数", "台数", "件数")


def _ends(core: pd.Series[str], name: str) -> pd.Series[bool]:
    return core.str.contains(f"(?:{lexicon.alternation(name).pattern})$")


def _timed(core: pd.Series[str]) -> pd.Series[bool]:
    return core.str.contains(lexicon.phrase("timed"))


def _punctual(core: pd.Series[str]) -> pd.Series[bool]:
    return core.str.contains(lexicon.phrase("punctual"))


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
