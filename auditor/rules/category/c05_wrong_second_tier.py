"""C05: the row clearly belongs to another second tier.

反例：质量指标 | 救助对象满意度　正例：服务对象满意度指标 | 救助对象满意度
Left alone: coverage and visitors, social against lasting effects unless plain; rates of reach under 数量.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import tiers
from auditor.language.features import is_tier_of
from auditor.language import lexicon
from auditor.rules.rule import Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Rows whose measure is that of another tier, by the table of confusions."""
    core, kind = frame["n_core"], frame["t_unit_class"]
    pleased = frame["n_satisfaction"] & core.str.contains("满意")
    on_time = core.str.contains(f"(?:{lexicon.alternation('on_time_rate').pattern})$")
    quality = core.str.contains(f"(?:{lexicon.alternation('quality_rate').pattern})$")
    specified = core.str.contains(f"(?:{lexicon.alternation('specification_tail').pattern})$")
    plain_count = frame["n_tail"].isin(("数量", "人数", "次数", "户数", "家数", "台数", "场次", "人次")) & (
        kind == "count"
    )
    studied = core.str.contains(r"^(?:认真|深入|积极)?(?:学习|宣传|贯彻|开展|组织|举办)") & (frame["n_tail"] == "")
    money = (kind == "money") & frame["t_number"]
    rows = is_tier_of(frame, tiers.QUANTITY) & (quality | on_time | specified | (money & ~frame["n_fund"]))
    rows |= is_tier_of(frame, tiers.QUALITY) & (on_time | _punctual(core) | plain_count | studied)
    rows |= ~is_tier_of(frame, tiers.SATISFACTION, "") & pleased
    rows |= (
        is_tier_of(frame, tiers.SATISFACTION)
        & ~frame["n_satisfaction"]
        & (frame["n_tail"] != "")
        & ~frame["n_category"]
    )
    rows |= is_tier_of(frame, tiers.SOCIAL) & (money | core.str.contains(r"收入$|增收(?:额|率)?$"))
    rows |= is_tier_of(frame, tiers.TIMELINESS) & plain_count & ~frame["n_on_time"] & ~frame["n_duration"]
    hint = is_tier_of(frame, tiers.SOCIAL) & (frame["n_tail"] == "") & core.str.endswith("及时性")
    return severities(warning=rows & frame["n_wordy"], info=hint)


def _punctual(core: pd.Series[str]) -> pd.Series[bool]:
    return core.str.contains(r"^(?:按时|按期|及时|准时|按月|逾期)|(?:按时|及时|按期|准时).{0,6}(?:率|比率|比例)$")


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
