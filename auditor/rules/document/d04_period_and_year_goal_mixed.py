"""D04: the goal of the year and the goal of the whole period are the same text, or two places have them swapped.

反例：实施期目标与年度目标同为“完成管网改造”　正例：实施期写三年建成什么，年度写今年完成到哪一步
Left alone: one-year projects that print one goal.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.language.normalize import bare
from auditor.rules.document import goals, projects
from auditor.rules.rule import Dossier, Hit, Rule
from auditor.schema import Severity, Table, Task


def review(dossier: Dossier) -> Iterator[Hit]:
    """One hit per project: within its form, within a list, or between the two."""
    submission = dossier.submission
    told: set[str] = set()
    for table in submission.tables:
        year, term = _goals(table)
        if year and year == term:
            told.add(projects.key(table.project))
            yield _same(f"“{table.project or table.title}”的表", table.goals[0].text, table.goals[0].address)
    for left, right in projects.pairs(submission):
        ours, theirs = _goals(left), _goals(right)
        if all(ours) and ours == theirs[::-1] != theirs and projects.key(left.project) not in told:
            told.add(projects.key(left.project))
            message = f"“{left.project}”的年度目标和实施期目标，在表{left.table_no}和表{right.table_no}中正好对调：以哪处为准？"
            yield Hit(Severity.WARNING, "goal", right.goals[0].text, right.goals[0].address, message)
    for task in submission.tasks:
        if not goals.is_empty(task.annual_goal) and bare(task.annual_goal) == bare(task.period_goal):
            told.add(projects.key(task.task))
            yield _same(f"汇总表“{task.task}”一行", task.annual_goal, task.address)
    for task, place in projects.listed(submission):
        table = submission.tables[place]
        if _swapped(task, table) and projects.key(task.task) not in told:
            message = f"“{task.task}”的年度目标和实施期目标，在汇总表和项目表中正好对调：以哪处为准？"
            yield Hit(Severity.WARNING, "goal", task.annual_goal, task.address, message)


def _goals(table: Table) -> tuple[str, str]:
    """The goal of the year and the goal of the term as bare text, '' where empty."""
    filled = [goal for goal in table.goals if not goals.is_empty(goal.text)]
    year, term = (
        "".join(bare(goal.text) for goal in filled if (goal.period == "term") == wanted) for wanted in (False, True)
    )
    return year, term


def _same(place: str, text: str, address: str) -> Hit:
    return Hit(Severity.WARNING, "goal", text, address, f"{place}里，年度目标和实施期目标一字不差。")


def _swapped(task: Task, table: Table) -> bool:
    year, term = _goals(table)
    listed = bare(task.annual_goal), bare(task.period_goal)
    return all(listed) and bool(year) and listed == (term, year) and year != term


RULE = Rule(
    id="D04",
    name="年度目标与实施期目标混同或倒置",
    slug="period-and-year-goal-mixed",
    level="document",
    field="goal",
    looks_at="同一项目在各表中的年度目标和实施期目标",
    severity="一律为警告",
    rationale="两个目标管的时间不同，写成一样或写反，就不知道今年该做到哪一步。",
    leaves_alone="只写一个目标的一年期项目。",
    advice="请核对两处目标的期限。",
    source_class="system",
    bad="实施期目标与年度目标同为“完成管网改造”",
    good="实施期目标写全部工程，年度目标写今年的进度",
    review=review,
)
