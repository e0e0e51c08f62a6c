"""csv and tsv: encoding and delimiter are detected; addresses are row and column numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from auditor.intake.formats.decode import decode
from auditor.intake.grid import Block, Cell, ValueGrid

_DELIMITERS = ",\t;|，"


@dataclass(frozen=True, slots=True)
class LinePlace:
    """Tells addresses by the numbers of the lines, since blank ones are left out of the grid."""

    numbers: list[int]

    def __call__(self, row: int, column: int) -> str:
        """Return the address of a place of the grid."""
        return f"R{self.numbers[row]}C{column + 1}"


class DelimitedGrid(ValueGrid):
    """Texts of a delimited file; rows may be ragged."""

    __slots__ = ("_locate", "_rows", "_values")

    def __init__(self, values: list[list[str]], numbers: list[int]) -> None:
        self.name, self.merged = "", False
        self._values, self._locate = values, LinePlace(numbers)
        self._rows: list[list[Cell]] | None = None

    @property
    def width(self) -> int:
        """The widest row's number of places."""
        return max(map(len, self._values), default=0)

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self._values)

    @property
    def rows(self) -> list[list[Cell]]:
        """All rows as cells, built at the first call."""
        if self._rows is None:
            self._rows = [self.row(row) for row in range(self.height)]
        return self._rows

    @rows.setter
    def rows(self, rows: list[list[Cell]]) -> None:
        self._rows = rows

    def row(self, row: int) -> list[Cell]:
        """Return one row as cells."""
        return [Cell(text, row, c, self._locate(row, c)) for c, text in enumerate(self._values[row])]

    def columns(self) -> list[list[str]]:
        """Return the texts by column; a row that ends early is filled up with empty ones."""
        return [list(column) for column in zip_longest(*self._values, fillvalue="")]

    def lacking(self, width: int) -> set[int]:
        """Rows that hold fewer places than ``width``."""
        return {i for i, row in enumerate(self._values) if len(row) < width}

    def locator(self) -> Callable[[int, int], str]:
        """Return what tells the address of (row, column) in the file; it keeps no values alive."""
        return self._locate


def read(data: bytes) -> list[Block]:
    """Read the bytes of a delimited file into one grid.

    Raises
    ------
    ReadingError
        ``R201`` and ``R202`` of :func:`decode`.
    """
    text = decode(data).lstrip("\ufeff")
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    values: list[list[str]] = []
    numbers: list[int] = []
    for number, row in enumerate(reader, 1):
        texts = [cell.strip() for cell in row]
        if any(texts):
            values.append(texts)
            numbers.append(number)
    return [DelimitedGrid(values, numbers)] if values else []


def _delimiter(text: str) -> str:
    """The delimiter that splits the first lines into the most columns."""
    head = [line for line in text.splitlines()[:20] if line.strip()]
    counts = {d: sorted(len(row) for row in csv.reader(head, delimiter=d)) for d in _DELIMITERS}
    return max(_DELIMITERS, key=lambda d: counts[d][len(counts[d]) // 2])
