"""V19: glued digits or units, stray brackets, misplaced decimal or thousands signs.

反例：13969.56标箱标箱　正例：13969.56标箱
Left alone: signs and widths that are normalised silently; the echo of a spreadsheet in brackets; brackets of the name (N08).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.rules.rule import Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd


_ODD = re.compile(
    r"\d[,.]{2,}\d|[≥≤><=]{3,}"  # 12..5, ≥≥≥
    r"|(?<![\d,])(?!\d{1,3}(?:,\d{3})+(?![\d,]))\d+(?:,\d+)+"  # 1,20,000
    r"|\d\.\d+\.\d+(?![\d.]*[-~至])(?:%|元|万)"  # 3.5.2万元
)


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Targets whose number is written in a way that can be read twice."""
    number = frame["t_value"].notna()
    return severities(info=frame["t_doubled_unit"] | rows_where(frame["t_norm"], _is_odd, number))


def _is_odd(norm: str) -> bool:
    return norm.count("(") != norm.count(")") or _ODD.search(norm) is not None


RULE = Rule(
    id="V19",
    name="数值格式疑误",
    slug="malformed-number",
    looks_at="指标值",
    severity="一律为提示",
    rationale="数字、小数点或括号写得不完整，可能读成另一个数。",
    leaves_alone="全角半角、≧ 等写法；电子表格括号里的原值；名称里的括号（N08）。",
    advice="请核对数字书写。",
    source_class="tool",
    bad="13969.56标箱标箱",
    good="13969.56标箱",
    message="指标值“{target}”的数字书写疑误。",
    check=check,
)
