"""D03: the goal of a department or of a narrative section is nothing but duties and slogans.

反例：年度总体目标：贯彻落实方针政策，负责全区环境卫生工作，提升管理水平　正例：职责表述之外写明本年度的产出和效果
Left alone: political wording beside deliverables of the year; goals of single projects (D02).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.language import lexicon
from auditor.language.normalize import normalize
from auditor.rules.document import goals
from auditor.rules.rule import Dossier, Hit, Option, Rule
from auditor.schema import Passage, Severity

_NUMBERING = re.compile(r"^(?:\(?[一二三四五六七八九十\d]+\)?[、.]?)")
_FEWEST = 2  # clauses of a section that can be called a goal


def review(dossier: Dossier) -> Iterator[Hit]:
    """One hit per department form, and one per narrative section about goals."""
    limit = dossier.options["share"]
    for place, table in enumerate(dossier.submission.tables):
        chosen = goals.of_form(table)
        text = "\n".join(goal.text for goal in chosen)
        if chosen and goals.is_of_department(table) and _is_duty(text, limit):
            message = _message(chosen[0].label or "绩效目标", text)
            yield Hit(Severity.WARNING, "goal", text, chosen[0].address, message, table=place)
    for heading, passages in _sections(dossier.submission.passages):
        text = "".join(passage.text for passage in passages)
        if goals.read(text).clauses >= _FEWEST and _is_duty(text, limit):
            yield Hit(Severity.WARNING, "goal", text, passages[0].address, _message(heading, text))


def _is_duty(text: str, limit: float) -> bool:
    found = goals.read(text)
    return not found.empty and not found.measured and found.share >= limit


def _message(label: str, text: str) -> str:
    found = goals.read(text)
    return f"“{label}”共 {found.clauses} 句，其中 {found.slogans} 句是职责或口号，没有本年度可衡量的产出。"


def _sections(passages: Sequence[Passage]) -> list[tuple[str, list[Passage]]]:
    """Narrative under headings that speak of goals; the sections of offices below such a heading belong to it."""
    found: list[tuple[str, list[Passage]]] = []
    section, inside = "", False
    for passage in passages:
        own = _NUMBERING.sub("", normalize(passage.text)).strip(":")
        is_heading = bool(re.fullmatch(lexicon.phrase("goal_heading"), own))
        if is_heading or passage.section != section:
            heading = own if is_heading else passage.section
            inside = _speaks_of_goals(heading, inside)
            found.append((heading, []))
        section = passage.section
        if inside and not is_heading:
            found[-1][1].append(passage)
    return [(name, members) for name, members in found if members]


def _speaks_of_goals(heading: str, inside: bool) -> bool:
    if re.search(lexicon.phrase("not_goal_heading"), heading):
        return False
    return bool(re.search(lexicon.phrase("goal_heading"), heading)) or inside


RULE = Rule(
    id="D03",
    name="绩效目标照抄职责或口号",
    slug="duty-or-slogan-goal",
    level="document",
    field="goal",
    looks_at="部门整体绩效目标，正文里总体目标、分项目标等各节",
    severity="一律为警告",
    rationale="职责和口号年年一样，看不出这一年要做成什么，也无法考核。",
    leaves_alone="政治表述之外写了本年度产出的；单个项目的目标（D02）。",
    advice="政治和职责表述可保留，请另写本年度可衡量的产出和效果。",
    source_class="official",
    bad="贯彻落实方针政策，负责全区环境卫生工作，提升管理水平",
    good="新建【数量】座公厕，生活垃圾分类覆盖率达到【数值】%，于【日期】前完成",
    options={"share": Option(70, 0, 100, "职责和口号占百分之多少的句子提示")},
    review=review,
)
