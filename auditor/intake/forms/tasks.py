"""Task lists: 年度主要任务, 重点工作计划, 专项资金汇总表 — as tables and as the text of PDF tables."""

from __future__ import annotations

import re

from auditor.intake import layout
from auditor.intake.grid import Cell
from auditor.intake.stream import Line, clean
from auditor.language.normalize import normalize
from auditor.schema import Task

_MONEY = frozenset({"total", "fiscal", "other"})
_TELLS = frozenset({"content", "total", "annual_goal", "responsible"})
_FEWEST = 3
_NUMBERS = re.compile(r"^(.*?)\s*((?:-?[\d,]+(?:\.\d+)?\s+){1,2}-?[\d,]+(?:\.\d+)?)$")


def header_at(lines: list[Line], at: int) -> dict[str, int] | None:
    """Field → place where a row is the head of a task list, or None."""
    line = lines[at]
    places = _places(line.filled)
    enough = len(line.filled) >= _FEWEST and len(places) >= _FEWEST - ("content" in places)
    return places if "task" in places and _TELLS & places.keys() and enough else None


def _places(cells: list[Cell]) -> dict[str, int]:
    places: dict[str, int] = {}
    for cell in cells:
        role = layout.task_role(cell.text)
        if role:
            places.setdefault(role, cell.col)
    return places


def read(lines: list[Line], at: int, places: dict[str, int], section: str) -> tuple[list[Task], int]:
    """Read the task rows below a head (in one row or two); return them and the line after the last."""
    tasks: list[Task] = []
    pos = at + 1
    while pos < len(lines) and lines[pos].grid == lines[at].grid and lines[pos].cells:
        fresh = [c for c in lines[pos].filled if not any(c is head for head in lines[at].cells)]
        if fresh and not tasks and all(layout.task_role(c.text) in _MONEY for c in fresh):
            places = {**places, **_places(fresh)}
            pos += 1
            continue
        task = _row(lines[pos], places, section)
        if task is None:
            break
        if task.task:
            tasks.append(task)
        pos += 1
    return tasks, pos


def _row(line: Line, places: dict[str, int], section: str) -> Task | None:
    """One row of the list; a task without name for a row to pass over, None where the list ends."""
    cells = line.cells
    lead = cells[0].text.strip()
    total = layout.is_total(lead)
    beside = lead if 0 not in places.values() else ""
    if beside and not total and layout.header_key(beside) not in layout.words("stop", "task_label"):
        return None
    texts = {name: clean(cells[col].text) if col < len(cells) else "" for name, col in places.items()}
    total = total or layout.is_total(texts["task"])
    short = max(places.values()) + 1 - len(cells)
    if (
        total and short > 0 and not line.merged
    ):  # a dump prints the merged cell of 合计 once: the amounts stand at the right
        amounts = {name: col - short for name, col in places.items() if name in _MONEY and col >= short}
        texts.update({name: clean(cells[col].text) for name, col in amounts.items()})
        texts["content"] = ""
    if total and not texts.get("task"):
        texts["task"] = lead
    if layout.label_role(lead) and not total:
        return None
    if total and texts.get("content") == texts["task"]:
        texts["content"] = ""  # 合计 merged over both
    return _task(texts, section, cells[min(places["task"], len(cells) - 1)].address)


def _task(texts: dict[str, str], section: str, address: str) -> Task:
    task = Task(texts["task"], section=section, address=address)
    for name, text in texts.items():
        setattr(task, name, text)
    return task


def read_text(lines: list[Line]) -> tuple[list[Task], int]:
    """Read a task list printed as PDF text from its head line on: blocks of text, each ended by its amounts.

    ``lines`` begin with the head line (任务名称 主要内容 …). Paragraphs that stand directly under each other are one
    block; the block before the amounts is the content, those before it are the name.
    """
    tasks: list[Task] = []
    blocks: list[str] = []
    last = -2
    pos = 1
    section = ""
    while pos < len(lines) and not lines[pos].cells:
        text = lines[pos].text.strip()
        if layout.label_role(text.split()[0]) in ("goal", "goal_term") or layout.is_title(text):
            break
        number = int(re.sub(r"\D", "", lines[pos].address) or 0)
        amounts = _NUMBERS.match(normalize_spaces(text))
        if layout.header_key(text) in layout.words("stop", "task_label"):
            section = clean(text)
        elif amounts:
            head = amounts.group(1).strip()
            if head:
                blocks.append(head)
            tasks.append(_text_task(blocks, amounts.group(2).split(), section, lines[pos].address))
            blocks = []
        elif not all(layout.task_role(word) in _MONEY or "金额" in word for word in text.split()):
            if blocks and number == last + 1:
                blocks[-1] += clean(text)
            else:
                blocks.append(clean(text))
            last = number
        pos += 1
    return tasks, pos


def _text_task(blocks: list[str], amounts: list[str], section: str, address: str) -> Task:
    if len(blocks) > 1:
        name, content = "".join(blocks[:-1]), blocks[-1]
    else:
        name, content = (blocks[0] if blocks else ""), ""
    total, fiscal, other = ([a.replace(",", "") for a in amounts] + ["", ""])[:3]
    return Task(name, content, section=section, total=total, fiscal=fiscal, other=other, address=address)


def normalize_spaces(text: str) -> str:
    """Return a line with single spaces and half-width digits, spaces kept."""
    return " ".join(normalize(word) for word in text.split())


def is_text_head(line: Line) -> bool:
    """True for the head line of a task list in PDF text."""
    roles = [layout.task_role(word) for word in line.text.split()]
    return not line.cells and roles[:2] == ["task", "content"]
