"""Tables of a PDF without ruling lines: words sorted into the columns that the head line sets."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from auditor.intake import layout
from auditor.intake.formats.pdf_glyphs import Box, Glyph, GlyphLine, address, bounds, joined, line_text, words_of
from auditor.intake.grid import Grid, from_texts

_FEWEST_HEADS = 3
_CROSSING = 0.1  # share of lines whose words may lie over a column's border
_OVERLAP = 0.15  # share of the lower line's height by which two lines of one row overlap
_FORM_LABELS = ("department", "project")


@dataclass(slots=True)
class _Piece:
    """Words of one line in one column."""

    text: str
    box: Box
    page: int
    size: float


@dataclass(slots=True)
class _Row:
    """One row: for each column its pieces, top down."""

    page: int
    cells: list[list[_Piece]] = field(default_factory=list)

    @property
    def box(self) -> Box:
        return bounds(piece.box for cell in self.cells for piece in cell)

    def take(self, below: _Row) -> None:
        """Add the pieces of a line that belongs to the row."""
        for cell, more in zip(self.cells, below.cells, strict=True):
            cell.extend(more)


def head_of(line: GlyphLine) -> list[str]:
    """Roles of the words of a line where it is the head of an indicator table, else nothing."""
    texts = [line_text(word) for word in words_of(line)]
    roles = [layout.column_role(text) for text in texts]
    return roles if len(roles) >= _FEWEST_HEADS and all(roles) and layout.is_header(roles) else []


def read(lines: list[GlyphLine], start: int) -> tuple[Grid, int] | None:
    """Read the table whose head is line ``start``.

    Returns
    -------
    tuple of Grid and int, or None
        The grid and the line after its last one; None where the words form no columns.
    """
    heads = [bounds((g.x0, g.top, g.x1, g.bottom) for g in word) for word in words_of(lines[start])]
    end = _end(lines, start, heads)
    body = [line for line in lines[start + 1 : end] if line.text != lines[start].text]
    if not body:
        return None
    borders = _borders(heads, body)
    if borders is None:
        return None
    roles = head_of(lines[start])
    named = next(i for i, role in enumerate(roles) if role in ("third_tier", "fourth_tier", "loose_name"))
    rows = _glued(_rows(body, borders), named)
    for column in range(named):
        _centred(rows, column)
    head = [
        (line_text(word), address(lines[start].page, box))
        for word, box in zip(words_of(lines[start]), heads, strict=True)
    ]
    return from_texts([head, *([_cell(row, column) for column in range(len(heads))] for row in rows)]), end


def _end(lines: list[GlyphLine], start: int, heads: list[Box]) -> int:
    """The line after the table: a title, a form label, another head, or a text that runs over half the columns."""
    left, right = heads[0][0], heads[-1][2]
    for number in range(start + 1, len(lines)):
        line = lines[number]
        words = words_of(line)
        first = line_text(words[0])
        if layout.is_title(line.text) or (
            layout.label_role(first.split("：")[0]) in _FORM_LABELS and (len(words) > 1 or "：" in first)
        ):
            return number
        if head_of(line) and line.text != lines[start].text:
            return number
        if len(words) == 1 and line.box[2] - line.box[0] > 0.6 * (right - left) and line.box[0] < heads[1][0]:
            return number
    return len(lines)


def _borders(heads: list[Box], body: list[GlyphLine]) -> list[float] | None:
    """The x between each two columns that fewest words cross, the widest free strip first."""
    words = [(w[0].x0, w[-1].x1) for line in body for w in words_of(line)]
    borders: list[float] = []
    for left, right in itertools.pairwise(heads):
        low, high = (left[0] + left[2]) / 2, (right[0] + right[2]) / 2
        stops = sorted({low, high, left[2], right[0], *(x for word in words for x in word if low < x < high)})
        strips = [((a + b) / 2, b - a) for a, b in itertools.pairwise(stops)]
        crossed = [(sum(a < x < b for a, b in words), -width, x) for x, width in strips]
        count, _, border = min(crossed)
        if count > _CROSSING * len(body):
            return None
        borders.append(border)
    return borders


def _rows(body: list[GlyphLine], borders: list[float]) -> list[_Row]:
    """Group lines into rows: lines that overlap in height (a target beside a name of two lines) are one row."""
    rows: list[_Row] = []
    for line in body:
        new = _row(line, borders)
        last = rows[-1] if rows and rows[-1].page == line.page else None
        if last and last.box[3] - new.box[1] > _OVERLAP * (new.box[3] - new.box[1]):
            last.take(new)
        else:
            rows.append(new)
    return rows


def _row(line: GlyphLine, borders: list[float]) -> _Row:
    columns: list[list[Glyph]] = [[] for _ in range(len(borders) + 1)]
    for word in words_of(line):
        middle = (word[0].x0 + word[-1].x1) / 2
        columns[sum(middle > border for border in borders)] += word
    return _Row(line.page, [[_piece(glyphs, line.page)] if glyphs else [] for glyphs in columns])


def _piece(glyphs: list[Glyph], page: int) -> _Piece:
    return _Piece(
        line_text(glyphs), bounds((g.x0, g.top, g.x1, g.bottom) for g in glyphs), page, max(g.size for g in glyphs)
    )


def _glued(rows: list[_Row], named: int) -> list[_Row]:
    """Glue a row that holds only the rest of wrapped cells onto the row above: the texts above fill their columns."""
    widest = [max((p.box[2] for row in rows for p in row.cells[c]), default=0.0) for c in range(len(rows[0].cells))]
    glued: list[_Row] = []
    for row in rows:
        filled = [c for c, cell in enumerate(row.cells) if cell]
        above = glued[-1] if glued else None
        rest = above and len(filled) < len([c for c in above.cells if c]) and (named not in filled or len(filled) == 1)
        if above and rest and all(_fills(above.cells[c], widest[c]) for c in filled):
            above.take(row)
        else:
            glued.append(row)
    return glued


def _fills(cell: list[_Piece], right: float) -> bool:
    return bool(cell) and cell[-1].box[2] + 1.4 * cell[-1].size >= right


def _centred(rows: list[_Row], column: int) -> None:
    """Move labels that stand at the middle of their rows up to the first of them.

    Only where the labels tile the rows of one page: the rows of each lie evenly above and below it.
    """
    labels = [row for row in rows if row.cells[column]]
    own = [row for row in rows if any(cell for c, cell in enumerate(row.cells) if c != column)]
    if not labels or (labels[0] is own[0] and len(own) == len(rows)) or len({row.page for row in rows}) > 1:
        return
    edges = _edges(own)
    starts = [0]
    for row in labels:
        top, bottom = bounds(piece.box for piece in row.cells[column])[1::2]
        below = top + bottom - edges[starts[-1]]
        starts.append(min(range(len(edges)), key=lambda i: abs(edges[i] - below)))
    if starts[-1] != len(own) or sorted(set(starts)) != starts:
        return
    moved = [row.cells[column] for row in labels]
    for row in labels:
        row.cells[column] = []
    for start, cell in zip(starts, moved, strict=False):
        own[start].cells[column] = cell
    rows[:] = own


def _edges(rows: list[_Row]) -> list[float]:
    """Heights half-way between the rows, and as far above the first and below the last."""
    inner = [(above.box[3] + below.box[1]) / 2 for above, below in itertools.pairwise(rows)]
    margin = inner[0] - rows[0].box[3] if inner else 0.0
    return [rows[0].box[1] - margin, *inner, rows[-1].box[3] + margin]


def _cell(row: _Row, column: int) -> tuple[str, str]:
    pieces = row.cells[column]
    if not pieces:
        return "", address(row.page, row.box)
    text = ""
    for piece in pieces:
        text = joined(text, piece.text, wrapped=True)
    return text, address(row.page, bounds(p.box for p in pieces))
