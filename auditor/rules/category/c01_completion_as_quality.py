"""C01: a completion rate filed as quality: how much got done is progress, not a standard reached.

反例：质量指标 | 道路划线完成率　正例：质量指标 | 道路划线验收合格率
Left alone: rates of correctness or acceptance; on-time rates (C05); 办结率, 结案率, 执行率.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from auditor.language import tiers
from auditor.language.features import is_tier_of
from auditor.language.similarity import similarity
from auditor.rules.evidence import tail
from auditor.rules.rule import Mask, Option, Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Quality rows that say how much got done; an error where a count of the same object says it already."""
    found = is_tier_of(frame, tiers.QUALITY) & frame["n_completion"] & ~frame["n_on_time"]
    return severities(
        error=found & _counted_already(frame, found & frame["t_full"], options["similarity"]), warning=found
    )


def _counted_already(frame: pd.DataFrame, candidates: Mask, threshold: float) -> Mask:
    """Rows whose object has a row under 数量 in the same table."""
    import numpy as np

    asked = _objects(frame, candidates)
    counted: dict[Hashable, set[str]] = {table: set() for table, _ in asked}
    for table, found in _objects(frame, is_tier_of(frame, tiers.QUANTITY) & frame["t_number"]):
        if table in counted:
            counted[table].add(found)
    twice = [any(similarity(found, other) >= threshold for other in counted[table]) for table, found in asked]
    doubled = candidates.copy()
    doubled[candidates] = np.array(twice, dtype=bool)
    return doubled


def _objects(frame: pd.DataFrame, rows: Mask) -> list[tuple[Hashable, str]]:
    """The table of each of some rows, and what is left of its name without the measure."""
    columns = frame.loc[rows, ["document", "table_no", "project", "n_core", "n_tail"]]
    lines = zip(*(columns[name].tolist() for name in columns), strict=True)
    return [(tuple(table), core.removesuffix(tail).removesuffix("完成")) for *table, core, tail in lines]


RULE = Rule(
    id="C01",
    name="完成率作质量指标",
    slug="completion-rate-as-quality",
    looks_at="质量指标的名称",
    severity="同一对象已有数量行且两行说的是一回事为错误，其余为警告",
    field="name",
    rationale="完成了多少是进度，质量要看达到什么标准。",
    leaves_alone="合格率、通过率、准确率；带“按时”“及时”的（归时效）；办结率、结案率、执行率。",
    advice="质量指标请写达到的标准（备选：验收合格率）；完成情况归数量，或删除重复行。",
    source_class="official",
    bad="质量指标｜道路划线完成率",
    good="质量指标｜道路划线验收合格率",
    message="“{name}”说的是完成多少，不是质量。",
    options={"similarity": Option(0.8, 0.5, 1.0, "与数量行的对象相似到多少算同一对象")},
    check=check,
    mark=tail("name", "completion_tail"),
)
