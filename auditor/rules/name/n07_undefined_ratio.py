"""N07: a rate whose numerator or denominator cannot be told from name and description.

反例：基层服务覆盖率　正例：享受巡回医疗的行政村占全县行政村比例
Left alone: 合格率, 验收率, 故障率, 满意度; on-time rates with an object; rates of a named group or kind of unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon
from auditor.rules.evidence import tail
from auditor.rules.rule import Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Coverage, awareness and shares without a named population; other general rates as a remark."""
    core = frame["n_core"]
    shared = core.str.contains(f"(?:{lexicon.alternation('formula_rate').pattern})$") & ~frame["d_ratio"]
    named = core.str.replace(r"(?:覆盖率|普及率|知晓率|占比|比例|比率)$", "", regex=True)
    named = named.str.replace(lexicon.alternation("vague_population").pattern, "", regex=True)
    known = named.str.contains(lexicon.alternation("population").pattern)
    purpose = frame["project"] + frame["purpose"]
    open_to_all = (purpose == "") | purpose.str.contains(lexicon.alternation("public_project").pattern)
    public = core.str.contains(lexicon.phrase("public_awareness")) & open_to_all
    general = core.str.contains(lexicon.phrase("general_rate")) & ~frame["d_ratio"]
    defined = frame["n_norm"].str.contains(lexicon.phrase("formula"))
    return severities(warning=shared & ~known & ~public & ~defined, info=general & ~frame["n_generic"] & ~defined)


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
