"""Blocks of a file → Submission: forms are found one after the other in the stream, what is left is narrative."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter

from auditor.intake import layout
from auditor.intake.forms import (
    bands,
    goal_column,
    halves,
    heads,
    indicator_cells,
    indicator_table,
    surroundings,
    tasks,
)
from auditor.intake.grid import Block
from auditor.intake.stream import Line, clean, flatten, is_title_line
from auditor.language import tiers
from auditor.schema import Notice, Passage, Submission, Table, Task

_YEAR_OF_WORK = re.compile(r"(?<![\d{\[（〔(])((?:19|20)\d{2})\s*年(?:度|我单位|我部|我局|工作|计划|预算|部门)")
_LABEL_LINE = 60
_OWN = frozenset({"project", "parent_project", "department", "implementer", "project_code"})
_SHARED = ("title", "department", "year", "project", "project_code", "parent_project", "period", "currency_unit")


def assemble(blocks: list[Block], submission: Submission, overrides: dict[str, str] | None = None) -> Submission:
    """Fill a submission from the blocks of its file.

    Parameters
    ----------
    blocks : list of Block
        Grids and paragraphs in document order.
    submission : Submission
        With ``path`` and ``format`` set; filled in place and returned.
    overrides : dict, optional
        Column role → header text for headers that would be misread.
    """
    lines = flatten(blocks)
    overrides = overrides or {}
    waiting: list[Line] = []  # lines above the next table
    section = ""
    pos = 0
    while pos < len(lines):
        section = bands.section_of(lines[pos]) or section
        header = heads.header_at(lines, pos, overrides)
        grades = None if header else bands.header_at(lines, pos)
        if header:
            pos = _form(submission, lines, pos, header, waiting, overrides)
            waiting = []
        elif grades:
            found, pos = bands.read(lines, pos, grades, section)
            submission.bands += found
        else:
            band = bands.prose(lines[pos], section)
            if band:
                submission.bands.append(band)
            else:
                waiting.append(lines[pos])
            pos += 1
    _narrative(submission, waiting)
    _settle(submission)
    submission.notices += _unseen(lines, overrides, submission)
    return submission


def _unseen(lines: Sequence[Line], overrides: dict[str, str], submission: Submission) -> list[Notice]:
    """Say which headers of ``--columns`` stand nowhere: a warning unless the column was found under another header."""
    read = {role for table in submission.tables for role in table.columns}
    return [
        Notice(
            "E04",
            "info" if role in read else "warning",
            f"指定的表头“{text}”在文件里没有出现，该设置未起作用。",
            submission.path,
            "请照抄原表的表头，并核对 --columns 或 auditor.toml 的 [columns]。",
        )
        for role, text in overrides.items()
        if not heads.is_printed(lines, text)
    ]


def _form(
    submission: Submission,
    lines: Sequence[Line],
    pos: int,
    header: tuple[list[indicator_cells.Columns], int],
    above: list[Line],
    overrides: dict[str, str],
) -> int:
    """Read the tables below a header; return the line after them."""
    cut = halves.split(lines, pos)
    of_right = heads.header_at(cut[1], 0, overrides) if cut else None
    if cut and of_right:
        return pos + _tables(submission, cut[1], 0, of_right, [*above, *cut[0]])
    return _tables(submission, lines, pos, header, above)


def _tables(
    submission: Submission,
    lines: Sequence[Line],
    pos: int,
    header: tuple[list[indicator_cells.Columns], int],
    above: list[Line],
) -> int:
    """Read the table (or the side-by-side tables) whose header begins at ``pos``; return the line after it."""
    start = _form_start(above, lines[pos])
    _narrative(submission, above[:start])
    form = above[start:]
    columns, height = header
    end = pos + height
    of_one_table = all(part.above for part in columns)  # blocks under heads of tiers
    for parts in [columns] if of_one_table else [[part] for part in columns]:
        part, table = parts[0], Table(len(submission.tables) + 1)
        read = [indicator_table.read(lines, pos, height, one, table.table_no) for one in parts]
        block = indicator_table.joined(read)
        form_left = _tasks(submission, form, table.table_no) if part is columns[0] else form
        submission.notices += surroundings.read(form_left, table) + block.notices
        submission.bands += block.bands
        table.rows, table.columns = block.rows, tuple(part.places)
        table.goals += goal_column.read(lines, pos, height, block)
        if submission.tables and _goes_on_below(lines, pos - len(above), form, table):
            _inherit(table, submission.tables[-1])
        table.year = table.year or part.year
        table.address = table.address or lines[pos].address
        if lines[pos].sheet and not table.title:
            table.title = lines[pos].sheet
        _finish(table, block)
        if table.rows:
            submission.tables.append(table)
        elif not block.notices:
            message = "这张指标表只有表头，没有填写指标。"
            submission.notices.append(Notice("E06", "info", message, lines[pos].address, "请确认是否为空白模板。"))
        end = max(end, block.end)
    return end


def _goes_on_below(lines: Sequence[Line], start: int, form: list[Line], table: Table) -> bool:
    """Does a form hold a second indicator table: the same grid, and no title, project or unit of its own between them?"""
    grid = {line.grid for line in (*lines[start - 1 : start], *form)} if start > 0 else set()
    return len(grid) == 1 and -1 not in grid and not table.title and not _OWN & table.labels.keys()


def _inherit(table: Table, above: Table) -> None:
    """A second table of a form shares what the form prints about its project."""
    for name in _SHARED:
        setattr(table, name, getattr(table, name) or getattr(above, name))


def _form_start(above: list[Line], header: Line) -> int:
    """Where the form of a table begins among the lines above it: at its last title, else at its own grid."""
    titles = [i for i, line in enumerate(above) if is_title_line(line)]
    if titles:
        first = titles[-1]
        while (
            first
            and not above[first - 1].cells
            and layout.label_role(above[first - 1].text.split("：")[0]) == "department"
        ):
            first -= 1
        return first
    rows = [i for i, line in enumerate(above) if line.cells]
    while rows and rows[0] and _heads_a_form(above[rows[0] - 1]):
        rows.insert(0, rows[0] - 1)
    return rows[0] if rows else (len(above) if header.cells and len(above) > 40 else 0)


def _heads_a_form(line: Line) -> bool:
    """A line of text that prints the unit of money or a label right above the rows of a form without title."""
    head = line.text.replace(":", "：").split("：")[0]
    return (
        not line.cells and len(line.text) < _LABEL_LINE and bool(layout.currency(line.text) or layout.label_role(head))
    )


def _tasks(submission: Submission, form: list[Line], table_no: int | None) -> list[Line]:
    """Take task lists out of the lines of a form; return the lines that are left."""
    left: list[Line] = []
    pos = 0
    while pos < len(form):
        places = tasks.header_at(form, pos) if form[pos].cells else None
        found: list[Task] = []
        end = pos
        if places:
            label = clean(form[pos].cells[0].text) if 0 not in places.values() else ""
            found, end = tasks.read(form, pos, places, label)
        elif tasks.is_text_head(form[pos]):
            found, length = tasks.read_text(form[pos:])
            end = pos + length
        if found:
            for task in found:
                task.table_no = table_no
            submission.tasks += found
            pos = end
        else:
            left.append(form[pos])
            pos += 1
    return left


def _finish(table: Table, block: indicator_table.Block) -> None:
    table.total_weight, table.total_score = _sums(block)
    money_run = bool(table.budget.executed or table.budget.execution_rate)
    evaluated = {"actual", "score", "deviation"} & block.columns.places.keys()
    table.kind = "self_evaluation" if evaluated or money_run or table.completion else "target"
    firsts = {tiers.first(row.first_tier) for row in table.rows}
    table.framework = "B" if "成本指标" in firsts else "A"


def _sums(block: indicator_table.Block) -> tuple[str, str]:
    """Printed totals of weight and score: by their columns, else in their order."""
    numbers = [text for text in block.totals if re.search(r"\d", text)]
    if "score" not in block.columns.places or not numbers:
        return "", ""
    weight, score = block.sums.get("weight", ""), block.sums.get("score", "")
    if re.search(r"\d", score):
        return weight, score
    both = len(numbers) > 1 and "weight" in block.columns.places
    return (numbers[0], numbers[1]) if both else ("", numbers[0])


def _narrative(submission: Submission, lines: list[Line]) -> None:
    section = ""
    left = _tasks(submission, lines, None)
    for line in left:
        heading = bands.section_of(line)
        section = heading or section
        text = clean(line.text)
        if text and not heading:
            submission.passages.append(Passage(text, section, line.address))


def _settle(submission: Submission) -> None:
    """Carry what is printed once for the whole file to where it is missing, and down to the rows."""
    total = next((t for t in submission.tasks if layout.is_total(t.task) and t.table_no), None)
    for table in submission.tables:
        if total is not None and not table.budget.total and total.table_no == table.table_no:
            table.budget.total, table.budget.fiscal, table.budget.other = total.total, total.fiscal, total.other
            table.budget.address = total.address
    year = _year(submission)
    departments = Counter(t.department for t in submission.tables if t.department)
    submission.department = departments.most_common(1)[0][0] if departments else ""
    submission.year = year or next((t.year for t in submission.tables if t.year), "")
    for table in submission.tables:
        table.year = table.year or year
        table.department = table.department or (submission.department if len(departments) == 1 else "")
        for row in table.rows:
            row.department = row.department or table.department
            row.year = _digits(row.year) or table.year
            row.project = row.project or table.project
        _from_rows(table)
    if not submission.department:
        submission.department = _only(row.department for t in submission.tables for row in t.rows if row.department)


def _year(submission: Submission) -> str:
    """The year of the work that the narrative speaks of, where no form prints one."""
    if any(table.year for table in submission.tables):
        years = Counter(table.year for table in submission.tables if table.year)
        return years.most_common(1)[0][0] if len(years) == 1 else ""
    texts = [layout.western_years(p.text) for p in submission.passages]
    years = Counter(y for text in texts for y in _YEAR_OF_WORK.findall(text))
    return years.most_common(1)[0][0] if years else ""


@lru_cache(maxsize=1_000)
def _digits(year: str) -> str:
    match = re.search(r"(?:19|20)\d{2}", layout.western_years(year))
    return match.group() if match else ""


def _from_rows(table: Table) -> None:
    """A flat export prints department, year and project by row: a table takes them where all its rows agree."""
    for name in ("department", "year", "project"):
        if not getattr(table, name):
            setattr(table, name, _only(map(attrgetter(name), table.rows)))


def _only(texts: Iterable[str]) -> str:
    """The text that all are, or '': looks no further than the first other one."""
    left = iter(texts)
    first = next(left, "")
    return first if all(text == first for text in left) else ""


def missing_table(submission: Submission, named: bool) -> Notice:
    """The notice for a file without an indicator table: E02 where the user named it, E03 inside a folder."""
    if named:
        return Notice(
            "E02", "error", "未找到绩效指标表。", submission.path, "请核对文件或表头（应有“三级指标”“指标值”等列）。"
        )
    return Notice("E03", "info", "已读取，未发现指标表。", submission.path, "")
