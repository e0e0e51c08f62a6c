"""V16: the value looks low for its measure. Never more than a question about its basis.

反例：学员满意度 | ≥60%　正例：学员满意度 | ≥【数值】%，附上年值
Left alone: growth and reverse rates, ranking bands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon
from auditor.language.target import parse
from auditor.resources import remembered
from auditor.rules.evidence import quantities
from auditor.rules.rule import Option, Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Positive rates, satisfaction and pass rates below their thresholds."""
    positive = (
        frame["n_ratio"]
        & (frame["t_unit"] == "%")
        & (frame["n_direction"] == "higher")
        & ~frame["t_sign"].isin(("≤", "<"))
    )
    counted = frame["t_unit_class"].isin(("count", "other"))
    value = frame["t_value"].where(positive | counted).astype(float)
    change = lexicon.alternation("share_beyond", "saving_word").search
    positive &= ~rows_where(frame["n_core"], change, positive & ~frame["n_completion"])
    low = value < options["rate"]
    low |= frame["n_satisfaction"] & (value <= options["satisfaction"])
    passed = positive & (value < options["pass_rate"])
    low |= rows_where(frame["n_core"], lambda core: core.endswith("合格率"), passed)
    single = rows_where(frame["purpose"], _names_more, counted & (value == 1))
    return severities(info=(positive & low) | single)


@remembered(maxsize=20_000)
def _names_more(purpose: str) -> bool:
    """Does the purpose name more than one of something?"""
    several = lexicon.pattern("more_than_one").search(purpose) is not None
    return several or any(q.value > 1 for q in parse(purpose).quantities)


RULE = Rule(
    id="V16",
    name="目标值疑似偏低",
    slug="possibly-low-target",
    looks_at="指标值、名称",
    severity="一律为提示",
    rationale="值明显低于同类常见水平时，审核会问依据。是否偏低要看历史和行业，本工具不下结论。",
    leaves_alone="增长率；越低越好的率；名次。",
    advice="请补充取值依据（上年值、近三年均值或行业标准）。",
    source_class="tool",
    bad="学员满意度｜≥60%",
    good="学员满意度｜≥【数值】%（附上年值）",
    message="指标值“{target}”疑似偏低，待核实。",
    options={
        "rate": Option(60, 0, 100, "正向的率低于多少提示"),
        "satisfaction": Option(80, 0, 100, "满意度不高于多少提示"),
        "pass_rate": Option(90, 0, 100, "合格率低于多少提示"),
    },
    check=check,
    mark=quantities("target"),
)
