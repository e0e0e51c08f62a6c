"""Rows of an indicator table: header → columns → indicators, tiers carried down, comparator and unit joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from auditor.intake import layout
from auditor.intake.forms import flat_export
from auditor.intake.forms.indicator_cells import (
    TAKEN_AS_PRINTED,
    Columns,
    canonical_tier,
    field_of,
    is_filler,
    join_target,
    split_tiers,
)
from auditor.intake.grid import Cell
from auditor.intake.stream import Line, clean, digits, is_title_line
from auditor.language import tiers
from auditor.language.normalize import normalize
from auditor.language.target import BLANK, parse
from auditor.schema import Indicator, Notice

_PAGE_NUMBER = re.compile(r"第?\d+页?(?:共\d+页)?|-\d+-|\(?续表?\)?")
_SLACK = 20  # brackets and white space that a printed head may have more than the one that a user writes
_BETWEEN = 4  # lines of text that may stand between two parts of one table
_NAMES = ("fourth_tier", "third_tier", "loose_name")
_VALUES = ("target", "period_target", "loose_target", "actual")


@dataclass(slots=True)
class Block:
    """One indicator table as read: columns found, rows, totals, notices, and the line after its last one."""

    columns: Columns
    rows: list[Indicator] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    end: int = 0


def header_at(lines: Sequence[Line], at: int, overrides: dict[str, str]) -> tuple[list[Columns], int] | None:
    """Read the header that begins on line ``at``: one ``Columns`` per side-by-side block, and the number of lines.

    Parameters
    ----------
    overrides : dict
        Role → header text, for a header that would be misread (``--columns``).
    """
    line = lines[at]
    if len(line.cells) < 2:
        return None
    roles, height = _own_roles(line, overrides), 1
    if sum(bool(role) for role in roles) < 2:
        return None
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below and below.grid == line.grid and not _is_label_pair(line):
        line = _spread(line, below)
        both = _roles([line, below], overrides)
        if _is_header_row(line, below, roles, both):
            roles, height = both, 2
    if not layout.is_header(roles):
        return None
    return [_columns(part, roles) for part in _side_by_side(roles)], height


def is_printed(lines: Sequence[Line], header: str) -> bool:
    """True where a header stands in a cell, or in two cells one below the other."""
    wanted = layout.header_key(header)
    above: list[str] = []
    for line in lines:
        keys = [layout.header_key(c.text) if len(c.text) <= 2 * len(header) + _SLACK else "" for c in line.cells]
        if wanted in keys or any(wanted in (a + b, b + a) for a, b in zip(above, keys, strict=False)):
            return True
        above = keys
    return False


def _is_label_pair(line: Line) -> bool:
    """A row that begins with a label and its value (单位名称 | 甲局 | 年度 | 2026) is no upper row of heads."""
    label, value = [*(cell.text for cell in line.filled[:2]), "", ""][:2]
    return bool(value and layout.label_role(label)) and not (layout.column_role(value) or layout.label_role(value))


def _spread(line: Line, below: Line) -> Line:
    """A dump prints a head merged over several places once: leave the places open that the heads below it fill."""
    if line.merged or len(below.cells) <= len(line.cells):
        return line
    runs = [(filled, len(list(run))) for filled, run in groupby(below.cells, lambda cell: bool(cell.text.strip()))]
    heads = len(line.cells) - sum(length for filled, length in runs if not filled)
    count = sum(filled for filled, _ in runs)
    if heads < 1 or (count > 1 and heads != count):
        return line
    cells, left = [], iter(line.cells)
    for filled, length in runs:
        share = heads // count if filled else length
        if length % share:
            return line
        for _ in range(share):
            head = next(left)
            cells += [head, *[replace(head, text="")] * (length // share - 1)]
    return replace(line, cells=cells)


def _is_header_row(line: Line, below: Line, roles: list[str], both: list[str]) -> bool:
    """Is the row below a second row of heads? Its texts are heads, alone or together with the one above."""
    fresh = [
        (i, c) for i, c in enumerate(below.cells) if c.text.strip() and not (i < len(line.cells) and line.cells[i] is c)
    ]
    if not fresh:
        return any(i < len(line.cells) and line.cells[i] is c for i, c in enumerate(below.cells))
    named = [i for i, role in enumerate(both) if role in _NAMES]
    heads = all(
        i < len(both) and both[i] and (i >= len(roles) or both[i] != roles[i] or layout.column_role(c.text))
        for i, c in fresh
    )
    return heads and layout.is_header(both) and all(i not in named or layout.column_role(c.text) for i, c in fresh)


def _own_roles(line: Line, overrides: dict[str, str]) -> list[str]:
    """Roles of one row's cells, each by its own text."""
    if not overrides:
        return [layout.column_role(cell.text) for cell in line.cells]
    named = {layout.header_key(text): role for role, text in overrides.items()}
    return [named.get(layout.header_key(cell.text), "") or layout.column_role(cell.text) for cell in line.cells]


