"""A document as one stream of table rows and paragraphs, in order: what forms are found in.

Forms do not respect grids: one Word table may hold six forms, one form may use two tables. So the blocks of a file are
flattened to lines, and everything that follows works on runs of lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.intake import layout
from auditor.intake.grid import Block, Cell, Grid, Paragraph
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


def flatten(blocks: list[Block]) -> list[Line]:
    """Return the lines of a document."""
    lines: list[Line] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            lines.append(Line(block.text, block.address, []))
        else:
            lines += [_row(block, row, number) for row in block.rows if row]
    return lines


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
