"""D08: the goal, the completion or an indicator speaks of another year than the form.

反例：2025年度的表，目标写“2024年完成校舍改造”　正例：目标写2025年要完成什么
Left alone: base years for comparison, policy names, money carried over, projects with a printed period of several years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.language import period
from auditor.language.normalize import normalize
from auditor.rules.document import goals, years
from auditor.rules.rule import Form, Hit, Rule
from auditor.schema import Severity, Table

_YEAR = re.compile(r"(?:19|20)\d{2}")
_OPENING = 12  # characters at the beginning of a goal


def inspect(form: Form) -> Iterator[Hit]:
    """At most one hit for the goal, one for the completion and one for the names of the rows."""
    table = form.table
    if not _YEAR.fullmatch(table.year):
        return
    year = int(table.year)
    if _spans_years(table, year):
        return
    yield from _goal(table, year)
    past = [y for y in years.worked(table.completion) if y < year and years.begins_with(table.completion, y)]
    if past:
        message = f"{year}年度的表，完成情况写的是{past[0]}年的工作。"
        yield Hit(Severity.WARNING, "completion", table.completion, table.address, message)
    for _, row in form.used():
        other = [y for y in years.worked(row.name) if str(y) != (row.year or table.year)]
        if other:
            message = f"{row.year or year}年度的表，指标“{row.name}”写的是{other[0]}年。"
            yield Hit(Severity.WARNING, "name", row.name, row.addresses.get("name", row.address), message)
            return


def _goal(table: Table, year: int) -> Iterator[Hit]:
    for goal in goals.of_form(table):
        named = years.worked(goal.text) if goal.period != "term" else ()
        if not named or year in named:
            continue
        severity = Severity.ERROR if max(named) < year and _is_whole(goal.text, named[0]) else Severity.WARNING
        message = f"{year}年度的表，绩效目标写的是{named[0]}年。"
        yield Hit(severity, "goal", goal.text, goal.address, message)
        return


def _is_whole(text: str, year: int) -> bool:
    """The year opens the goal, or the goal is one sentence."""
    norm = normalize(text)
    return str(year) in norm[:_OPENING] or len(re.split(r"[。;]", norm.strip("。;"))) == 1


def _spans_years(table: Table, year: int) -> bool:
    """The printed period of the project reaches beyond the year of the form."""
    start, end = period.read(table.period).span()
    return bool((start and start.year != year) or (end and end.year != year))


RULE = Rule(
    id="D08",
    name="年度错位",
    slug="wrong-year",
    level="table",
    field="goal",
    looks_at="表的年度，目标、完成情况和指标名称里的年份",
    severity="整条目标说的是往年为错误，其余为警告",
    rationale="目标说的不是这一年的事，多半是沿用了往年的表。",
    leaves_alone="用来对比的基年（较2019年）；政策名称；结转、尾款；印了跨年实施期的项目。",
    advice="请核对年度。",
    source_class="official",
    bad="2025年度的表｜2024年完成校舍改造",
    good="2025年度的表｜2025年完成校舍改造",
    inspect=inspect,
)