def _roles(rows: list[Line], overrides: dict[str, str]) -> list[str]:
    named = {layout.header_key(text): role for role, text in overrides.items()}
    roles: list[str] = []
    upper = ""
    for place in range(max(len(row.cells) for row in rows)):
        cells = [row.cells[place] for row in rows if place < len(row.cells)]
        texts = [c.text for i, c in enumerate(cells) if c.text.strip() and not any(c is o for o in cells[:i])]
        head = rows[0].cells[place].text.strip() if place < len(rows[0].cells) else ""
        below = len(rows) == 2 and place < len(rows[1].cells) and rows[1].cells[place].text.strip()
        if below and not head:  # a dump leaves the right part of a merged head empty
            texts = [upper, *texts]
        upper = head or (upper if below else "")
        forms = ["".join(texts), "".join(reversed(texts)), *reversed(texts)]
        keys = [layout.header_key(form) for form in forms if form]
        roles.append(
            next((named[k] for k in keys if k in named), "")
            or next((r for k in forms if (r := layout.column_role(k))), "")
        )
    return roles


def _side_by_side(roles: list[str]) -> list[range]:
    """Split the places where a second name column with its own values begins."""
    names = [
        i for i, role in enumerate(roles) if role in ("third_tier", "loose_name") and (i == 0 or roles[i - 1] != role)
    ]
    names = [i for i in names if roles[i] == "third_tier"] or names
    starts = [0]
    for before, name in pairwise(names):
        if any(role in _VALUES for role in roles[before:name]) and any(role in _VALUES for role in roles[name:]):
            start = name
            while start - 1 > before and roles[start - 1] in ("first_tier", "second_tier"):
                start -= 1
            starts.append(start)
    return [range(a, b) for a, b in zip(starts, [*starts[1:], len(roles)], strict=True)]


def _columns(part: range, roles: list[str]) -> Columns:
    places: dict[str, int] = {}
    for place in part:
        places.setdefault(roles[place], place)
    for role in ("first_tier", "second_tier"):  # a block to the right shares the tiers printed once at the left
        if role not in places and role in roles and roles.index(role) < part.start:
            places[role] = roles.index(role)
    places.pop("", None)
    if "third_tier" not in places and "loose_name" in places:
        places["third_tier"] = places["loose_name"]
    places.pop("loose_name", None)
    if "target" not in places:
        spare = "loose_target" if "loose_target" in places else "period_target"
        if spare in places:
            places["target"] = places.pop(spare)
    elif "loose_target" in places and "description" not in places:
        places["description"] = places.pop("loose_target")
    return Columns(places, len(roles))


