"""V12: several independent targets in one cell.

反例：培训4期，印发手册2000册　正例：分成两行，一行一个指标值
Left alone: a range, staged values of one measure, staged dates of one deliverable, an explanation in brackets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.rules.evidence import quantities
from auditor.rules.rule import Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Cells with two or more quantities, or dates for several deliverables."""
    several = (frame["t_count"] > 1) & (frame["t_kind"] == "list")
    return severities(error=several & (frame["t_units"] > 1), warning=several | (frame["t_deliverables"] > 1))


RULE = Rule(
    id="V12",
    name="一格多值",
    slug="several-targets-in-one-cell",
    looks_at="指标值",
    severity="各部分单位不同为错误，其余为警告",
    rationale="一格里几个目标，完成了一部分时没有办法计分。",
    leaves_alone="区间；分季度的进度；括号里的说明。",
    advice="请拆成多行，一行一个指标值（数值沿用）。",
    source_class="official",
    bad="培训4期，印发手册2000册",
    good="培训期数｜≥4期；印发手册数量｜≥2000册",
    message="指标值“{target}”里有几个独立的目标。",
    check=check,
    mark=quantities("target"),
)
