"""Task lists: 年度主要任务, 重点工作计划, 专项资金汇总表 — as tables and as the text of PDF tables."""

from __future__ import annotations

import re

from auditor.intake import layout
from auditor.intake.stream import Line, clean
from auditor.language.normalize import normalize
from auditor.schema import Task

_ROLES = {
    "task": "task_name",
    "content": "task_content",
}
_MONEY = {
    "金额": "total",
    "总额": "total",
    "预算金额": "total",
    "资金总额": "total",
    "金额合计": "total",
    "财政拨款": "fiscal",
    "其他资金": "other",
}
_GOALS = {
    "实施期绩效目标": "period_goal",
    "实施期目标": "period_goal",
    "年度绩效目标": "annual_goal",
    "年度目标": "annual_goal",
}
_OTHERS = {
    "序号": "seq",
    "责任单位/科室": "responsible",
    "责任单位": "responsible",
    "责任科室": "responsible",
    "责任部门": "responsible",
}
_NUMBERS = re.compile(r"^(.*?)\s*((?:-?[\d,]+(?:\.\d+)?\s+){1,2}-?[\d,]+(?:\.\d+)?)$")


def header_at(lines: list[Line], at: int) -> dict[str, int] | None:
    """Field → place where a row is the head of a task list, or None."""
    line = lines[at]
    places: dict[str, int] = {}
    for cell in line.filled:
        key = layout.header_key(cell.text)
        for table in (_MONEY, _GOALS, _OTHERS):
            if key in table:
                places.setdefault(table[key], cell.col)
        for name, role in _ROLES.items():
            if key in layout.words("stop", role) and key not in _GOALS:
                places.setdefault(name, cell.col)
    if "task" not in places and "支出方向" in {layout.header_key(c.text) for c in line.filled}:
        return None
    tells = {"content", "total", "annual_goal", "responsible"} & places.keys()
    return (
        places
        if "task" in places and tells and len(line.filled) >= 3 and len(places) >= 3 - ("content" in places)
        else None
    )


def read(lines: list[Line], at: int, places: dict[str, int], section: str) -> tuple[list[Task], int]:
    """Read the task rows below a head; return them and the line after the last."""
    tasks: list[Task] = []
    pos = at + 1
    while pos < len(lines) and lines[pos].grid == lines[at].grid and lines[pos].cells:
        cells = lines[pos].cells
        if _is_second_head(lines[pos]):
            pos += 1
            continue
        lead = cells[0].text.strip() if cells[0].text.strip() and 0 not in places.values() else ""
        if lead and layout.header_key(lead) not in layout.words("stop", "task_label") and not layout.is_total(lead):
            break
        texts = {name: clean(cells[col].text) if col < len(cells) else "" for name, col in places.items()}
        if not texts.get("task") and layout.is_total(lead):
            texts["task"] = lead
        if texts.get("task") and not layout.label_role(cells[0].text):
            tasks.append(_task(texts, section, lines[pos].address))
        elif lead or (cells[0].text.strip() and layout.label_role(cells[0].text)):
            break
        pos += 1
    return tasks, pos


def _task(texts: dict[str, str], section: str, address: str) -> Task:
    task = Task(texts["task"], section=section, address=address)
    for name, text in texts.items():
        setattr(task, name, text)
    return task


def _is_second_head(line: Line) -> bool:
    return bool(line.filled) and all(layout.header_key(c.text) in _MONEY for c in line.filled)


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
        elif not all(layout.header_key(word) in _MONEY or "金额" in word for word in text.split()):
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
    words = [layout.header_key(word) for word in line.text.split()]
    return (
        not line.cells
        and len(words) >= 2
        and words[0] in layout.words("stop", "task_name")
        and words[1] in layout.words("stop", "task_content")
    )
