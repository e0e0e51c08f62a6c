"""V08: the bound is impossible for the measure (a share of 120%), or equals its extreme so that the sign adds nothing.

反例：政策覆盖率 | ≥120%　正例：政策覆盖率 | ＝100%
Left alone: growth, decline and return rates, completion above 100%; satisfaction and awareness (V17).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon
from auditor.rules.evidence import quantities
from auditor.rules.rule import Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Shares above 100% or below 0, and signs that add nothing to an extreme."""
    share = frame["n_ratio"] & (frame["t_unit"] == "%")
    count = frame["t_unit_class"].isin(("count", "other"))
    value = frame["t_value"].where(share | count).astype(float)
    extreme = (share & ((value >= 100) | (value < 0))) | (count & (value <= 0))
    beyond = rows_where(frame["n_core"], lexicon.alternation("share_beyond").search, extreme)
    share, count = share & ~beyond, count & ~beyond
    impossible = (share & ((value > 100) | ((value == 100) & (frame["t_sign"] == ">")) | (value < 0))) | (
        count & (value < 0)
    )
    idle = (share & (value == 100) & (frame["t_sign"] == "≥") & ~frame["n_satisfaction"]) | (
        count & (value == 0) & (frame["t_sign"] == "≤")
    )
    return severities(warning=impossible, info=idle)


RULE = Rule(
    id="V08",
    name="界限不合理",
    slug="bound-at-or-beyond-limit",
    looks_at="指标值、名称的结尾",
    severity="不可能的值为警告；比较符多余（≥100%、≤0）为提示",
    rationale="份额超过100%、个数小于0都不可能做到；已经是极限时比较符没有意义。",
    leaves_alone="增长率、下降率、回报率；超额的完成率；满意度和知晓率（V17）。",
    advice="建议改为＝100%（或＝0），请确认。",
    source_class="tool",
    bad="政策覆盖率｜≥120%",
    good="政策覆盖率｜＝100%",
    message="指标值“{target}”超出或等于该度量的极限。",
    check=check,
    mark=quantities("target"),
)
