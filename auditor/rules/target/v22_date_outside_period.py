"""V22: the date of completion lies before the start or after the end of the printed project period.

反例：项目期 2025年3月—2025年10月；设备交付时间 | 2025年12月底前　正例：设备交付时间 | 项目期内的【日期】前
Left alone: forms without a printed period; durations and service life; warranty, audit, final accounts, acceptance.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from auditor.language import dates, lexicon, period, tiers
from auditor.language.normalize import normalize
from auditor.language.target import parse
from auditor.rules.rule import Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Rows whose date of completion shares no day with the period of their project."""
    import pandas as pd

    columns = (frame[name].tolist() for name in ("period", "name", "target", "t_kind", "tier"))
    outside = [
        bool(printed) and _is_outside(printed, name, target, dated=kind == "date", timed=tier == tiers.TIMELINESS)
        for printed, name, target, kind, tier in zip(*columns, strict=True)
    ]
    return severities(error=pd.Series(outside, index=frame.index, dtype=bool))


def _is_outside(printed: str, name: str, target: str, *, dated: bool, timed: bool) -> bool:
    start, end = period.read(printed).span()
    if not (start or end) or not (dated or timed) or re.search(lexicon.phrase("after_project"), normalize(name)):
        return False
    return _lies_outside(target, start, end) or (timed and _lies_outside(name, start, end, finer=True))


def _lies_outside(text: str, start: dt.date | None, end: dt.date | None, *, finer: bool = False) -> bool:
    """Does a date of the text lie outside, whichever year of the period one without a year belongs to?"""
    first, last = start or end, end or start
    if first is None or last is None:
        return False
    years = range(first.year - (start is None), last.year + (end is None) + 1)
    readings = [[d for d in parse(text, year).dates if not (finer and dates.is_whole_year(d))] for year in years]
    return any(all(_misses(date, start, end) for date in same) for same in zip(*readings, strict=False))


def _misses(date: dates.Date, start: dt.date | None, end: dt.date | None) -> bool:
    if date.first is None or date.last is None:
        return False
    return bool(start and date.last < start) or bool(end and date.first > end)


RULE = Rule(
    id="V22",
    name="完成时间越出项目期",
    slug="date-outside-period",
    looks_at="时效指标里的日期、写成日期的指标值、表中的项目起止时间",
    severity="一律为错误",
    rationale="完成时间不在项目起止时间之内，两处必有一处写错。",
    leaves_alone="没有印项目起止时间的表；天数、年限；质保、审计、决算、验收等项目结束后的工作。",
    advice="请核对完成时间与项目起止时间。",
    source_class="tool",
    bad="项目期 2025年3月—10月｜设备交付时间｜2025年12月底前",
    good="项目期 2025年3月—10月｜设备交付时间｜2025年9月底前",
    message="“{name}｜{target}”的时间不在项目起止时间“{period}”之内。",
    check=check,
)
