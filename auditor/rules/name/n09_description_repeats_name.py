"""N09: the description is the name over again, as some systems fill it in by default.

反例：描述 = 名称　正例：描述写计算方法或衡量内容
Left alone: forms without a description column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.rules.rule import Option, Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Descriptions that equal the name after normalisation."""
    return severities(info=(frame["like_name_description"] >= options["similarity"]) & (frame["description"] != ""))


RULE = Rule(
    id="N09",
    name="描述照抄名称",
    slug="description-repeats-name",
    looks_at="名称、描述",
    severity="一律为提示",
    field="description",
    rationale="描述一栏是用来写怎么算、看什么的，照抄名称等于没写。",
    leaves_alone="没有描述一栏的表。",
    advice="描述宜写计算方法或衡量内容。",
    source_class="system",
    bad="名称：巡河次数；描述：巡河次数",
    good="名称：巡河次数；描述：按巡河系统打卡记录计数",
    message="描述与名称相同。",
    options={"similarity": Option(1.0, 0.8, 1.0, "描述与名称的相似度达到多少算照抄")},
    check=check,
)
