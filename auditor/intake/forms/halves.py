"""Forms in two halves: the labels of the project run down the left side, the indicators stand at the right of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from auditor.intake import layout
from auditor.intake.grid import Cell
from auditor.intake.stream import Line

_HEADS = ("first_tier", "second_tier", "both_tiers", "third_tier", "loose_name")
_FEWEST = 2  # a label and its value


def split(lines: Sequence[Line], at: int) -> tuple[list[Line], list[Line]] | None:
    """Cut a form in two where its header, on line ``at``, begins with a label and its value.

    Returns
    -------
    tuple of (list of Line, list of Line) or None
        The left half, without the rows that only continue a merged cell, and the right half, from the header to the end
        of the grid.
    """
    head = lines[at].cells
    first = next((i for i, cell in enumerate(head) if layout.column_role(cell.text) in _HEADS), 0)
    if first < _FEWEST or at + 1 >= len(lines) or lines[at + 1].grid != lines[at].grid:
        return None
    label, value, below = head[0].text, head[1].text.strip(), lines[at + 1].cells
    if not value or layout.column_role(value) or layout.label_role(value):
        return None
    if not (layout.label_role(label) and below and layout.label_role(below[0].text)):
        return None
    rows = list(takewhile(lambda line: line.grid == lines[at].grid, (lines[i] for i in range(at, len(lines)))))
    left = [_part(row, row.cells[:first]) for row in rows]
    fresh = [row for above, row in zip([None, *left], left, strict=False) if row.filled and not _continues(above, row)]
    moved: dict[int, Cell] = {}
    right = [_part(row, [_shifted(cell, first, moved) for cell in row.cells[first:]]) for row in rows]
    return fresh, [row for row in right if row.cells]


def _part(row: Line, cells: list[Cell]) -> Line:
    text = " ".join(cell.text for cell in layout.distinct(cells) if cell.text)
    return replace(row, text=text, cells=cells, address=cells[0].address if cells else row.address)


def _continues(above: Line | None, row: Line) -> bool:
    """Are all cells of a row parts of those above it?"""
    return above is not None and all(any(cell is other for other in above.cells) for cell in row.cells)


def _shifted(cell: Cell, by: int, moved: dict[int, Cell]) -> Cell:
    """The same cell counted from the right half; a merged one stays one."""
    return moved.setdefault(id(cell), replace(cell, col=cell.col - by))
