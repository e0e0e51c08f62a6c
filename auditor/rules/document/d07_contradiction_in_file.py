"""D07: the same fact of the same project is printed differently in two places of a file.

反例：汇总表写“培训12期”，项目表写“培训15期”　正例：两处一致
Left alone: different objects; equal values in other spelling; goals of different periods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.language import lexicon
from auditor.language.normalize import bare, normalize
from auditor.language.target import parse
from auditor.rules.document import facts, goals, projects
from auditor.rules.rule import Dossier, Hit, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Goal, Indicator, Severity, Table

_TEN_THOUSAND = Decimal(10_000)


def review(dossier: Dossier) -> Iterator[Hit]:
    """One hit per contradiction: between a list and a form, two forms of one project, a department and a project of it."""
    submission = dossier.submission
    for task, place in projects.listed(submission):
        table = submission.tables[place]
        listed = [
            Goal(text, period)
            for text, period in ((task.annual_goal, "year"), (task.content, "year"), (task.period_goal, "term"))
        ]
        yield from _goals(task.task, listed, table.goals, task.address, ("汇总表", "项目表"))
        yield from _money(task.task, task.total, table.budget.total, task.address, ("汇总表", "项目表"))
    for left, right in projects.pairs(submission):
        if _same_span(left, right):
            yield from _forms(left, right)
    for whole in (table for table in submission.tables if goals.is_of_department(table)):
        for table in submission.tables:
            if not goals.is_of_department(table) and _same_unit(whole, table):
                yield from _parts(whole, table)


def _same_unit(whole: Table, part: Table) -> bool:
    """A project form of the same department and year, and of one year like the form of the department."""
    same = (not getattr(part, name) or getattr(part, name) == getattr(whole, name) for name in ("department", "year"))
    return all(same) and _same_span(whole, part) and len({row.project for row in part.rows}) == 1


def _parts(whole: Table, part: Table) -> Iterator[Hit]:
    """A count of a project that is larger than that of its department."""
    ours, theirs = _named(whole.rows), _named(part.rows)
    for name in (name for name in ours if name in theirs):
        left, right = parse(ours[name].target), parse(theirs[name].target)
        if len(left.quantities) == len(right.quantities) == 1:
            one, other = left.quantities[0], right.quantities[0]
            if one.unit == other.unit and other.unit_class == "count" and other.value > one.value:
                places, shown = (f"表{whole.table_no}", f"表{part.table_no}"), (ours[name].target, theirs[name].target)
                yield _hit(theirs[name].name, theirs[name].target, part.address, places, shown)


def _same_span(left: Table, right: Table) -> bool:
    """Neither form speaks of several years while the other one speaks of one."""
    spans = [bool(re.search(lexicon.phrase("many_year_form"), normalize(table.title))) for table in (left, right)]
    return spans[0] == spans[1] and (not left.period or not right.period or bare(left.period) == bare(right.period))


def _forms(left: Table, right: Table) -> Iterator[Hit]:
    places = (f"表{left.table_no}", f"表{right.table_no}")
    yield from _goals(left.project, left.goals, right.goals, right.address, places)
    if not left.currency_unit or not right.currency_unit or left.currency_unit == right.currency_unit:
        yield from _money(left.project, left.budget.total, right.budget.total, right.address, places)
    ours, theirs = _named(left.rows), _named(right.rows)
    for name in (name for name in ours if name in theirs):
        yield from _rows(ours[name], theirs[name], places)


def _goals(
    project: str, left: Sequence[Goal], right: Sequence[Goal], address: str, places: tuple[str, str]
) -> Iterator[Hit]:
    for one in left:
        for other in right:
            if (one.period == "term") != (other.period == "term") or goals.is_empty(one.text):
                continue
            for ours, theirs in facts.contradictions(one.text, other.text):
                yield _hit(project, one.text, address, places, (ours.shown, theirs.shown))


def _money(project: str, left: str, right: str, address: str, places: tuple[str, str]) -> Iterator[Hit]:
    """Two amounts of one project; one printed in 元 and the other in 万元 are the same."""
    ours, theirs = arithmetic.number(left), arithmetic.number(right)
    if ours and theirs and ours not in (theirs, theirs * _TEN_THOUSAND, theirs / _TEN_THOUSAND):
        yield _hit(project, left, address, places, (f"金额 {left}", f"金额 {right}"))


def _named(rows: Sequence[Indicator]) -> dict[tuple[str, str], Indicator]:
    """Rows by tier and name, without those that stand twice."""
    found: dict[tuple[str, str], list[Indicator]] = {}
    for row in rows:
        found.setdefault((row.second_tier, bare(row.name)), []).append(row)
    return {name: members[0] for name, members in found.items() if len(members) == 1 and name[1]}


def _rows(left: Indicator, right: Indicator, places: tuple[str, str]) -> Iterator[Hit]:
    ours, theirs = parse(left.target), parse(right.target)
    single = len(ours.quantities) == len(theirs.quantities) == 1
    if single and facts.differs(ours.quantities[0], theirs.quantities[0]):
        yield _hit(left.name, right.target, right.address, places, (left.target, right.target))


def _hit(what: str, text: str, address: str, places: tuple[str, str], shown: tuple[str, str]) -> Hit:
    message = f"“{what}”：{places[0]}“{shown[0]}”与{places[1]}“{shown[1]}”不一致：以哪个为准？"
    return Hit(Severity.ERROR, "goal", text, address, message)


RULE = Rule(
    id="D07",
    name="同一文件数据矛盾",
    slug="contradiction-in-file",
    level="document",
    field="goal",
    looks_at="汇总表与项目表、同一项目的两张表里的目标、金额和指标值",
    severity="一律为错误",
    rationale="同一件事两处写得不一样，审核和考核都不知道以哪个为准。",
    leaves_alone="说的不是一件事的；写法不同而数值相等的；期限不同的目标。",
    advice="“…”与“…”不一致：以哪个为准？",
    source_class="tool",
    bad="汇总表：培训12期｜项目表：培训15期",
    good="两处都是培训12期",
    review=review,
)
