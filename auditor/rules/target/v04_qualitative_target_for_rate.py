"""V04: the name asks for a number (率, 数, 额, 时间 …) and the target is words.

反例：农户参训率 | 稳步提高　正例：农户参训率 | ≥【数值】%
Left alone: a date or a state for a completion time; copied names (V02); 效率, 质量, 力量, 知名度 are no rates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.rules.rule import Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Names that end in a measure whose target holds no number."""
    timed = frame["n_tail"].isin(("时间", "时限", "日期", "期限")) & frame["t_state"]
    return severities(error=(frame["n_tail"] != "") & ~frame["t_number"] & ~frame["t_blank"] & ~timed)


RULE = Rule(
    id="V04",
    name="定量名称配定性值",
    slug="qualitative-target-for-rate",
    looks_at="名称的结尾、指标值",
    severity="一律为错误",
    rationale="名称问的是多少，指标值却没有数，年底没有办法计算。",
    leaves_alone="完成时间配日期或状态；“效率”“质量”“知名度”等不算率。",
    field="target",
    advice="保留指标名称，指标值改为数值：比较符【待填：数值】单位。",
    source_class="system",
    bad="农户参训率｜稳步提高",
    good="农户参训率｜≥【数值】%",
    message="名称以“{tail}”结尾，指标值“{target}”却不是数。",
    check=check,
    mark=None,
)
