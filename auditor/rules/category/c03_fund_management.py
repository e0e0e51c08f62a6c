"""C03: the management of money (execution rate, compliance, arrival of funds) in place of an output or an effect.

反例：质量指标 | 资金使用合规率　正例：质量指标 | 采购设备验收合格率
Left alone: cost amounts and rates of saving under 成本; paying subsidies to people or enterprises, which is the output itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import tiers
from auditor.language.features import BENEFIT, is_tier_of
from auditor.rules.rule import Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Names of fund management outside cost and satisfaction."""
    return severities(
        warning=is_tier_of(frame, tiers.QUANTITY, tiers.QUALITY, tiers.TIMELINESS, *BENEFIT) & frame["n_fund"]
    )


RULE = Rule(
    id="C03",
    name="资金管理内容充当产出或效益",
    slug="fund-management-as-indicator",
    looks_at="数量、质量、时效、效益指标的名称",
    severity="一律为警告",
    field="name",
    rationale="预算执行和资金合规是日常管理，另有考核，不是项目的产出或效果。",
    leaves_alone="成本金额和节约率；给个人、企业发放补贴。",
    advice="预算执行和资金合规另行考核，建议删除本行，改设产出质量指标。",
    source_class="official",
    bad="质量指标｜资金使用合规率",
    good="质量指标｜采购设备验收合格率",
    message="“{name}”是资金管理内容，不是产出或效果。",
    check=check,
)
