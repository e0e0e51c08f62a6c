"""V01: a real name is printed and its target is empty or only a blank sign.

反例：社区矫正对象走访次数 | （空）　正例：社区矫正对象走访次数 | ≥【数值】次
Left alone: rows left unused as a whole, rows declared not applicable, a value in the unit or remark column.
Source: the value field is compulsory in the budget systems; completeness of targets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon
from auditor.language.normalize import normalize
from auditor.language.target import parse
from auditor.rules.rule import Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Blank targets of named rows whose value stands nowhere else in the row."""
    says_nothing = frame["t_norm"].isin(lexicon.exact("not_applicable"))
    found = ~frame["n_blank"] & (frame["t_blank"] | says_nothing)
    elsewhere = rows_where(frame["unit"], _holds_value, found) | rows_where(frame["remark"], _holds_value, found)
    return severities(error=found & ~elsewhere)


def _holds_value(text: str) -> bool:
    return bool(normalize(text)) and parse(text).has_number


RULE = Rule(
    id="V01",
    name="指标值缺失",
    slug="missing-target",
    looks_at="指标值、备注",
    severity="一律为错误",
    rationale="有名称没有值，年底无从对照，等于没有设这条指标。",
    leaves_alone="名称和指标值都留空或只写“/”的整行；声明不适用的行；值写在单位栏或备注栏的行。",
    advice="请补充指标值；若该类别不适用，请整行留空。",
    source_class="system",
    bad="社区矫正对象走访次数｜（空）",
    good="社区矫正对象走访次数｜≥【数值】次",
    message="“{name}”没有填写指标值。",
    check=check,
)
