"""V09: the sign points the wrong way: more of what should be less, or less of what should be more.

反例：系统故障率 | ≥5%　正例：系统故障率 | ≤5%
Left alone: unknown directions, ＝, two printed bounds; savings and 下降率; 成本控制率 ≤98%.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.rules.evidence import quantities
from auditor.rules.rule import Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Lower-is-better measures with ≥ or >, higher-is-better measures with ≤ or <."""
    up, down = frame["t_sign"].isin(("≥", ">")), frame["t_sign"].isin(("≤", "<"))
    single = ~frame["t_kind"].isin(("range", "date", "list", "staged"))
    wrong = ((frame["n_direction"] == "lower") & up) | ((frame["n_direction"] == "higher") & down)
    return severities(error=single & wrong)


RULE = Rule(
    id="V09",
    name="比较符方向相反",
    slug="reversed-comparator",
    looks_at="名称、比较符",
    severity="一律为错误",
    rationale="故障率写“≥5%”，意思变成故障越多越好，计分也会反过来。",
    leaves_alone="方向不明的数量；＝；上下限都有的；节约和下降类；成本控制率 ≤98%。",
    advice="请核对方向：该指标一般越低（高）越好，原数值不变。",
    source_class="system",
    bad="系统故障率｜≥5%",
    good="系统故障率｜≤5%",
    message="“{name}｜{target}”的比较符方向与指标相反。",
    check=check,
    mark=quantities("target"),
)
