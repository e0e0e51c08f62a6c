"""V20: the form has a column for the basis of the value and the cell is blank.

反例：设定依据 | （空）　正例：设定依据 | 《××办法》第×条
Left alone: forms without the column; one basis merged over the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.rules.rule import Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Blank basis cells; one filled cell may speak for the table, and a flat export has the column for others."""
    if not frame["has_basis_column"].any():
        return severities(info=frame["has_basis_column"])
    blank = frame["basis"].str.strip().isin(("", "/", "-", "—", "－", "无"))
    table = [frame["document"], frame["table_no"]]
    own = [*table, frame["project"]]
    filled, size = (~blank).groupby(own).transform("sum"), blank.groupby(own).transform("size")
    flat = frame["project"].groupby(table).transform("nunique") > 1
    merged = (filled == 1) & (size > 1)
    return severities(info=frame["has_basis_column"] & blank & ~merged & ~(flat & (filled == 0)))


RULE = Rule(
    id="V20",
    name="设定依据缺失",
    slug="missing-basis",
    looks_at="设定依据一栏",
    severity="一律为提示",
    field="basis",
    rationale="没有依据，看不出这个值从哪里来。",
    leaves_alone="没有依据一栏的表；整表合用一个依据。",
    advice="请补设定依据：文件（合同、标准）名称及条款。",
    source_class="official",
    bad="设定依据（空）",
    good="《××管理办法》第×条",
    message="“{name}”没有填写设定依据。",
    check=check,
)
