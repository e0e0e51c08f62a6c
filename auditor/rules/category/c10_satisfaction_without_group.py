"""C10: satisfaction without a named group, or of a group that does not receive the output.

反例：服务对象满意度　正例：参训教师满意度
Left alone: 社会公众 and 群众 where the output is for the whole public; a group in the description; 受益群众, 受益单位.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon, tiers
from auditor.language.features import is_tier_of
from auditor.language.normalize import normalize
from auditor.rules.rule import Mask, Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Satisfaction rows whose name and description name nobody, or the public for an inner project."""
    unfiled = rows_where(frame["n_core"], lexicon.pattern("pleased").search, is_tier_of(frame, ""))
    filed = is_tier_of(frame, tiers.SATISFACTION) & (frame["n_satisfaction"] | (frame["n_tail"] == ""))
    rows = (filed | unfiled) & frame["n_wordy"]
    asked = frame.loc[rows, ["n_core", "description", "project", "purpose"]]
    return severities(warning=_lacks_group(asked).reindex(frame.index, fill_value=False))


def _lacks_group(frame: pd.DataFrame) -> Mask:
    """Is nobody named who could be asked, or somebody who does not receive the output?"""
    vague = lexicon.alternation("vague_population").pattern
    said = frame["n_core"].str.replace(vague, "", regex=True)
    described = (
        frame["description"]
        .map({t: normalize(t) for t in frame["description"].unique()})
        .str.replace(vague, "", regex=True)
    )
    people = lexicon.alternation("people").pattern + "|[者人员农民户商方属客众](?=对|的|满意|$)"
    subject = said.str.contains(lexicon.phrase("subject_pleased"))
    named = (
        said.str.contains(people)
        | subject
        | frame["n_core"].str.contains(lexicon.phrase("own_public"), regex=True)
        | (described.str.contains(people) & described.str.contains(lexicon.phrase("surveyed")))
        | described.str.contains(lexicon.phrase("recipients"))
    )
    public = frame["n_core"].str.contains(lexicon.phrase("public"))
    purpose = frame["project"] + frame["purpose"] + frame["n_core"]
    inner = purpose.str.contains(lexicon.alternation("inner_project").pattern)
    open_to_all = (frame["project"] + frame["purpose"]).str.contains(lexicon.alternation("public_project").pattern)
    bare = frame["n_core"].str.fullmatch(f"(?:{vague})*的?(?:{lexicon.phrase('pleased_only')})")
    about = ~bare & public & ~frame["n_core"].str.contains(lexicon.phrase("served"))
    return (~named & ~(public & open_to_all) & ~about) | (public & ~named & inner & ~open_to_all)


RULE = Rule(
    id="C10",
    name="满意度无对象或对象错配",
    slug="satisfaction-without-group",
    looks_at="满意度指标的名称、描述；项目用途",
    severity="一律为警告",
    field="name",
    rationale="不写谁的满意度，问卷不知道发给谁；发工资、修公车的项目去问群众，也问不出结果。",
    leaves_alone="面向全体公众的项目写群众、公众；描述里写明对象；受益群众、受益单位。",
    advice="请写明调查对象【待填：对象】及有效问卷份数。",
    source_class="official",
    bad="服务对象满意度",
    good="参训教师满意度",
    message="“{name}”没有写明是谁的满意度，或对象不是受益人。",
    check=check,
)
