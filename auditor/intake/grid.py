"""Grids of cells and the paragraphs between them: what every format reader hands on.

A reader gives a list of blocks in document order. In a :class:`Grid` every place holds the cell that covers it, so a
merged cell stands in each of its places and knows its own span and address.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True, unsafe_hash=True)
class Cell:
    """One cell as printed: ``row`` and ``col`` of its upper left corner, ``address`` its place in the file.

    Nobody changes a cell. It is not frozen all the same: a frozen one takes four times as long to build.
    """

    text: str
    row: int
    col: int
    address: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(slots=True)
class Paragraph:
    """Text outside every table."""

    text: str
    address: str


@dataclass(slots=True)
class Grid:
    """A table. ``rows`` may be ragged; ``merged`` says whether the format knows its merged cells.

    Where it does not (text dumps), an empty cell may be the covered part of a merge, and readers carry tiers down.
    """

    rows: list[list[Cell]] = field(default_factory=list)
    merged: bool = False
    name: str = ""

    @property
    def width(self) -> int:
        """The widest row's number of places."""
        return max((len(row) for row in self.rows), default=0)

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.rows)


class ValueGrid(Grid, ABC):
    """A grid that holds values and builds cells only for the rows that somebody asks for.

    A form of fifty rows is read cell by cell (``rows``, as in every grid); an export of a hundred thousand rows by
    ``columns`` and ``place``, and by ``row`` for the few rows that are not plain.
    """

    __slots__ = ()

    @property
    def plain_from(self) -> int:
        """The first row below every merged cell."""
        return 0

    @abstractmethod
    def row(self, row: int) -> list[Cell]:
        """Return one row as cells."""

    @abstractmethod
    def columns(self) -> list[list[str]]:
        """Return the texts by column, equally long, as ``rows`` would give them."""

    def lacking(self, width: int) -> set[int]:  # noqa: ARG002 — most grids are equally wide
        """Rows that hold fewer places than ``width``."""
        return set()

    @abstractmethod
    def locator(self) -> Callable[[int, int], str]:
        """Return what tells the address of (row, column) in the file; it keeps no values alive."""

    def addresses(self, rows: range, column: int) -> list[str]:
        """Return where the places of a column are in the file."""
        locate = self.locator()
        return [locate(row, column) for row in rows]


Block = Paragraph | Grid


def from_texts(rows: list[list[tuple[str, str]]]) -> Grid:
    """Build a grid without merges from rows of (text, address)."""
    return Grid([[Cell(text, r, c, at) for c, (text, at) in enumerate(row)] for r, row in enumerate(rows)])