def read(lines: Sequence[Line], at: int, height: int, columns: Columns, table_no: int) -> Block:
    """Read rows below a header until the table ends: a total line, a title, another header, other text."""
    block = Block(columns)
    first = second = project = ""
    flat = flat_export.FlatExport(lines, columns, table_no)
    pos = at + height
    while pos < len(lines):
        end = flat.end(pos)
        if end > pos:
            rows, (project, first, second) = flat.read(pos, end, (project, first, second))
            _extend(block, rows)
            pos = end
            continue
        line = lines[pos]
        if _is_text(line, columns):
            resumed = _resumes(lines, pos, columns)
            if not resumed:
                break
            pos = resumed
            continue
        again = header_at(lines, pos, {})
        if again and (
            again[0][0].places.keys() != columns.places.keys() or _restarts(lines, pos + again[1], columns, first)
        ):
            break
        if again:
            pos += again[1]
            continue
        if is_title_line(line) or _is_label_row(line, columns) or _is_foot(line):
            break
        if _is_total(line, columns):
            block.totals = [clean(cell.text) for cell in line.filled[1:] if not layout.is_total(cell.text)]
            pos += 1
            if _goes_on(lines, pos, columns):
                continue
            break
        shift = _shift(line, columns)
        if project != (project := columns.text(line.cells, "project", shift) or project):
            first = second = ""  # a flat export: the next project's tiers are its own
        first, second = _tiers(line, columns, shift, first, second)
        row = _row(line, columns, shift, first, second)
        if row is not None:
            row.table_no = table_no
            _append(block, row)
        pos += 1
    block.end = pos
    return block


def _extend(block: Block, rows: list[Indicator]) -> None:
    """Append rows that all have a name."""
    above = block.rows[-1] if block.rows else None
    for number, row in enumerate(rows, len(block.rows) + 1):
        if above is not None and not (row.project and row.department and row.year):
            _carry(row, above, block.columns)
        row.row_no, above = number, row
    block.totals = [] if rows else block.totals
    block.rows += rows


def _append(block: Block, row: Indicator) -> None:
    if block.rows:
        _carry(row, block.rows[-1], block.columns)
    row.row_no = len(block.rows) + 1
    block.rows.append(row)
    block.totals = []  # those above this row were of a part
    if not row.name.strip():
        block.notices.append(_nameless(row))


def _is_foot(line: Line) -> bool:
    return bool(line.filled) and layout.is_foot(line.filled[0].text)


def _is_total(line: Line, columns: Columns) -> bool:
    """A row 合计, 小计 or 总分: numbers below, no name of its own."""
    filled = line.filled
    name = columns.text(line.cells, "third_tier")
    if layout.is_total(name) and _all_numbers([cell for cell in filled if cell.col > columns.places["third_tier"]]):
        return True
    if not filled or not layout.is_total(filled[0].text) or tiers.second(columns.text(line.cells, "second_tier")):
        return False
    return _all_numbers(filled[1:]) or (name in BLANK and len(line.cells) >= columns.width)


def _goes_on(lines: Sequence[Line], pos: int, columns: Columns) -> bool:
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


def _carry(row: Indicator, above: Indicator, columns: Columns) -> None:
    """A flat export leaves a project's later rows blank where cells were merged: they are the row's above."""
    same = not row.department or row.department == above.department
    if "project" in columns.places and same:
        row.project = row.project or above.project
    row.department = row.department or above.department
    row.year = row.year or above.year


def _nameless(row: Indicator) -> Notice:
    return Notice(
        "E04", "warning", f"有指标值“{row.target}”但没有指标名称。", row.address, "该处表格结构不清，请核对原件。"
    )


def _is_text(line: Line, columns: Columns) -> bool:
    """A paragraph, or a row of a file without merges that holds nothing but a text in its first place."""
    if not line.cells:
        return True
    filled = line.filled
    alone = len(filled) == 1 and filled[0].col == 0 and not line.merged and columns.places.get("third_tier") != 0
    return alone and not (
        tiers.is_name(filled[0].text) or layout.is_total(filled[0].text) or layout.column_role(filled[0].text)
    )


def _resumes(lines: Sequence[Line], pos: int, columns: Columns) -> int:
    """Where a table goes on below text that stands between two of its rows (a page number, a running head), or 0."""
    end = pos
    while end < len(lines) and end - pos < _BETWEEN and _is_text(lines[end], columns):
        if is_title_line(lines[end]) or layout.is_labelled(lines[end].text):
            return 0
        end += 1
    if end == len(lines):
        return 0
    number = end - pos == 1 and _PAGE_NUMBER.fullmatch(normalize(lines[pos].text))
    return end if number or _goes_on(lines, end, columns) else 0


