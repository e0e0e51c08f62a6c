"""Rows of an indicator table below its header → indicators: tiers carried down, comparator and unit joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from auditor.intake import layout
from auditor.intake.forms import bands, flat_export, heads, row_kinds
from auditor.intake.forms.indicator_cells import (
    TAKEN_AS_PRINTED,
    Columns,
    canonical_tier,
    field_of,
    is_filler,
    is_numbering,
    join_target,
    split_tiers,
)
from auditor.intake.grid import Cell
from auditor.intake.stream import Line, clean, is_title_line
from auditor.language import tiers
from auditor.language.normalize import normalize
from auditor.language.target import BLANK, parse
from auditor.schema import GradingBand, Indicator, Notice


@dataclass(slots=True)
class Block:
    """One indicator table as read: columns found, rows, totals, notices, and the line after its last one."""

    columns: Columns
    rows: list[Indicator] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)
    sums: dict[str, str] = field(default_factory=dict)  # those of the totals that stand under a known head, by its role
    notices: list[Notice] = field(default_factory=list)
    bands: list[GradingBand] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)  # of the rows, where none was read by columns
    owner: str = ""  # department that a row of its own prints above its projects
    end: int = 0


def joined(blocks: list[Block]) -> Block:
    """Join blocks that stand side by side into one table: line by line, from left to right."""
    block = blocks[0]
    if len(blocks) > 1:
        placed = [(at, row) for part in blocks for at, row in zip(part.lines, part.rows, strict=True)]
        block.rows = [row for _, row in sorted(placed, key=lambda pair: pair[0])]
        for number, row in enumerate(block.rows, 1):
            row.row_no = number
        block.notices = [notice for part in blocks for notice in part.notices]
        block.bands = [band for part in blocks for band in part.bands]
        block.end = max(part.end for part in blocks)
    return block


@dataclass(slots=True)
class _Carried:
    """What is carried down from row to row."""

    project: str = ""
    first: str = ""
    second: str = ""


def read(lines: Sequence[Line], at: int, height: int, columns: Columns, table_no: int) -> Block:
    """Read rows below a header until the table ends: a total line, a title, another header, other text."""
    block, carried = Block(columns), _Carried()
    flat = flat_export.FlatExport(lines, columns, table_no)
    pos, ended = at + height, False
    if pos < len(lines) and row_kinds.is_column_numbers(lines[pos]):
        pos += 1
    while pos < len(lines) and not ended:
        end = flat.end(pos)
        if end > pos:
            rows, state = flat.read(pos, end, (carried.project, carried.first, carried.second))
            carried = _Carried(*state)
            _extend(block, rows)
            pos = end
            continue
        following, ended = _passed_over(lines, pos, block, carried.first)
        if following == pos and not ended:
            _line(lines, pos, block, carried, table_no)
            following += 1
        pos = following
    block.end = pos
    _put_tiers_above(block)
    return block


def _passed_over(lines: Sequence[Line], pos: int, block: Block, first: str) -> tuple[int, bool]:
    """Pass over text, repeated heads and totals: the next line to look at, and whether the table ends above it."""
    line, columns = lines[pos], block.columns
    if row_kinds.is_text(line, columns):
        resumed = row_kinds.resumes(lines, pos, columns)
        return resumed or pos, not resumed
    again = heads.header_at(lines, pos, {})
    if again:
        other = again[0][0].places.keys() != columns.places.keys()
        ended = other or row_kinds.restarts(lines, pos + again[1], columns, first)
        return (pos if ended else pos + again[1]), ended
    if is_title_line(line) or row_kinds.is_label_row(line, columns) or row_kinds.is_foot(line, columns):
        return pos, True
    if row_kinds.is_total(line, columns):
        block.totals = [clean(cell.text) for cell in line.filled[1:] if not layout.is_total(cell.text)]
        placed = line.merged or len(line.cells) == columns.width
        block.sums = {role: columns.text(line.cells, role) for role in columns.places} if placed else {}
        return pos + 1, not row_kinds.goes_on(lines, pos + 1, columns)
    return pos, False


def _line(lines: Sequence[Line], pos: int, block: Block, carried: _Carried, table_no: int) -> None:
    """Read one line that may be an indicator."""
    line, columns = lines[pos], block.columns
    across = row_kinds.tier_across(line, columns) or row_kinds.tier_as_name(line, columns)
    if across:
        carried.first, carried.second = (across, "") if tiers.first(across) else (carried.first, across)
        return
    line = _without_number(line, columns)
    shift = _shift(line, columns)
    if row_kinds.is_remark(line, columns, shift):
        return
    project = columns.text(line.cells, "project", shift)
    if project and project != carried.project:  # a flat export: the next project's tiers are its own
        carried.project, carried.first, carried.second = project, "", ""
    carried.first, carried.second = _tiers(line, columns, shift, carried.first, carried.second)
    row = _row(line, columns, shift, carried.first, carried.second)
    if row is not None:
        row.table_no = table_no
        _append(block, row)
        block.lines.append(pos)
        band = bands.of_row(line.cells, columns)
        block.bands += [band] if band else []
    elif row_kinds.is_owner(line, lines[pos + 1] if pos + 1 < len(lines) else None, columns):
        block.owner, carried.project = carried.project, ""


def _without_number(line: Line, columns: Columns) -> Line:
    """A dump prints the number of an indicator in a cell of its own (指标1 | 培训人数) under one head for both."""
    place = columns.places["third_tier"]
    if line.merged or len(line.cells) != columns.width + 1 or not is_numbering(columns.text(line.cells, "third_tier")):
        return line
    return replace(line, cells=[*line.cells[:place], *line.cells[place + 1 :]])


def _of_period(columns: Columns, cells: list[Cell], shift: int) -> str:
    sign, value, unit = (columns.text(cells, f"period_{part}", shift) for part in ("comparator", "target", "unit"))
    return join_target(sign, value, unit) if sign or unit else value


def _put_tiers_above(block: Block) -> None:
    """Tiers that stand as heads over the block belong to every row of it."""
    above = block.columns.above
    for row in block.rows if above else ():
        row.first_tier = row.first_tier or above.get("first_tier", "")
        row.second_tier_raw = row.second_tier_raw or above.get("second_tier", "")
        row.second_tier = canonical_tier(row.first_tier, row.second_tier_raw)


def _extend(block: Block, rows: list[Indicator]) -> None:
    """Append rows that all have a name."""
    above = block.rows[-1] if block.rows else None
    for row in rows if block.owner else ():
        row.department = row.department or block.owner
    for number, row in enumerate(rows, len(block.rows) + 1):
        if above is not None and not (row.project and row.department and row.year):
            _carry(row, above, block.columns)
        row.row_no, above = number, row
    if rows:
        block.totals, block.sums = [], {}
    block.rows += rows


def _append(block: Block, row: Indicator) -> None:
    row.department = row.department or block.owner
    if block.rows:
        _carry(row, block.rows[-1], block.columns)
    row.row_no = len(block.rows) + 1
    block.rows.append(row)
    block.totals, block.sums = [], {}  # those above this row were of a part
    if not row.name.strip():
        block.notices.append(_nameless(row))


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
    numbered = columns.numbered and is_numbering(name)
    beside = columns.places["third_tier"] + shift + 1
    if numbered and beside < len(cells):
        name = clean(cells[beside].text) or name
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
        period_target=_of_period(columns, cells, shift),
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
    if numbered and beside < len(cells):
        row.addresses["name"] = cells[beside].address
    row.used = not (normalize(name) in BLANK and normalize(row.target) in BLANK)
    return row
