"""V15: a timeliness row whose time is a word (及时, 全年) or only restates the budget year.

反例：完成时限 | 全年　正例：年度体检完成时间 | 【日期】前
Left alone: dates, durations, frequencies, on-time rates whose limit the description prints; a date in the name (N06).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.language import tiers
from auditor.language.features import is_tier_of
from auditor.rules.evidence import listed
from auditor.rules.rule import Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd

_LIMIT = re.compile(r"\d+个?(?:工作日|小时|天|日|分钟)|(?:法定|规定|承诺)?(?:审限|时限|期限)内|每月|每季")


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Timeliness rows with nothing that a calendar or a clock could show."""
    rows = is_tier_of(frame, tiers.TIMELINESS)
    word = (
        frame["t_exact_time"]
        | (frame["n_time_word"] & (frame["t_percentage"] | ~frame["t_number"]))
        | (frame["t_time"] & ~frame["t_number"])
    )
    undefined = (
        rows & frame["n_on_time"] & (frame["t_percentage"] | frame["t_vague"]) & ~frame["d_limit"] & ~frame["n_dated"]
    )
    undefined &= ~rows_where(frame["n_core"], _LIMIT.search, undefined)
    rate = undefined & (frame["n_tail"] != "") & ~frame["n_empty_object"] & ~frame["n_generic"] & frame["t_percentage"]
    return severities(info=rows & rate & ~word, warning=rows & (word | undefined))


RULE = Rule(
    id="V15",
    name="时间值模糊",
    slug="vague-time-target",
    looks_at="时效指标的名称和指标值",
    severity="有明确对象的及时率只缺时限为提示，其余为警告",
    rationale="“及时”“全年”“1年”没有可核对的时间，年底都会是完成。",
    leaves_alone="日期、天数、频次；描述里写了时限的及时率；名称里有日期的（N06）；其他类别里的“12个月”。",
    advice="请写明日期、天数或“按期完成数÷应完成数”的口径。",
    source_class="official",
    bad="项目完成时间｜全年",
    good="项目完成时间｜【日期】前",
    message="“{name}｜{target}”没有可核对的时间。",
    check=check,
    mark=listed("target", "vague_time", "on_time"),
)
