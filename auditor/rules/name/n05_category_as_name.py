"""N05: the name is nothing but the name of a first or second tier.

反例：质量指标 | 质量指标　正例：路面平整度检测合格率
Left alone: a name with a further word; 可持续性 (N04).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.rules.rule import Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Names that are tier names or their aliases."""
    return severities(error=frame["n_category"])


RULE = Rule(
    id="N05",
    name="名称即类别名",
    slug="category-as-name",
    looks_at="名称",
    severity="一律为错误",
    field="name",
    rationale="把一级、二级指标的名字填进三级指标，等于没有指标。",
    leaves_alone="类别名之外还有别的词的名称；“可持续性”（N04）。",
    advice="类别名不能作指标名，请写具体内容。",
    source_class="tool",
    bad="质量指标",
    good="路面平整度检测合格率",
    message="“{name}”是指标类别的名字。",
    check=check,
)
