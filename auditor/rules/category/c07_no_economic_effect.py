"""C07: an economic row without money and without an economic quantity, or a slogan in its place.

反例：经济效益指标 | 会议室利用率　正例：经济效益指标 | 带动农户户均增收额
Left alone: income, savings, taxes, output values with an object; visitors of a tourism project; rows declared not applicable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon, tiers
from auditor.language.features import is_tier_of
from auditor.rules.rule import Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Economic rows that name no economic quantity, or name one only as a wish."""
    rows = is_tier_of(frame, tiers.ECONOMIC) & frame["n_wordy"]
    quantity = rows_where(frame["n_core"], lexicon.alternation("economic_word").search, rows)
    wish = ~frame["t_number"] & ((frame["n_slogan_clauses"] >= 1) | frame["n_generic"])
    unclear = rows_where(frame["n_core"], _is_unclear, rows)
    return severities(
        warning=rows & (~(quantity | (frame["t_unit_class"] == "money")) | wish | unclear | frame["n_completion"])
    )


def _is_unclear(core: str) -> bool:
    """Profit of nobody, no economy at all, or growth of the economy as such, with no link to the project."""
    if lexicon.pattern("profit").search(core) and not lexicon.pattern("earner").search(core):
        return True
    vague = lexicon.pattern("no_economy").search(core) or lexicon.pattern("general_growth").fullmatch(core)
    return vague is not None


RULE = Rule(
    id="C07",
    name="经济效益错填",
    slug="not-an-economic-effect",
    looks_at="经济效益指标的名称和指标值",
    severity="一律为警告",
    field="name",
    rationale="经济效益要有钱或经济数量；利用率、口号不是经济效益，非经营项目也不以利润为目标。",
    leaves_alone="有对象的增收、节约、税收、产值；旅游项目的游客人次；声明不适用的行。",
    advice="若项目无直接经济效益，可不设该二级指标。",
    source_class="official",
    bad="经济效益指标｜会议室利用率",
    good="经济效益指标｜带动农户户均增收额",
    message="经济效益指标“{name}”里没有经济数量。",
    check=check,
)
