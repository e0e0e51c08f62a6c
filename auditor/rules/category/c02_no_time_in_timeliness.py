"""C02: a completion rate, a payment or a report filed as timeliness, with no time in it.

反例：时效指标 | 植树任务完成率　正例：时效指标 | 植树任务完成时间
Left alone: on-time rates (fine or V15), 完成时间, 工期, 响应时间, a date or duration in the target.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon, tiers
from auditor.language.features import is_tier_of
from auditor.rules.evidence import tail
from auditor.rules.rule import Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Timeliness rows about progress, payment or a report that name no date, duration, frequency or on-time word."""
    value = frame["t_kind"].isin(("date", "period")) & frame["t_number"]
    rows = is_tier_of(frame, tiers.TIMELINESS) & ~value & ~frame["n_on_time"] & ~frame["n_dated"]
    rows &= frame["n_completion"] | rows_where(frame["n_core"], lexicon.pattern("paper").search, rows)
    timed = frame["n_duration"] & rows
    idle = rows_where(frame["n_core"], lexicon.pattern("idle_time").search, timed)
    return severities(warning=rows & (~timed | idle))


RULE = Rule(
    id="C02",
    name="完成率/支付作时效指标",
    slug="no-time-in-timeliness",
    looks_at="时效指标的名称和指标值",
    severity="一律为警告",
    field="name",
    rationale="完成率、支付、报告里没有时间，看不出是不是按时。",
    leaves_alone="及时率、按期率；完成时间、工期、周期、响应时间；全年、1年（V15）。",
    advice="改为完成时间【待填：日期】前，或“按期完成数÷应完成数”。",
    source_class="official",
    bad="时效指标｜植树任务完成率",
    good="时效指标｜植树任务完成时间",
    message="时效指标“{name}”里没有时间。",
    check=check,
    mark=tail("name", "completion_tail"),
)
