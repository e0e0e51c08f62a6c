"""A document as one stream of table rows and paragraphs, in order: what forms are found in.

Forms do not respect grids: one Word table may hold six forms, one form may use two tables. So the blocks of a file are
flattened to lines, and everything that follows works on runs of lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from auditor.intake import layout
from auditor.intake.grid import Block, Cell, Grid, Paragraph, ValueGrid
from auditor.language.normalize import normalize

_LAYOUT_SPACE = re.compile(r"(?<=[0-9A-Za-z.])\s+(?=[0-9A-Za-z])|\s+")


@dataclass(slots=True)
class Line:
    """A paragraph (``cells`` empty) or one row of grid number ``grid``."""

    text: str
    address: str
    cells: list[Cell]
    grid: int = -1
    merged: bool = False
    sheet: str = ""

    @property
    def filled(self) -> list[Cell]:
        """Cells with text, a merged cell once."""
        return [cell for cell in layout.distinct(self.cells) if cell.text.strip()]


class Lines(Sequence[Line]):
    """The lines of a document; those of a :class:`ValueGrid` are built when they are asked for."""

    def __init__(self, blocks: list[Block]) -> None:
        self._lines: list[Line | None] = []
        self._starts: list[int] = []
        self._grids: list[tuple[int, ValueGrid]] = []
        for number, block in enumerate(blocks):
            if isinstance(block, Paragraph):
                self._lines.append(Line(block.text, block.address, []))
            elif isinstance(block, ValueGrid):
                self._starts.append(len(self._lines))
                self._grids.append((number, block))
                self._lines += [None] * block.height
            else:
                self._lines += [_row(block, row, number) for row in block.rows if row]

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self._lines)))]
        line = self._lines[at]
        if line is None:
            index, row = self.place(at)
            number, grid = self._grids[index]
            line = self._lines[at] = _row(grid, grid.row(row), number)
        return line

    def place(self, at: int) -> tuple[int, int]:
        """Return the last value grid that begins at or above a line (-1 for none), and the row of it there."""
        index = bisect_right(self._starts, at % len(self._lines)) - 1
        return index, at % len(self._lines) - self._starts[index] if index >= 0 else at

    def grid(self, index: int) -> ValueGrid:
        """Return a value grid by its number in :meth:`place`."""
        return self._grids[index][1]


def flatten(blocks: list[Block]) -> Lines:
    """Return the lines of a document."""
    return Lines(blocks)


def _row(grid: Grid, row: list[Cell], number: int) -> Line:
    text = " ".join(cell.text for cell in layout.distinct(row) if cell.text)
    return Line(text, row[0].address, row, number, grid.merged, grid.name)


def clean(text: str) -> str:
    """Return a cell without layout white space: line breaks inside a word are joined, Latin words stay apart."""
    return _LAYOUT_SPACE.sub(lambda m: " " if _apart(m) else "", text.strip())


def _apart(match: re.Match[str]) -> bool:
    return (
        match.start() > 0
        and match.end() < len(match.string)
        and match.string[match.start() - 1].isascii()
        and match.string[match.end()].isascii()
    )


def is_title_line(line: Line) -> bool:
    """True where a line is nothing but the title of a form."""
    filled = line.filled
    return layout.is_title(line.text) if not line.cells else len(filled) == 1 and layout.is_title(filled[0].text)


def digits(text: str) -> bool:
    """True where a text is nothing but a number, maybe with a unit of money or %."""
    return bool(re.fullmatch(r"-?[\d,]+(?:\.\d+)?(?:%|元|万元|亿元)?", normalize(text)))
