"""V14: a token left over from the template, a head in place of a value, or the same bare number down the table.

反例：指标值 | 待定　正例：填写真实的指标值
Left alone: blank signs (V01), printed scales (V03).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.rules.rule import Mask, Option, Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd

_KEY = ["document", "table_no", "project", "year"]


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Placeholders, and bare numbers that fill a table."""
    return severities(error=frame["t_placeholder"] | _filled_down(frame, options) | _repeats_weight(frame, options))


def _filled_down(frame: pd.DataFrame, options: Options) -> Mask:
    """Rows of a table in which one or two bare numbers make up most values."""
    rows = frame.loc[frame["used"], [*_KEY, "t_norm", "t_bare", "t_unit"]]
    bare = rows["t_norm"].where(rows["t_bare"] & (rows["t_unit"] == ""))
    table = rows.groupby(_KEY, sort=False).ngroup()
    size = table.groupby(table).transform("size")
    counts = bare.groupby([table, bare]).transform("size")
    common = bare.notna() & (counts >= 2)
    share = common.groupby(table).transform("sum") / size
    kinds = bare.where(common).groupby(table).transform("nunique")
    found = common & (size >= options["rows"]) & (share >= options["share"]) & (kinds <= 2)
    return found.reindex(frame.index, fill_value=False)


def _repeats_weight(frame: pd.DataFrame, options: Options) -> Mask:
    """Rows of a table whose value column is the weight column over again."""
    rows = frame.loc[frame["used"] & ~frame["t_blank"], [*_KEY, "target", "weight", "t_bare"]]
    same = rows["t_bare"] & (rows["target"] == rows["weight"]) & (rows["weight"] != "")
    if not same.any():
        return same.reindex(frame.index, fill_value=False)
    table = rows.groupby(_KEY, sort=False).ngroup()
    whole = same.groupby(table).transform("mean") >= options["share"]
    enough = same.groupby(table).transform("size") >= options["rows"]
    return (same & whole & enough).reindex(frame.index, fill_value=False)


RULE = Rule(
    id="V14",
    name="占位或无意义值",
    slug="placeholder-target",
    looks_at="指标值",
    severity="一律为错误",
    rationale="模板里的占位字、表头或整列同一个数，不是目标。",
    leaves_alone="空白和“/”（V01）；印出来的等级“优良中差”（V03）。",
    advice="请填写真实指标值。",
    source_class="official",
    bad="走访慰问户数｜待定",
    good="走访慰问户数｜≥【数值】户",
    message="指标值“{target}”是占位内容。",
    options={
        "rows": Option(4, 2, 100, "一张表至少有几行才看整列是否同一个数"),
        "share": Option(0.8, 0.5, 1.0, "同一个（或两个）数占到多大比例算占位"),
    },
    check=check,
)
