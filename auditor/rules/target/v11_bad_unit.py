"""V11: a non-standard unit, or one that contradicts the name, the unit column or itself.

反例：缴纳车辆保险数量 | 2车辆　正例：缴纳车辆保险数量 | 2辆
Left alone: collective counters, 场次 for a 次数 name, ％ against %; the clash of cost and % where V05, V18, N06 or a C rule stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.language import units
from auditor.resources import remembered
from auditor.rules.evidence import quantities
from auditor.rules.rule import Mask, Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd

_PEOPLE = frozenset({"人", "人次"})


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Units that are no standard unit, that differ between places, or that cannot measure the name."""
    unit, column, inner = frame["t_value_unit"], frame["t_column_unit"], frame["n_unit"]
    bad = (
        (frame["t_unit_class"] == "bad")
        | frame["t_per_unit"]
        | frame["t_doubled_unit"]
        | rows_where(unit, lambda text: text.startswith("/"), unit != "")
    )
    differs = _differ(unit, inner) | _differ(unit, column)
    clash = frame["n_ratio"] & frame["t_unit_class"].isin(("count", "money", "time")) & ~frame["n_satisfaction"]
    clash &= ~rows_where(unit, lambda text: "/" in text, clash)
    people = differs & unit.isin(_PEOPLE) & (column.isin(_PEOPLE) | inner.isin(_PEOPLE))
    mistyped = rows_where(frame["t_norm"], lambda text: text.startswith("》"), frame["t_number"])
    return severities(warning=(bad | differs | clash) & ~people, info=people | frame["other_object"] | mistyped)


def _differ(left: pd.Series[str], right: pd.Series[str]) -> Mask:
    import numpy as np

    differ = (left != "") & (right != "")
    units_of_rows = zip(left[differ].tolist(), right[differ].tolist(), strict=True)
    differ[differ] = np.array([_are_two(*pair) for pair in units_of_rows], dtype=bool)
    return differ


@remembered(maxsize=20_000)
def _are_two(unit: str, other: str) -> bool:
    plain = re.sub(r"\(.*\)", "", other)
    scaled = re.sub("^[万亿]", "", plain)  # 万次 in the column, 30万次 in the cell
    return plain not in ("", "/") and units.class_of(other) != "other" and unit not in (plain, scaled)


RULE = Rule(
    id="V11",
    name="单位不规范或与名称不符",
    slug="bad-unit",
    looks_at="指标值的单位、计量单位栏、名称里的单位",
    severity="“人”当“人次”、符号打错、单位数的是别的对象为提示，其余为警告",
    rationale="单位写错或前后不一，数就没有确定的含义。",
    leaves_alone="个、种、类、批等通用量词；次数用“场次”；全角半角之别。",
    advice="建议使用规范单位（百分→%；1车辆→1辆），请确认。",
    source_class="system",
    bad="缴纳车辆保险数量｜2车辆",
    good="缴纳车辆保险数量｜2辆",
    message="指标值“{target}”的单位“{t_unit}”不规范或与名称、单位栏不一致。",
    check=check,
    mark=quantities("target"),
)
