"""N11: the name is a value or a condition: a time word, a budget phrase, an adverb with 完成.

反例：全年 | 100%　正例：村级活动场所改造完成时间 | 【日期】前
Left alone: names with an object or a measure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.rules.rule import Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Names that hold what belongs into the target."""
    return severities(warning=(frame["n_time_word"] | frame["n_budget"] | frame["n_bare_degree"]) & ~frame["n_generic"])


RULE = Rule(
    id="N11",
    name="名称为取值或条件",
    slug="value-as-name",
    looks_at="名称",
    severity="一律为警告",
    field="name",
    rationale="“全年”“不超过预算”是取值，不是指标的名字。",
    leaves_alone="有对象或度量的名称（按期完成率）。",
    advice="名称请写“对象＋度量”，取值移入指标值。",
    source_class="tool",
    bad="全年｜100%",
    good="村级活动场所改造完成时间｜【日期】前",
    message="名称“{name}”是取值或条件，不是指标名。",
    check=check,
)
