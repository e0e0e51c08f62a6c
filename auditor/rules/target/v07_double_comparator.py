"""V07: two comparators bind one bound (≥90%以上).

反例：≥90%以上　正例：≥90%
Left alone: 前 after a date, the two bounds of a range, 达到…以上 and 控制在…以内.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language.target import parse
from auditor.rules.rule import Options, Row, Rule, Severities, Spans, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Targets whose first number is bound by two marks."""
    return severities(warning=(frame["t_markers"] >= 2) & (frame["t_kind"] != "range"))


def mark(row: Row) -> Spans:
    """The marks."""
    quantity = parse(row["target"]).main
    return list(quantity.markers) if quantity else []


RULE = Rule(
    id="V07",
    name="比较符冗余",
    slug="double-comparator",
    looks_at="指标值",
    severity="一律为警告",
    rationale="一个界限写了两个比较符，容易读出两种意思。",
    leaves_alone="日期后的“前”；区间的上下限；“达到…以上”“控制在…以内”。",
    advice="保留一个比较符。",
    source_class="tool",
    bad="大于等于90%以上",
    good="≥90%",
    message="指标值“{target}”对同一个数写了两个比较符。",
    check=check,
    mark=mark,
)
