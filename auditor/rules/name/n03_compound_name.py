"""N03: several objects or measures share one name and one value.

反例：举办运动会、书法展　正例：分成两行
Left alone: one measure over a listed population (学生、家长满意度); means and end in one sentence; fixed terms in quotation marks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.rules.rule import Options, Rule, Severities, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Joined measures, joined deliverables after a verb, and pairs of short clauses."""
    measures = frame["n_measures"] >= 2
    deliverables = (
        (frame["n_concrete_clauses"] >= 1)
        & (frame["n_tail"] == "")
        & (frame["n_listed"] >= 2)
        & (frame["n_clauses"] <= 1)
    )
    activities = (frame["n_activity_clauses"] >= 2) & (frame["n_tail"] == "")
    short = (
        (frame["n_clauses"] >= 2)
        & (frame["n_length"] < 12)
        & (frame["n_slogan_clauses"] >= 1)
        & (frame["n_tail"] == "")
    )
    near = frame["n_near_synonyms"]
    nouns = frame["n_joined_nouns"] & (frame["n_verb"] == "") & frame["t_number"] & (frame["n_clauses"] <= 1)
    found = (measures | deliverables | activities | short | near | nouns) & ~frame["n_generic"]
    mixed = measures & frame["n_mixed_units"]
    return severities(error=found & mixed, info=found & near & ~measures, warning=found)


RULE = Rule(
    id="N03",
    name="一个指标多项内容",
    slug="compound-name",
    looks_at="名称",
    severity="各部分单位不同却共用一个数为错误，近义并列为提示，其余为警告",
    field="name",
    rationale="几件事合用一个值，做成一件没做成一件时没法计分。",
    leaves_alone="同一度量的并列对象（学生、家长满意度）；“开展…，促进…”；引号里的固定说法。",
    advice="请拆成多行，每行一个对象、一个度量。",
    source_class="official",
    bad="举办运动会、书法展",
    good="举办运动会场次；举办书法展场次",
    message="名称里并列了几项内容，却只有一个值。",
    check=check,
)