def _restarts(lines: Sequence[Line], pos: int, columns: Columns, first: str) -> bool:
    """Does the table below a repeated header begin again with 产出 after 满意度?"""
    below = lines[pos] if pos < len(lines) else None
    start = columns.text(below.cells, "first_tier") if below and below.cells else ""
    return bool(start) and tiers.first(start) == "产出指标" and tiers.first(first) in ("满意度指标", "效益指标")


def _is_label_row(line: Line, columns: Columns) -> bool:
    """A row of the next form's head (项目名称 | …) rather than an indicator."""
    filled = line.filled
    if not filled or (
        columns.text(line.cells, "second_tier") and tiers.second(columns.text(line.cells, "second_tier"))
    ):
        return False
    role = layout.label_role(filled[0].text.split("：")[0].split(":")[0])
    in_tiers = filled[0].col == columns.places.get("third_tier", -1)
    return (
        role in ("project", "department", "implementer", "project_code", "goal", "goal_term")
        and not in_tiers
        and (len(filled) <= max(4, columns.width - 2))
    )


def _all_numbers(cells: list[Cell]) -> bool:
    return all(re.fullmatch(r"[-\d.,%/—分]*", normalize(cell.text)) for cell in cells)


def _shift(line: Line, columns: Columns) -> int:
    """How far a row's cells stand left of the header's, where a dump dropped merged cells."""
    missing = columns.width - len(line.cells)
    if line.merged or missing <= 0 or not columns.places:
        return 0
    place = columns.places.get("second_tier")
    for i, cell in enumerate(line.cells):
        if tiers.second(cell.text) and not tiers.first(cell.text) and place is not None and i <= place:
            return i - place
    if place is not None and place < len(line.cells) and not line.cells[place].text.strip():
        return 0
    first_text = line.cells[0].text
    needed = columns.width - min(columns.places.values())
    return -missing if first_text.strip() and not tiers.is_name(first_text) and len(line.cells) < needed else 0


def _tiers(line: Line, columns: Columns, shift: int, first: str, second: str) -> tuple[str, str]:
    both = columns.text(line.cells, "both_tiers", shift)
    new_first = columns.text(line.cells, "first_tier", shift)
    new_second = columns.text(line.cells, "second_tier", shift)
    if both:
        new_first, new_second = split_tiers(both)
    if new_first and tiers.without_weight(new_first) != first:
        first, second = tiers.without_weight(new_first), ""
    return first, (tiers.without_weight(new_second) if new_second else second)


def _row(line: Line, columns: Columns, shift: int, first: str, second: str) -> Indicator | None:
    cells = line.cells
    name = columns.text(cells, "fourth_tier", shift)
    name_role = "fourth_tier" if name and name not in BLANK else "third_tier"
    name = columns.text(cells, name_role, shift)
    value = columns.text(cells, "target", shift)
    if not name and not value:
        return None
    if is_filler(name, value):
        return None
    if not name and not parse(value).has_number and line.merged is False and len(line.filled) == 1:
        return None
    unit, comparator = columns.text(cells, "unit", shift), columns.text(cells, "comparator", shift)
    target_cell = columns.cell(cells, "target", shift)
    row = Indicator(
        0,
        0,
        name,
        join_target(comparator, value, unit),
        first_tier=first,
        second_tier_raw=second,
        comparator=comparator,
        second_tier=canonical_tier(first, second),
        unit=unit,
        period_target=columns.text(cells, "period_target", shift),
        address=target_cell.address if target_cell else line.address,
    )
    for role in TAKEN_AS_PRINTED:
        setattr(row, role, columns.text(cells, role, shift))
    for role in ("project", "year"):
        setattr(row, role, columns.text(cells, role, shift))
    row.department = columns.text(cells, "department", shift) or columns.text(cells, "implementer", shift)
    row.addresses = {
        field_of(role): cell.address for role in columns.places if (cell := columns.cell(cells, role, shift))
    }
    row.used = not (normalize(name) in BLANK and normalize(row.target) in BLANK)
    return row
