"""V02: the target repeats the name or the description, or is the name of another metric.

反例：图书借阅册次 | 图书借阅册次　正例：图书借阅册次 | ≥【数值】册次
Left alone: a target with a number; a short echo out of a long name (提高: V03); description = name (N09).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.rules.rule import Option, Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Targets without a number that are like the name or the description, or that name another metric."""
    alike = (frame["like_name"] >= options["similarity"]) | (frame["like_description"] >= options["similarity"])
    return severities(error=~frame["t_number"] & ~frame["t_blank"] & (alike | frame["t_metric"]))


RULE = Rule(
    id="V02",
    name="指标值照抄名称或写成另一指标名",
    slug="target-repeats-name",
    looks_at="指标值与名称、描述",
    severity="一律为错误",
    rationale="指标值和名称是同一句话，没有说做到多少，年底怎么填都算完成。",
    leaves_alone="指标值里有数字；从长名称里摘出的“提高”“保障”等短词（另按 V03 处理）；描述照抄名称。",
    advice="指标值应写“比较符＋数值＋单位”，不能重复指标名称。",
    source_class="tool",
    bad="图书借阅册次｜图书借阅册次",
    good="图书借阅册次｜≥【数值】册次",
    message="指标值“{target}”只是重复名称或另写了一个指标名。",
    options={"similarity": Option(0.80, 0.5, 1.0, "指标值与名称（描述）的相似度达到多少算照抄")},
    check=check,
)
