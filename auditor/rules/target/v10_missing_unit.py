"""V10: a number without unit in the target, the unit column or the bracket of the name.

反例：购置执法记录仪数量 | ≥30　正例：购置执法记录仪数量 | ≥30台
Left alone: %; dates; scores of a 得分 name; a unit printed in the name; names that carry their unit (人次, 批次).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon, tiers
from auditor.language.features import is_tier_of
from auditor.rules.evidence import quantities
from auditor.rules.rule import Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd

_CARRIES_UNIT = (
    "人次",
    "场次",
    "批次",
    "户数",
    "人数",
    "次数",
    "家数",
    "天数",
    "件数",
    "学时",
    "课时",
    "家次",
    "剂次",
    "册次",
    "车次",
    "台次",
    "班次",
    "件次",
)


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Quantities with no unit anywhere."""
    number = frame["t_value"].notna() & ~frame["t_kind"].isin(("date", "grade", "staged"))
    bare = number & (frame["t_unit"] == "") & ~frame["t_per_unit"]  # an incomplete per-unit is V11
    spared = frame["n_tail"].isin(_CARRIES_UNIT) | rows_where(
        frame["n_core"], lexicon.pattern("dimensionless").search, bare
    )
    cut = number & frame["t_unit"].isin(("万", "亿"))
    cut &= (
        is_tier_of(frame, tiers.COST)
        | frame["n_cost"]
        | rows_where(frame["n_core"], lexicon.pattern("money_word").search, cut)
    )
    return severities(warning=bare & ~spared, info=cut)


RULE = Rule(
    id="V10",
    name="缺计量单位",
    slug="missing-unit",
    looks_at="指标值、计量单位栏、名称末尾的括号",
    severity="成本或金额只缺“元”字为提示，其余为警告",
    rationale="只有数没有单位，13 是 13 元还是 13 万元，年底说不清。",
    leaves_alone="百分数；日期；得分；名称里已写单位的；单位在计量单位栏的；名称自带单位的（人次、批次）。",
    advice="请补计量单位（名称中已有的单位可直接沿用）。",
    source_class="system",
    bad="购置执法记录仪数量｜≥30",
    good="购置执法记录仪数量｜≥30台",
    message="指标值“{target}”没有计量单位。",
    check=check,
    mark=quantities("target"),
)
