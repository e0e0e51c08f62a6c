"""N04: the name fits any project: it has a measure but no object of its own.

反例：工作完成数量　正例：农村公路养护里程
Left alone: a real object in name or description; the whole-project names that are recommended (项目总成本, 项目完成时间).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import tiers
from auditor.language.features import BENEFIT, is_tier_of
from auditor.rules.rule import Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """All-purpose names by the list, measures whose only object is 工作, 项目, 任务 …, and bare objects under cost or benefit."""
    empty = (
        frame["n_empty_object"]
        & (frame["n_tail"] != "")
        & ~frame["d_object"]
        & ~frame["n_fund"]
        & ~is_tier_of(frame, tiers.SATISFACTION)
    )
    bare = frame["n_bare_object"] & frame["n_wordy"] & is_tier_of(frame, tiers.COST, *BENEFIT)
    return severities(warning=~frame["n_blank"] & ~frame["n_category"] & (frame["n_generic"] | empty | bare))


RULE = Rule(
    id="N04",
    name="名称空泛无对象",
    slug="generic-name",
    looks_at="名称、描述",
    severity="一律为警告",
    field="name",
    rationale="放到任何项目都说得通的名称，看不出考核的是什么。",
    leaves_alone="名称或描述里有具体对象；项目总成本、项目完成时间、项目验收合格率等整体指标。",
    advice="请在名称中写明对象和度量。",
    source_class="official",
    bad="工作完成数量",
    good="农村公路养护里程",
    message="名称“{name}”没有具体对象，放在任何项目都说得通。",
    check=check,
)
