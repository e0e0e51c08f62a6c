"""N02: the name is an action, not a measure.

反例：加强校园安全管理　正例：校园安全隐患整改率
Left alone: 开展…次数 (normal budget style); 宣传, 建设, 服务 as modifiers (宣传材料).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon
from auditor.rules.evidence import classes
from auditor.rules.rule import Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """One clause that begins with a verb and has no measure at its end."""
    attribute = frame["n_change_verb"] & frame["n_attribute"]
    unmeasured = (frame["n_tail"] == "") & ~frame["n_measured"] & (frame["n_change_verb"] | ~frame["n_amount"])
    action = (frame["n_verb"] != "") & (unmeasured | attribute) & (frame["n_clauses"] <= 1) & ~frame["n_generic"]
    action &= ~rows_where(frame["n_core"], lexicon.pattern("measured_change").search, action)
    counted = frame["t_unit_class"].isin(("count", "other")) & frame["t_positive"]
    return severities(info=action & (attribute | counted | (frame["n_unit"] != "")), warning=action)


RULE = Rule(
    id="N02",
    name="名称为动作而非度量",
    slug="action-as-name",
    looks_at="名称",
    severity="可衡量的“…度”“…性”或值是件数的为提示，其余为警告",
    field="name",
    rationale="名称只说做什么，没有说拿什么量。",
    leaves_alone="“开展…次数”“购置…数量”等常用写法；作修饰的“宣传材料”“建设成本”。",
    advice="改为“对象＋度量”的名词短语。",
    source_class="tool",
    bad="加强校园安全管理",
    good="校园安全隐患整改率",
    message="名称“{name}”是动作，没有度量。",
    check=check,
    mark=classes("name", "work_verb", "direction"),
)
