"""What a line below the header of an indicator table is: a row, or a total, label, foot, remark, running head or text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.intake import layout
from auditor.intake.forms.indicator_cells import Columns
from auditor.intake.grid import Cell
from auditor.intake.stream import Line, clean, digits, is_title_line
from auditor.language import tiers
from auditor.language.normalize import normalize
from auditor.language.target import BLANK, parse

_PAGE_NUMBER = re.compile(r"第?\d+页?(?:共\d+页)?|-\d+-|\(?续表?\)?")
_BETWEEN = 4  # lines of text that may stand between two parts of one table
_COLUMN_SIGNS = frozenset("甲乙丙丁戊己") | {"栏次", "行次"}
_FEWEST_NUMBERS = 3
_LABELS = ("project", "department", "implementer", "project_code", "goal", "goal_term")


def is_column_numbers(line: Line) -> bool:
    """True for the row below the heads that numbers the columns: 甲 | 1 | 2 | 3."""
    texts = [clean(cell.text).strip("()（）") for cell in line.filled]
    numbers = [int(text) for text in texts if text.isdecimal()]
    return (
        len(numbers) >= _FEWEST_NUMBERS
        and all(text.isdecimal() or text in _COLUMN_SIGNS for text in texts)
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and numbers[0] <= 2
    )


def tier_across(line: Line, columns: Columns) -> str:
    """The tier that a row prints over the whole table, or '' (一、产出指标 above its indicators)."""
    filled = line.filled
    if len(filled) != 1 or not tiers.is_name(filled[0].text):
        return ""
    across = len(layout.distinct(line.cells)) == 1 if line.merged else filled[0].col <= columns.places["third_tier"]
    return clean(tiers.without_weight(filled[0].text)) if across else ""


def tier_as_name(line: Line, columns: Columns) -> str:
    """The tier that a table without columns of tiers prints among its names, without value, or ''."""
    name = columns.text(line.cells, "third_tier")
    untiered = not any(role in columns.places for role in ("first_tier", "second_tier", "both_tiers"))
    alone = untiered and tiers.is_name(name) and columns.text(line.cells, "target") in BLANK
    return tiers.without_weight(name) if alone else ""


def is_owner(line: Line, below: Line | None, columns: Columns) -> bool:
    """True where a column of units and projects holds a unit: a name alone in its row, above the row of a project."""
    own = columns.text(line.cells, "owner")
    beside = columns.text(below.cells, "owner") if below is not None else ""
    return bool(own and beside) and own != beside


def is_remark(line: Line, columns: Columns, shift: int) -> bool:
    """True where one text stands over name and value (备注 | 按月统计), or a short row of a dump ends left of the name."""
    name, value = columns.cell(line.cells, "third_tier", shift), columns.cell(line.cells, "target", shift)
    if line.merged:
        return name is not None and name is value
    return columns.places["third_tier"] + shift < 0


def is_foot(line: Line, columns: Columns) -> bool:
    """True for what stands under the indicators: 填表人：…, 审核意见 | 同意."""
    filled = line.filled
    if not filled or layout.is_foot(filled[0].text):
        return bool(filled)
    if len(filled) > 2 or layout.header_key(filled[0].text) not in layout.words("stop", "form_foot"):
        return False
    return not columns.text(line.cells, "third_tier") or is_remark(line, columns, 0)


def is_total(line: Line, columns: Columns) -> bool:
    """A row 合计, 小计 or 总分: numbers below, no name of its own."""
    filled = line.filled
    name = columns.text(line.cells, "third_tier")
    if layout.is_total(name) and _all_numbers([cell for cell in filled if cell.col > columns.places["third_tier"]]):
        return True
    if not filled or not layout.is_total(filled[0].text) or tiers.second(columns.text(line.cells, "second_tier")):
        return False
    return _all_numbers(filled[1:]) or (name in BLANK and len(line.cells) >= columns.width)


def goes_on(lines: Sequence[Line], pos: int, columns: Columns) -> bool:
    """Does the line at ``pos`` read as a further row: a tier in its column, or tiers left open, a name and a value?"""
    below = lines[pos] if pos < len(lines) else None
    if below is None or not below.cells:
        return False
    above = [columns.text(below.cells, role) for role in ("first_tier", "second_tier") if role in columns.places]
    if any(tiers.is_name(text) for text in above):
        return True
    name, value = columns.text(below.cells, "third_tier"), columns.text(below.cells, "target")
    whole = len(below.cells) == columns.width and bool(above) and not any(above)
    return whole and bool(name) and parse(value).has_number and not (layout.label_role(name) or digits(name))


def is_text(line: Line, columns: Columns) -> bool:
    """A paragraph, a text merged over the whole table, or one that stands alone in the first place of a plain row."""
    if not line.cells:
        return True
    filled = line.filled
    if len(filled) != 1 or filled[0].col:
        return False
    whole = len(line.cells) > 1 and len(layout.distinct(line.cells)) == 1
    alone = whole if line.merged else 0 not in (columns.places.get("third_tier"), columns.places.get("owner"))
    text = filled[0].text
    return alone and not (tiers.is_name(text) or layout.is_total(text) or layout.column_role(text))


def resumes(lines: Sequence[Line], pos: int, columns: Columns) -> int:
    """Where a table goes on below text that stands between two of its rows (a page number, a running head), or 0."""
    end = pos
    while end < len(lines) and end - pos < _BETWEEN and is_text(lines[end], columns):
        if is_title_line(lines[end]) or layout.is_labelled(lines[end].text):
            return 0
        end += 1
    if end == len(lines):
        return 0
    number = end - pos == 1 and _PAGE_NUMBER.fullmatch(normalize(lines[pos].text))
    return end if number or goes_on(lines, end, columns) else 0


def restarts(lines: Sequence[Line], pos: int, columns: Columns, first: str) -> bool:
    """Does the table below a repeated header begin again with 产出 after 满意度?"""
    below = lines[pos] if pos < len(lines) else None
    start = columns.text(below.cells, "first_tier") if below and below.cells else ""
    return bool(start) and tiers.first(start) == "产出指标" and tiers.first(first) in ("满意度指标", "效益指标")


def is_label_row(line: Line, columns: Columns) -> bool:
    """A row of the next form's head (项目名称 | …) rather than an indicator."""
    filled = line.filled
    if not filled or (
        columns.text(line.cells, "second_tier") and tiers.second(columns.text(line.cells, "second_tier"))
    ):
        return False
    role = layout.label_role(filled[0].text.split("：")[0].split(":")[0])
    in_tiers = filled[0].col == columns.places.get("third_tier", -1)
    return role in _LABELS and not in_tiers and (len(filled) <= max(4, columns.width - 2))


def _all_numbers(cells: list[Cell]) -> bool:
    return all(re.fullmatch(r"[-\d.,%/—分]*", normalize(cell.text)) for cell in cells)
