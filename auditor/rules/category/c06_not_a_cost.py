"""C06: a cost row that holds no cost: money received, paid or executed, or an empty phrase about the budget.

反例：成本指标 | 资金支付率　正例：成本指标 | 单位造价
Left alone: an amount as target; 总成本 (N04); rates of cost control.
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
    """Cost rows named after funds or the budget whose target is no amount."""
    amount = (frame["t_unit_class"] == "money") & frame["t_number"]
    found = is_tier_of(frame, tiers.COST) & (frame["n_fund"] | frame["n_budget"]) & ~amount & ~frame["n_saving"]
    plain = rows_where(frame["n_core"], lexicon.pattern("fund_rate").search, found)
    return severities(error=plain, warning=found)


RULE = Rule(
    id="C06",
    name="成本指标非成本",
    slug="not-a-cost",
    looks_at="成本指标的名称和指标值",
    severity="资金到位率、支付率、执行率、使用率为错误，其余为警告",
    field="name",
    rationale="钱到没到、花没花完不是成本；成本要写花多少。",
    leaves_alone="指标值是金额、单价或节约额的；总成本；成本控制率。",
    advice="请改为成本金额或单价：项目总成本 ≤【沿用本表预算数】。",
    source_class="official",
    bad="成本指标｜资金支付率",
    good="成本指标｜每公里养护成本",
    message="成本指标“{name}”不是成本。",
    check=check,
)
