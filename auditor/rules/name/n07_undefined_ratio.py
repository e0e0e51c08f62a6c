"""N07: a rate whose numerator or denominator cannot be told from name and description.

反例：基层服务覆盖率　正例：享受巡回医疗的行政村占全县行政村比例
Left alone: 合格率, 验收率, 故障率, 满意度; on-time rates with an object; rates of a named group or kind of unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon
from auditor.rules.evidence import tail
from auditor.rules.rule import Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Coverage, awareness and shares without a named population; other general rates as a remark."""
    core, undefined = frame["n_core"], ~frame["d_ratio"]
    shared = frame["n_formula_rate"] & undefined
    general = rows_where(core, lexicon.pattern("general_rate").search, undefined & ~frame["n_generic"])
    defined = rows_where(frame["n_norm"], lexicon.pattern("formula").search, shared | general)
    shared &= ~defined
    shared &= ~rows_where(core, _names_population, shared)
    aware = rows_where(core, lexicon.pattern("public_awareness").search, shared)
    purpose = frame["project"].where(aware, "") + frame["purpose"].where(aware, "")
    public = aware & ((purpose == "") | rows_where(purpose, lexicon.alternation("public_project").search, aware))
    return severities(warning=shared & ~public, info=general & ~defined)


def _names_population(core: str) -> bool:
    """Is it said, but for the rate and words like 群众, whose share it is?"""
    whose = core.removesuffix(lexicon.tail(core, "formula_rate"))
    named = lexicon.alternation("vague_population").sub("", whose)
    return lexicon.alternation("population").search(named) is not None


RULE = Rule(
    id="N07",
    name="率类缺计算口径",
    slug="undefined-ratio",
    looks_at="名称、描述",
    severity="覆盖率、知晓率、占比等总体不明为警告，其余为提示",
    field="name",
    rationale="不知道谁除以谁，同一件事可以算出不同的率。",
    leaves_alone="合格率、验收率、故障率、满意度；有明确群体或单位类别的率；写了公式的。",
    advice="请补计算方法：分子【待确认】÷分母【待确认】×100%。",
    source_class="system",
    bad="基层服务覆盖率",
    good="享受巡回医疗的行政村占全县行政村比例",
    message="“{name}”没有说清分子和分母。",
    check=check,
    mark=tail("name", "rate_tail"),
)
