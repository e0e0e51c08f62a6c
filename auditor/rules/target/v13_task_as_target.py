"""V13: the target is a task or a promise, without number and without a state that can be checked.

反例：开展安全生产检查　正例：安全生产检查企业家次 | ≥【数值】家次
Left alone: 印发…, 通过…, 建成… (states); a change verb with an effect noun (V03); budget phrases (V18).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.rules.evidence import classes
from auditor.rules.rule import Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Clauses of work in place of a value, and long texts that say neither a number nor a degree."""
    wordy = ~frame["t_number"] & ~frame["t_blank"] & ~frame["t_vague"] & ~frame["t_state"]
    return severities(error=wordy & frame["t_task"])


RULE = Rule(
    id="V13",
    name="值为工作内容或承诺",
    slug="task-as-target",
    looks_at="指标值",
    severity="一律为错误",
    rationale="写的是要做什么，不是做到多少；做一次和做一百次都算完成。",
    leaves_alone="可核对的状态（印发、通过、建成）；方向词加效果（V03）；预算套话（V18）。",
    advice="工作内容请写入绩效目标；指标值改为可计数的产出或可核实的状态。",
    source_class="official",
    bad="安全生产检查｜开展安全生产检查工作",
    good="安全生产检查企业家次｜≥【数值】家次",
    message="指标值“{target}”是工作内容，不是目标值。",
    check=check,
    mark=classes("target", "work_verb"),
)
