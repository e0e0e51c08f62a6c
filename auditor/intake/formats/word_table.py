"""A table of a Word document as a Grid: merged cells stand in every place that they cover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from auditor.intake.formats.package import Element
from auditor.intake.formats.word_text import CELL, ROW, TABLE, VALUE, W, cell_texts, children, number, text_of
from auditor.intake.grid import Cell, Grid
from auditor.intake.safety import Tally

_CELL_LAYOUT, _SPAN, _DOWN, _ACROSS = W + "tcPr", W + "gridSpan", W + "vMerge", W + "hMerge"
_ROW_LAYOUT, _BEFORE, _AFTER = W + "trPr", W + "gridBefore", W + "gridAfter"
SHAPING = (_SPAN, _DOWN, _ACROSS, _BEFORE, _AFTER)


@dataclass(frozen=True, slots=True)
class Peculiar:
    """What in a document is more than a cell with a text in one place of its row.

    ``inner`` maps a cell or paragraph to the tables and text boxes that were taken out of it, in document order;
    ``shaped`` are the cells and rows whose layout may say something: all others need no look at theirs.
    """

    inner: Mapping[Element, list[Element]]
    shaped: set[Element]


@dataclass(slots=True, eq=False)
class _Merge:
    """A merged cell while its places are gathered."""

    cell: Cell
    places: list[tuple[int, int]]

    def settled(self) -> Cell:
        rows, cols = [r for r, _ in self.places], [c for _, c in self.places]
        return replace(self.cell, rowspan=max(rows) - self.cell.row + 1, colspan=max(cols) - self.cell.col + 1)


class _Table:
    """Builds the grid of one table, row by row."""

    def __init__(self, address: str, peculiar: Peculiar, tally: Tally) -> None:
        self.address = address
        self.inner, self.shaped = peculiar.inner, peculiar.shaped
        self.tally = tally
        self.rows: list[list[Cell]] = []
        self.merges: list[_Merge] = []
        self.nested: list[tuple[Element, str]] = []
        self._above: dict[int, _Merge] = {}
        self._texts: dict[Element, str] = {}

    def read(self, table: Element) -> Grid:
        self._texts = cell_texts(table)
        for row in children(table, ROW):
            self._row(row)
        for merge in self.merges:
            cell = merge.settled()
            for r, c in merge.places:
                self.rows[r][c] = cell
        return Grid(self.rows, merged=True)

    def _row(self, row: Element) -> None:
        cells: list[Cell] = []
        self.rows.append(cells)
        self.tally.add(0, 1)
        layout = row.find(_ROW_LAYOUT) if row in self.shaped else None
        number, place = len(self.rows) - 1, f"{self.address}r{len(self.rows)}c"
        self._gap(cells, layout, _BEFORE)
        open_merges: dict[int, _Merge] = {}
        last: _Merge | None = None
        plain = 0
        for element in children(row, CELL):
            at = len(cells)
            if element not in self.shaped and element not in self.inner:  # most cells: no further call for them
                cells.append(Cell(self._texts[element], number, at, f"{place}{at + 1}"))
                plain += 1
                last = None
                continue
            span, down, across = _merging(element)
            if across == "continue" and last is not None:
                merge: _Merge | None = last
            elif down == "continue" and at in self._above:
                merge = open_merges[at] = self._above[at]
            else:
                merge = None
            if merge is None:
                cell = self._cell(element, at, span)
                if down or across:
                    merge = _Merge(cell, [])
                    self.merges.append(merge)
                if down and merge:
                    open_merges[at] = merge
            self._fill(cells, cell if merge is None else merge.cell, span, merge)
            last = merge if across else None
        self.tally.add(plain)
        self._gap(cells, layout, _AFTER)
        self._above = open_merges

    def _cell(self, element: Element, at: int, span: int) -> Cell:
        address = self._at(at)
        text = self._texts[element]
        tables = 0
        for inner in self.inner.get(element, ()):
            if inner.tag == TABLE:
                tables += 1
                self.nested.append((inner, f"{address}t{tables}"))
            else:
                text = f"{text}\n{text_of(inner)}".strip()
        return Cell(text, len(self.rows) - 1, at, address, 1, span)

    def _gap(self, cells: list[Cell], layout: Element | None, tag: str) -> None:
        """Places that a row leaves out before its first or after its last cell."""
        found = layout.find(tag) if layout is not None else None
        if found is not None and found.get(VALUE) != "0":
            span = number(found)
            self._fill(cells, Cell("", len(self.rows) - 1, len(cells), self._at(len(cells)), 1, span), span, None)

    def _fill(self, cells: list[Cell], cell: Cell, span: int, merge: _Merge | None) -> None:
        self.tally.add(span)
        if merge is not None:
            row = len(self.rows) - 1
            merge.places += [(row, at) for at in range(len(cells), len(cells) + span)]
        if span == 1:
            cells.append(cell)
        else:
            cells += [cell] * span

    def _at(self, place: int) -> str:
        return f"{self.address}r{len(self.rows)}c{place + 1}"


def grids(table: Element, address: str, peculiar: Peculiar, tally: Tally) -> Iterator[Grid]:
    """Read a table and, after it, the tables within its cells.

    Parameters
    ----------
    table : element
        A ``w:tbl`` whose nested tables and text boxes stand in ``peculiar``.
    address : str
        Address of the table, such as ``t3``; its cells get ``t3r7c5``, tables in them ``t3r7c5t1``.
    peculiar : Peculiar
        What the document holds beside plain cells.
    tally : Tally
        Counts rows and places against the limits.
    """
    builder = _Table(address, peculiar, tally)
    grid = builder.read(table)
    if grid.rows:
        yield grid
    for nested, place in builder.nested:
        yield from grids(nested, place, peculiar, tally)


def _merging(cell: Element) -> tuple[int, str, str]:
    """Grid columns of a cell, and its part in a vertical and a horizontal merge: '', 'restart' or 'continue'."""
    span, down, across = 1, "", ""
    layout = cell[0] if len(cell) else None
    if layout is None or layout.tag != _CELL_LAYOUT:
        return span, down, across
    for found in layout:
        if found.tag == _SPAN:
            span = number(found)
        elif found.tag == _DOWN:
            down = found.get(VALUE, "continue")
        elif found.tag == _ACROSS:
            across = found.get(VALUE, "continue")
    return span, down, across
