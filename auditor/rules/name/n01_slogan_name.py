"""N01: the name is a slogan or a policy sentence.

反例：干部作风不断好转，服务群众能力持续增强　正例：群众来信按期办结率
Left alone: one verb-first clause (N02); two or more concrete deliverables (N03); exact all-purpose names (N04).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.rules.evidence import classes
from auditor.rules.rule import Option, Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Names without a measure that are several clauses of change, or a subject that gets better."""
    measured = (
        (frame["n_tail"] != "") | frame["n_quantities"].map(len).gt(0) | frame["n_generic"] | frame["n_unit"].ne("")
    )
    sentence = (frame["n_clauses"] >= 2) & (frame["n_length"] >= options["sentence"]) & (frame["n_slogan_clauses"] >= 1)
    concrete = (frame["n_concrete_clauses"] >= 2) & (frame["n_concrete_clauses"] * 2 > frame["n_clauses"])
    changed = (
        (frame["n_clauses"] <= 1)
        & (frame["n_length"] >= options["clause"])
        & frame["n_changed_subject"]
        & (frame["n_verb"] == "")
    )
    return severities(warning=~measured & ((sentence & ~concrete) | changed))


RULE = Rule(
    id="N01",
    name="名称为口号或政策表述",
    slug="slogan-name",
    looks_at="名称",
    severity="同行有 V05 为错误，其余为警告",
    field="name",
    rationale="名称是一句口号，没有可以数、可以量的东西。政治表述本身没有错，只是不该放在指标名称里。",
    leaves_alone="动词开头的一句话（N02）；并列的具体活动（N03）；万能名（N04）。",
    advice="原句保留在绩效目标中；请另设一条可计量的指标。",
    source_class="official",
    bad="干部作风不断好转，服务群众能力持续增强",
    good="群众来信按期办结率",
    message="名称是口号，没有可计量的内容。",
    options={
        "sentence": Option(12, 6, 40, "多个分句的名称至少多少字算口号"),
        "clause": Option(8, 4, 40, "单个分句的名称至少多少字算口号"),
    },
    check=check,
    mark=classes("name", "direction", "degree"),
)
