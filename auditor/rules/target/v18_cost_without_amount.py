"""V18: a cost row whose target is an empty phrase about the budget or a percentage.

反例：印刷成本 | 控制在预算内　正例：年鉴印刷总成本 | ≤【数值】万元
Left alone: an amount, also with a word (6万元以下); rates of saving and of control.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon, tiers
from auditor.language.features import is_tier_of
from auditor.rules.evidence import listed
from auditor.rules.rule import Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Cost rows without an amount; a warning where the table prints the budget, so that the amount is at hand."""
    cost = is_tier_of(frame, tiers.COST) | frame["n_cost"] | frame["n_budget"]
    share = cost & frame["t_percentage"] & ~frame["n_saving"]
    share &= ~rows_where(frame["n_core"], lexicon.pattern("saved").search, share)
    found = cost & ((frame["t_budget"] & ~frame["t_number"]) | share) & ~frame["t_blank"]
    return severities(warning=found & frame["has_budget"], error=found)


RULE = Rule(
    id="V18",
    name="成本值无金额",
    slug="cost-without-amount",
    looks_at="成本指标和成本、预算类名称的指标值；本表预算金额",
    severity="本表印有预算金额为警告，否则为错误",
    rationale="“不超过预算”没有说是多少钱，控制成本就无从谈起。",
    leaves_alone="写了金额的（6万元以下）；成本节约率、成本控制率；声明不适用的行。",
    advice="建议：项目总成本 ≤【沿用本表预算数】；并补单位成本【待填：数值】。",
    source_class="official",
    bad="年鉴印刷成本｜控制在预算内",
    good="年鉴印刷总成本｜≤【数值】万元",
    message="成本行的指标值“{target}”没有金额。",
    check=check,
    mark=listed("target", "budget_phrase"),
)
