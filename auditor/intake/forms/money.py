"""The money of a form: budget and execution by source, and the plan of spending by quarter."""

from __future__ import annotations

import re

from auditor.intake import layout
from auditor.intake.grid import Cell
from auditor.intake.stream import Line, clean, digits
from auditor.schema import Notice, Table

SOURCES = ("total", "fiscal", "other", "carryover")
_FEWEST_HEADS = 2
_AMOUNT_CELL = re.compile(r"-?\d[\d,]*(?:\.\d+)?\s*[%％]?|[-—－/]+")


def plan(table: Table, lines: list[Line], pos: int) -> int:
    """Read ``资金支出计划（%） | 3月底 | 6月底 …`` over a row of shares; return how many rows were used."""
    filled = lines[pos].filled
    if not filled or layout.label_role(filled[0].text) != "plan" or pos + 1 >= len(lines):
        return 0
    below = lines[pos + 1].cells
    for cell in filled[1:]:
        value = next((c for c in below if c.col == cell.col), None)
        table.budget.plan[clean(cell.text)] = clean(value.text) if value else ""
    return 2


def block(table: Table, notices: list[Notice], lines: list[Line], pos: int) -> int:
    """Read 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 over rows of sources; return the rows used."""
    heads = [clean(c.text) for c in lines[pos].cells]
    money = layout.words("label", "money_heads")
    keys = [next((key for key in layout.head_keys(h) if key in money), layout.header_key(h)) for h in heads]
    if sum(key in money for key in keys) < 3:
        return 0
    used = 1
    above = lines[pos].cells
    for line in lines[pos + 1 :]:
        fresh = (c for c in line.filled if not any(c is head for head in above))  # not the label merged down
        label = next((c for c in fresh if layout.label_role(c.text) in SOURCES), None)
        if label is None:
            break
        role = layout.label_role(label.text)
        table.labels[f"{role}:{layout.header_key(label.text)}"] = _money_row(table, notices, keys, line, role)
        used += 1
    return used


def stacked(table: Table, notices: list[Notice], lines: list[Line], pos: int) -> int:
    """Read the same block printed a cell a line: heads, then each source with its numbers; return the lines used."""
    money = layout.words("label", "money_heads")
    end = pos
    while end < len(lines) and not lines[end].cells and layout.header_key(lines[end].text) in money:
        end += 1
    rows = [["", *(line.text for line in lines[pos:end])]]
    while end < len(lines) and not lines[end].cells and layout.label_role(lines[end].text) in SOURCES:
        row = [lines[end].text]
        end += 1
        while (
            end < len(lines)
            and len(row) < len(rows[0])
            and not lines[end].cells
            and _AMOUNT_CELL.fullmatch(lines[end].text.strip())
        ):
            row.append(lines[end].text)
            end += 1
        rows.append(row)
    built = [
        Line(" ".join(row), lines[pos].address, [Cell(text, 0, i, lines[pos].address) for i, text in enumerate(row)])
        for row in rows
    ]
    return end - pos if len(rows) > 1 and block(table, notices, built, 0) else 0


def sources_as_heads(table: Table, lines: list[Line], pos: int) -> int:
    """Read 年度资金总额 | 财政拨款 | 其他资金 over a row of amounts; return how many rows were used."""
    below = lines[pos + 1] if pos + 1 < len(lines) and lines[pos + 1].grid == lines[pos].grid else None
    heads = {cell.col: role for cell in lines[pos].filled if (role := layout.label_role(cell.text)) in SOURCES}
    if below is None or len(heads) < _FEWEST_HEADS:
        return 0
    amounts = {cell.col: clean(cell.text) for cell in below.filled if not any(cell is c for c in lines[pos].cells)}
    if not heads.keys() & amounts.keys() or not all(_AMOUNT_CELL.fullmatch(text) for text in amounts.values()):
        return 0
    for col, role in heads.items():
        setattr(table.budget, role, getattr(table.budget, role) or amounts.get(col, "").replace(",", ""))
    for cell in lines[pos].filled:
        if digits(amounts.get(cell.col, "")):
            role = layout.label_role(cell.text) or "source"
            table.labels.setdefault(f"{role}:{layout.header_key(cell.text)}", amounts[cell.col])
    table.budget.address = table.budget.address or below.address
    return 2


def _money_row(table: Table, notices: list[Notice], keys: list[str], line: Line, role: str) -> str:
    """Read one source into the budget; return its budget of the year."""
    texts = [clean(c.text) for c in line.cells]
    while len(texts) > len(keys) and "" in texts[2:]:
        texts.pop(texts.index("", 2))
        if role == "total":
            notices.append(
                Notice(
                    "E04",
                    "warning",
                    "资金行的单元格比表头多，已按顺序对齐。",
                    line.address,
                    "该处表格结构不清，请核对原件。",
                )
            )
    values = dict(zip(keys, texts, strict=False))
    budget = table.budget
    year_total = _first(values, "全年预算数", "全年预算", "调整后预算数", "预算数", "年度预算数", "全年预算数A")
    if role != "total":
        setattr(budget, role, getattr(budget, role) or year_total)
        return year_total
    budget.address = budget.address or line.address
    budget.initial = _first(values, "年初预算数", "年初预算")
    budget.total = year_total or budget.initial
    budget.executed = _first(values, "全年执行数", "全年执行", "执行数", "年度执行数", "全年执行数B", "实际支出数")
    budget.execution_rate = _first(values, "执行率", "预算执行率", "执行率B/A")
    budget.weight, budget.score = values.get("分值", ""), values.get("得分", "")
    return budget.total


def _first(values: dict[str, str], *keys: str) -> str:
    return next((values[key] for key in keys if values.get(key)), "")
