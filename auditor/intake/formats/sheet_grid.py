"""A sheet of values as a grid whose cells are built only when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from auditor.intake.formats.number_format import plain
from auditor.intake.grid import Cell, ValueGrid

Span = tuple[tuple[int, int], tuple[int, int]]


@lru_cache(maxsize=1_000)
def letters(column: int) -> str:
    """Return the letters of a column counted from 0: 0 → A, 26 → AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """Tells addresses: ``top`` and ``left`` are the place in the sheet of the grid's first value."""

    sheet: str
    top: int
    left: int

    def __call__(self, row: int, column: int) -> str:
        """Return the address of a place of the grid."""
        return f"{self.sheet}!{letters(column + self.left)}{row + self.top + 1}"


class SheetGrid(ValueGrid):
    """Values of a sheet.

    Parameters
    ----------
    name : str
        Name of the sheet; addresses are ``name!F12``.
    values : list of list
        Equally long rows as stored; the grid owns them.
    merges : iterable of ((row, column), (row, column))
        Upper left and lower right corner of every merged cell, in places of the sheet; parts beyond the values are cut.
    start : (int, int)
        Place in the sheet of the first value.
    """

    __slots__ = ("_built", "_head", "_start", "_values", "merges")

    def __init__(
        self, name: str, values: list[list[object]], merges: Iterable[Span] = (), start: tuple[int, int] = (0, 0)
    ) -> None:
        self.name, self.merged = name, True
        self._values, self._start = values, start
        self._built: list[list[Cell]] | None = None
        self._head: list[list[Cell]] | None = None
        self.merges = _inside([_moved(span, start) for span in merges], len(values), self.width)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self._values[0]) if self._values else 0

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self._values)

    @property
    def rows(self) -> list[list[Cell]]:
        """All rows as cells, built at the first call."""
        if self._built is None:
            self._built = self.head(self.height)
        return self._built

    @rows.setter
    def rows(self, rows: list[list[Cell]]) -> None:
        self._built = rows

    def head(self, count: int) -> list[list[Cell]]:
        """Return the first rows as cells; every place of a merged cell holds the same object."""
        width = range(self.width)
        names = [f"{self.name}!{letters(c + self._start[1])}" for c in width]
        first = self._start[0] + 1
        rows = [
            [Cell(plain(row[c]), r, c, f"{names[c]}{r + first}") for c in width]
            for r, row in enumerate(self._values[:count])
        ]
        for (top, left), (bottom, right) in self.merges:
            if top < len(rows):
                cell = rows[top][left]
                merged = Cell(cell.text, top, left, cell.address, bottom - top + 1, right - left + 1)
                for row in rows[top : bottom + 1]:
                    row[left : right + 1] = [merged] * (right - left + 1)
        return rows

    @property
    def plain_from(self) -> int:
        """The first row below every merged cell."""
        return max((bottom + 1 for _, (bottom, _) in self.merges), default=0)

    def row(self, row: int) -> list[Cell]:
        """Return one row as cells; a merged cell is the same object in each of its rows."""
        if self._built is not None:
            return self._built[row]
        if self._head is None:
            self._head = self.head(self.plain_from)
        if row < len(self._head):
            return self._head[row]
        locate = self.locator()
        return [Cell(plain(value), row, c, locate(row, c)) for c, value in enumerate(self._values[row])]

    def columns(self) -> list[list[str]]:
        """Return the texts by column, as ``rows`` would give them, without building cells."""
        columns = _texts(self._values)
        for (top, left), (bottom, right) in self.merges:
            text = columns[left][top]
            for column in columns[left : right + 1]:
                column[top : bottom + 1] = [text] * (bottom - top + 1)
        return columns

    def address(self, row: int, column: int) -> str:
        """Return where a place of the grid is in the file."""
        return self.locator()(row, column)

    def locator(self) -> Callable[[int, int], str]:
        """Return what tells the address of (row, column) in the file; it keeps no values alive."""
        return SheetPlace(self.name, *self._start)

    def addresses(self, rows: range, column: int) -> list[str]:
        """Return where the places of a column are in the file."""
        name, first = f"{self.name}!{letters(column + self._start[1])}", self._start[0] + 1
        return [f"{name}{row + first}" for row in rows]

    def holds_row(self, row: int) -> bool:
        """Does a row of the sheet, counted from 0, lie among the values?"""
        return 0 <= row - self._start[0] < self.height

    def holds_column(self, column: int) -> bool:
        """Does a column of the sheet, counted from 0, lie among the values?"""
        return 0 <= column - self._start[1] < self.width


def _texts(rows: list[list[object]]) -> list[list[str]]:
    """All values as texts, by column. Equal ones are one object: a large sheet repeats a few, and few are soon looked at."""
    known: dict[str, str] = {}
    once = known.setdefault
    written = lru_cache(maxsize=10_000, typed=True)(plain)  # typed: True is no 1
    return [
        list(map(once, column, column))
        if set(map(type, column)) == {str}
        else [once(value, value) if type(value) is str else written(value) for value in column]
        for column in cast("Iterable[tuple[str, ...]]", zip(*rows, strict=True))
    ]


def _moved(span: Span, start: tuple[int, int]) -> Span:
    (top, left), (bottom, right) = span
    return (top - start[0], left - start[1]), (bottom - start[0], right - start[1])


def _inside(spans: list[Span], height: int, width: int) -> list[Span]:
    """Spans cut to the values. Overlapping ones, which no program writes, are dropped once they cover too much."""
    kept: list[Span] = []
    room = height * width
    for (top, left), (bottom, right) in spans:
        end, edge = min(bottom, height - 1), min(right, width - 1)
        area = (end - top + 1) * (edge - left + 1)
        if top < 0 or left < 0 or end < top or edge < left or area < 2 or area > room:
            continue
        room -= area
        kept.append(((top, left), (end, edge)))
    return kept
