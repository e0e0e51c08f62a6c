"""What a form prints around its indicator table: department, year, project, money, purpose, goals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditor.intake import layout
from auditor.intake.forms import money
from auditor.intake.grid import Cell
from auditor.intake.stream import Line, clean, digits, is_title_line
from auditor.language.normalize import normalize
from auditor.schema import Goal, Notice, Table

_CODED_NAME = re.compile(r"^\d{3,}\s*[-—]?\s*(?!年)([\u4e00-\u9fff][\u4e00-\u9fff（）()]{3,})$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
_ONLY_YEAR = re.compile(r"^\(?((?:19|20)\d{2})年?度?\)?$")
_OFFICE = re.compile(r"[\u4e00-\u9fff（）()]{4,}")
_SEAL = re.compile(r"[（(](?:盖章|公章|签章|章)[）)]")
_NUMBERING = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十]+[）)、.]|\d+[、.．])\s*")
_AMOUNT = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_NAMED = ("department", "implementer", "project", "parent_project", "project_code", "attribute", "purpose")
_PERIOD = ("period", "period_start", "period_end")
_PERIOD_CELL = re.compile(r"^(?:[-~至到]{1,2}|[至到-]?(?:19|20)\d{2}\D.*)$")
_ALONE = ("department", "implementer", "project", "project_code", "year", "currency_unit")
_AMOUNTS = (*money.SOURCES, "source", "split")
_OF_YEAR = re.compile("年度|当年|本年")
_GOALS = ("goal", "goal_term", "completion")
_HEADING = 40
_TALLEST_MONEY = 12  # lines of a block of money in text without tabs
_PURPOSE_HEAD = "预算规模及资金用途"


@dataclass(slots=True)
class _Reading:
    """State while the lines above a table are read."""

    table: Table
    found: dict[str, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)


def read(lines: list[Line], table: Table) -> list[Notice]:
    """Fill ``table`` from the lines of its form that stand above the header; return reading notices."""
    reading = _Reading(table)
    pos = 0
    while pos < len(lines):
        line = lines[pos]
        if is_title_line(line):
            _title(reading, line)
            pos += 1
        elif line.cells:
            pos += _row(reading, lines, pos)
        else:
            pos += _paragraph(reading, lines, pos)
    _settle(reading)
    return reading.notices


def _title(reading: _Reading, line: Line) -> None:
    text = clean(line.filled[0].text if line.cells else line.text)
    reading.table.title = _NUMBERING.sub("", text)
    reading.table.address = reading.table.address or line.address
    year = _YEAR.search(layout.western_years(text))
    if year:
        reading.found.setdefault("year", year.group(1))


def _row(reading: _Reading, lines: list[Line], pos: int) -> int:
    """Read one row of the head; return how many rows were used."""
    line = lines[pos]
    _unit_and_year(reading, line.text, line.filled[0].text if len(line.filled) == 1 else "")
    used = (
        money.block(reading.table, reading.notices, lines, pos)
        or money.sources_as_heads(reading.table, lines, pos)
        or _goal_columns(reading, lines, pos)
        or money.plan(reading.table, lines, pos)
    )
    if used:
        return used
    before = len(reading.table.goals)
    _pairs(reading, lines, pos)
    return 1 + (_goal_rows(reading, lines, pos) if len(reading.table.goals) > before else 0)


def _goal_rows(reading: _Reading, lines: list[Line], pos: int) -> int:
    """Rows that go on with the goal of the row above (目标2：… under an empty label); return how many."""
    goal, used = reading.table.goals[-1], 0
    for line in lines[pos + 1 :]:
        filled = line.filled
        alone = not line.merged and len(filled) == 1 and filled[0].col > 0 and not line.cells[0].text.strip()
        if not goal.text or not alone or layout.label_role(_split(filled[0].text)[0]) or is_title_line(line):
            break
        goal.text += clean(filled[0].text)
        used += 1
    return used


def _unit_and_year(reading: _Reading, text: str, alone: str) -> None:
    unit = layout.currency(text)
    if unit and (not reading.table.currency_unit or "单位" in text):
        reading.table.currency_unit = unit
    only = _ONLY_YEAR.match(layout.western_years(normalize(alone)).replace(" ", "").strip("()")) if alone else None
    if only:
        reading.found["year"] = only.group(1)
    heading = _YEAR.search(layout.western_years(alone)) if len(alone) < _HEADING and not _split(alone)[1] else None
    if heading:
        reading.found["heading_year"] = heading.group(1)


def _paragraph(reading: _Reading, lines: list[Line], pos: int) -> int:
    text = lines[pos].text.strip()
    _unit_and_year(reading, text, text)
    used = _money_in_text(reading, lines, pos) if "数" in text else 0
    if used:
        return used
    head, value = _split(text)
    role = layout.label_role(head)
    if role in ("goal", "goal_term"):
        stacked = 0 if value else _stacked_goal(reading, lines, pos, role, head)
        if stacked:
            return stacked
        end = pos + 1
        while end < len(lines) and not lines[end].cells and not layout.label_role(_split(lines[end].text)[0]):
            end += 1
        address = lines[pos + 1].address if end > pos + 1 else lines[pos].address
        if not _goal_words(reading, role, head, value, [line.text for line in lines[pos + 1 : end]], address):
            body = "".join([value, *(clean(line.text) for line in lines[pos + 1 : end])])
            _goal(reading, role, head, body, address)
        return end - pos
    if not value and role and _is_plain(lines, pos + 1):
        _set(reading, role, clean(lines[pos + 1].text), lines[pos + 1].address, head)
        return 2
    for label, rest in _labelled(text):
        _set(reading, layout.label_role(label), rest, lines[pos].address, label)
    if not value:
        _without_value(reading, text, lines[pos].address, role, head)
    return 1


def _is_plain(lines: list[Line], pos: int) -> bool:
    """A line of text that can be the value of the label alone on the line above it."""
    if pos >= len(lines) or lines[pos].cells or is_title_line(lines[pos]):
        return False
    return not layout.label_role(_split(lines[pos].text)[0])


def _stacked_goal(reading: _Reading, lines: list[Line], pos: int, role: str, head: str) -> int:
    """``年度总体目标``, ``预期目标``, ``实际完成情况`` a line each, then a text for each; return the lines used."""
    columns = layout.words("label", "goal_column") | layout.words("label", "completion")
    end = pos + 1
    while end < len(lines) and not lines[end].cells and layout.header_key(lines[end].text) in columns:
        end += 1
    heads = [clean(line.text) for line in lines[pos + 1 : end]]
    texts: list[Line] = []
    while heads and len(texts) < len(heads) and _is_plain(lines, end + len(texts)):
        texts.append(lines[end + len(texts)])
    if not texts or len(texts) < len(heads):
        return 0
    for key, line in zip(heads, texts, strict=True):
        if layout.header_key(key) in layout.words("label", "completion"):
            reading.table.completion = clean(line.text)
        else:
            _goal(reading, role, head + key, clean(line.text), line.address)
    return end + len(texts) - pos


def _money_in_text(reading: _Reading, lines: list[Line], pos: int) -> int:
    rows = [_as_row(line) for line in lines[pos : pos + _TALLEST_MONEY]]
    table, notices = reading.table, reading.notices
    return money.block(table, notices, rows, 0) or money.stacked(table, notices, lines, pos)


def _goal_words(reading: _Reading, role: str, head: str, value: str, texts: list[str], address: str) -> bool:
    """``年度总体目标 预期目标 实际完成情况`` on a line of text, the two texts side by side below it."""
    goals, done = layout.words("label", "goal_column"), layout.words("label", "completion")
    keys = [layout.header_key(word) for word in value.split()]
    if not keys or not all(key in goals | done for key in keys):
        return False
    parts = " ".join(texts).split(maxsplit=len(keys) - 1) if texts else []
    for key, text in zip(keys, parts, strict=False):
        if key in done:
            reading.table.completion = clean(text)
        else:
            _goal(reading, role, head + key, clean(text), address)
    return True


def _as_row(line: Line) -> Line:
    """A paragraph as a row of its words, for blocks of money in text without tabs."""
    if line.cells:
        return line
    cells = [Cell(word, 0, i, line.address) for i, word in enumerate(line.text.split())]
    return Line(line.text, line.address, cells)


def _labelled(text: str) -> list[tuple[str, str]]:
    """Label–value pairs of a line: ``填报单位：甲局    金额单位：万元``, ``主管部门 甲局 实施单位 乙中心``."""
    pairs: list[tuple[str, str]] = []
    for word in text.split():
        head, value = _split(word)
        if layout.label_role(head):
            pairs.append((head, value))
        elif pairs:
            pairs[-1] = (pairs[-1][0], pairs[-1][1] + word)
    return [pair for pair in pairs if pair[1]]


def _split(text: str) -> tuple[str, str]:
    """Split ``label：value`` or ``label value`` of a paragraph or cell."""
    text = text.strip()
    head, colon, value = re.sub(r"[:：]", "：", text, count=1).partition("：")
    if colon and layout.label_role(head):
        return head, _SEAL.sub("", value).strip()
    if layout.label_role(text):
        return text, ""
    head, _, value = text.partition(" ")
    return (head, value.strip()) if layout.label_role(head) else (text, "")


def _pairs(reading: _Reading, lines: list[Line], pos: int) -> None:
    """Read label–value pairs of a row from left to right."""
    cells = layout.distinct(lines[pos].cells)
    taken: set[int] = set()
    for i, cell in enumerate(cells):
        if i in taken or not cell.text.strip():
            continue
        head, inner = _split(cell.text)
        role = layout.label_role(head)
        if layout.header_key(cell.text) == _PURPOSE_HEAD:
            _purpose_below(reading, lines, pos)
        if not role or _is_of_the_whole_period(cells, i, role):
            _coded_name(reading, cell.text)
            continue
        alone = inner and not any(other.text.strip() for other in cells[i + 1 :])
        several = _labelled(cell.text) if alone else []
        if len(several) > 1:  # 填报单位：甲局    金额单位：万元 in one cell
            for label, value in several:
                _set(reading, layout.label_role(label), value, cell.address, label)
        elif inner:
            rest = [
                clean(c.text)
                for c in cells[i + 1 :]
                if role == "department" and c.text.strip() and not _split(c.text)[1] and not layout.label_role(c.text)
            ]
            _set(reading, role, clean(inner) + "".join(rest), cell.address, head)
            taken.update(range(i + 1, i + 1 + len(rest)))
        elif i + 1 < len(cells) and not _is_label(cells[i + 1].text, role):
            place = _value_place(lines[pos], cells, i + 1)
            following = cells[place]
            end = _period_end(cells, place) if role in _PERIOD else place + 1
            taken.update(range(i + 1, end))
            _set(reading, role, "".join(clean(c.text) for c in cells[place:end]), following.address, head)
            if role in ("goal", "goal_term"):
                return
        elif role in ("goal", "goal_term") and i + 1 == len(cells) and i == 0:
            _goal_below(reading, lines, pos, role, head)
        else:
            _without_value(reading, cell.text, cell.address, role, head)


def _is_of_the_whole_period(cells: list[Cell], at: int, role: str) -> bool:
    """Does a row print the same source twice, for the period and for the year, and is this the one of the period?"""
    if role not in money.SOURCES:
        return False
    same = [i for i, cell in enumerate(cells) if layout.label_role(_split(cell.text)[0]) == role]
    of_year = [i for i in same if _OF_YEAR.search(cells[i].text)]
    return len(same) > 1 and at != (of_year or same)[-1]


def _without_value(reading: _Reading, text: str, address: str, role: str, head: str) -> None:
    """A label whose colon stands right before the next label: nothing is filled in."""
    if role in _ALONE and text.strip().endswith((":", "：")):
        _set(reading, role, "", address, head)


def _is_label(text: str, role: str) -> bool:
    """Is the cell beside a label the next label, with its own value behind a colon or not?"""
    beside = layout.label_role(_split(text)[0]) if role in _ALONE else ""
    return bool(layout.label_role(text)) or beside in _ALONE


def _period_end(cells: list[Cell], place: int) -> int:
    """The cell after the last one of a period that is printed over several cells (2025年3月 | 至 | 2025年10月)."""
    end = place + 1
    while end < len(cells) and _PERIOD_CELL.search(normalize(cells[end].text)) and not _split(cells[end].text)[1]:
        end += 1
    return end


def _value_place(line: Line, cells: list[Cell], place: int) -> int:
    """Where the value of a label stands: a dump leaves the covered parts of a merged label empty."""
    filled = next((i for i in range(place, len(cells)) if cells[i].text.strip()), place)
    return place if line.merged or layout.label_role(_split(cells[filled].text)[0]) else filled


def _coded_name(reading: _Reading, text: str) -> None:
    coded = _CODED_NAME.match(clean(text))
    if coded:
        reading.found.setdefault("department", coded.group(1))


def _purpose_below(reading: _Reading, lines: list[Line], pos: int) -> None:
    below = lines[pos + 1] if pos + 1 < len(lines) else None
    filled = [c for c in below.filled if layout.header_key(c.text) != _PURPOSE_HEAD] if below else []
    if len(filled) == 1 and not layout.label_role(filled[0].text):
        reading.found["purpose"] = clean(filled[0].text)


def _goal_below(reading: _Reading, lines: list[Line], pos: int, role: str, head: str) -> None:
    below = lines[pos + 1] if pos + 1 < len(lines) else None
    if below is not None and len(below.filled) == 1 and not layout.label_role(_split(below.filled[0].text)[0]):
        _goal(reading, role, head, clean(below.filled[0].text), below.filled[0].address)
    else:
        _goal(reading, role, head, "", lines[pos].address)


def _amount(reading: _Reading, role: str, value: str, address: str) -> None:
    """Take the amount of a source of money, and the unit that stands behind it."""
    table, budget = reading.table, reading.table.budget
    table.currency_unit = table.currency_unit or layout.currency(value)
    amount = _AMOUNT.search(normalize(value))
    if amount and (digits(value) or "：" in value or len(normalize(value)) < 16) and not getattr(budget, role):
        setattr(budget, role, amount.group().replace(",", ""))
        budget.address = budget.address or address
        printed = re.search(r"(亿元|万元|元)", normalize(value))
        if printed and not table.currency_unit:
            table.currency_unit = printed.group(1)


def _set(reading: _Reading, role: str, value: str, address: str, head: str = "") -> None:
    table = reading.table
    if role in ("goal", "goal_term"):
        _goal(reading, role, head, value, address)
    elif role in money.SOURCES:
        _amount(reading, role, value, address)
    elif role == "currency_unit":
        unit = layout.currency(f"单位:{value}")
        table.currency_unit = unit or table.currency_unit
        if not unit and _OFFICE.fullmatch(value):
            reading.found.setdefault("department", value)
    elif role == "year":
        year = re.search(r"(?:19|20)\d{2}", layout.western_years(value))
        if year:
            reading.found["year"] = year.group()
    elif role == "upper_department" and value:
        reading.found[role] = value
    elif role == "completion":
        table.completion = table.completion or value
    elif (role in _PERIOD and value) or (role in _NAMED and value and (role == "project_code" or not digits(value))):
        reading.found.setdefault(role, value)
    _keep_label(table, role, value, head)


def _keep_label(table: Table, role: str, value: str, head: str) -> None:
    """Note that a label is printed, with its value or none; money by its printed label, since a role may stand twice."""
    if role in (*_NAMED, *_PERIOD, "year") and (value or not _SEAL.search(head)):
        table.labels[role] = table.labels.get(role) or value
    elif role in _AMOUNTS and digits(value):
        table.labels.setdefault(f"{role}:{layout.header_key(head)}", value)


def _goal(reading: _Reading, role: str, head: str, text: str, address: str) -> None:
    term = role == "goal_term"
    dated = None if term else _YEAR.search(head)
    if dated:
        reading.found.setdefault("label_year", dated.group(1))
    period = "term" if term else ("year" if re.search("年|当年", head) else "")
    reading.table.goals.append(Goal(text, period, address, clean(head)))


def _goal_columns(reading: _Reading, lines: list[Line], pos: int) -> int:
    """``年度总体目标 | 预期目标 | 实际完成情况`` over a row of texts."""
    cells = layout.distinct(lines[pos].cells)
    goals, done = layout.words("label", "goal_column"), layout.words("label", "completion")
    terms = layout.words("label", "goal_term")
    heads = {c.col: layout.header_key(c.text) for c in cells if c.text.strip()}
    below = lines[pos + 1] if pos + 1 < len(lines) else None
    down = {c.col for c in cells if below is not None and any(c is other for other in below.cells)}
    inner = {col: key for col, key in heads.items() if key in goals | done | terms and col not in down}
    if len(inner) >= 3 and below is not None and not any(c.col == min(inner) and c.text.strip() for c in below.cells):
        del inner[min(inner)]  # the label of the whole block, with nothing under it
    lead = [key for col, key in heads.items() if col not in inner]
    enough = len(inner) >= 2 or (len(inner) == 1 and len(lead) == 1 and next(iter(inner.values())) in done | terms)
    if not enough or below is None or any(layout.label_role(key) not in _GOALS for key in lead):
        return 0
    if any(
        layout.label_role(c.text) in ("goal", "goal_term")
        for c in below.filled
        if not any(c is o for o in lines[pos].cells)
    ):
        return 0
    texts = {c.col: c for c in below.cells}
    used = 1
    for col, key in inner.items():
        cell = texts.get(col) or (below.filled[-1] if below.filled else None)
        text = clean(cell.text) if cell else ""
        if key in done and key not in goals:
            reading.table.completion = text
        else:
            role = "goal_term" if key in terms else "goal"
            _goal(reading, role, "".join(lead) + key, text, cell.address if cell else lines[pos].address)
        used = 2
    return used


def _settle(reading: _Reading) -> None:
    table, found = reading.table, reading.found
    table.department = found.get("department") or found.get("upper_department") or found.get("implementer", "")
    table.year = found.get("year") or found.get("heading_year") or found.get("label_year", "")
    for role in ("project", "parent_project", "project_code", "attribute", "purpose"):
        setattr(table, role, found.get(role, ""))
    ends = (found.get("period_start", ""), found.get("period_end", ""))
    table.period = "至".join(ends) if any(ends) else found.get("period", "")
    table.project = table.project or table.parent_project
