"""Tables of a PDF without ruling lines: words sorted into the columns that the heads set."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from auditor.intake import layout
from auditor.intake.formats import pdf_rows
from auditor.intake.formats.pdf_glyphs import Box, Glyph, GlyphLine, address, bounds, joined, line_text, words_of
from auditor.intake.formats.pdf_rows import Piece
from auditor.intake.grid import Grid, from_texts
from auditor.language import tiers

_FEWEST_HEADS = 3
_CROSSING = 0.1  # share of lines whose words may lie over a column's border
_WIDE = 0.6  # a single word over more than this share of the table is no row
_FORM_LABELS = ("department", "project")
_NAMES = ("fourth_tier", "third_tier", "loose_name")
_ANCHORS = ("weight", "score", "target", "loose_target", "actual", "period_target", "unit", "comparator", "basis")
_PAGE = 10_000.0  # pages are laid under each other this far apart


@dataclass(slots=True)
class Head:
    """The heads of a table, left to right, and the lines ``first`` to ``end`` that print them."""

    texts: list[str]
    boxes: list[Box]
    roles: list[str]
    first: int
    end: int


def head_at(lines: list[GlyphLine], at: int) -> Head | None:
    """Read the heads printed on line ``at`` and on the lines that overlap each other in height (heads in two lines)."""
    first = end = at
    while first and _overlap(lines[first - 1], lines[first]):
        first -= 1
    while end + 1 < len(lines) and _overlap(lines[end], lines[end + 1]):
        end += 1
    return _head(lines, first, end) or (_head(lines, at, at) if end > first else None)


def _head(lines: list[GlyphLine], first: int, end: int) -> Head | None:
    columns: list[list[Glyph]] = []
    for word in (word for line in lines[first : end + 1] for word in words_of(line)):
        home = next((c for c in columns if c[0].x0 < word[-1].x1 and word[0].x0 < max(g.x1 for g in c)), None)
        if home is None:
            columns.append(list(word))
        else:
            home += word
    columns.sort(key=lambda column: min(g.x0 for g in column))
    while columns and not layout.column_role(line_text(columns[0])):
        del columns[0]  # a label that runs down the left of the table
    texts = [line_text(column) for column in columns]
    roles = [layout.column_role(text) for text in texts]
    if len(roles) < _FEWEST_HEADS or not all(roles) or not layout.is_header(roles):
        return None
    boxes = [bounds((g.x0, g.top, g.x1, g.bottom) for g in column) for column in columns]
    return Head(texts, boxes, roles, first, end + 1)


def _overlap(upper: GlyphLine, lower: GlyphLine) -> bool:
    return upper.page == lower.page and upper.box[3] > lower.box[1]


def read(lines: list[GlyphLine], head: Head) -> tuple[Grid, int] | None:
    """Read the table under a head.

    Returns
    -------
    tuple of Grid and int, or None
        The grid and the line after its last one; None where the words form no columns.
    """
    end = _end(lines, head)
    printed = {line.text for line in lines[head.first : head.end]}
    body = [line for line in lines[head.end : end] if line.text not in printed]
    borders = _borders(head.boxes, body) if body else None
    if borders is None:
        return None
    named = next(i for role in _NAMES for i, own in enumerate(head.roles) if own == role)
    anchors = [i for role in _ANCHORS for i, own in enumerate(head.roles) if own == role and i > named]
    rows = pdf_rows.arrange(_columns(_without_label(body, head), borders), named, anchors)
    page = lines[head.first].page
    heads = [(text, address(page, box)) for text, box in zip(head.texts, head.boxes, strict=True)]
    return from_texts([heads, *([_cell(row, column) for column in range(len(heads))] for row in rows)]), end


def _end(lines: list[GlyphLine], head: Head) -> int:
    """The line after the table: a title, a form label, another head, or a text that runs over most columns."""
    left, right = head.boxes[0][0], head.boxes[-1][2]
    for number in range(head.end, len(lines)):
        line = lines[number]
        words = words_of(line)
        label, colon, _ = line_text(words[0]).partition("：")
        form = layout.label_role(label) in _FORM_LABELS and (len(words) > 1 or colon)
        x0, _, x1, _ = line.box
        prose = len(words) == 1 and x1 - x0 > _WIDE * (right - left) and x0 < head.boxes[1][0]
        other = head_at(lines, number)
        if layout.is_title(line.text) or form or prose or (other and other.texts != head.texts):
            return number
    return len(lines)


def _borders(heads: list[Box], body: list[GlyphLine]) -> list[float] | None:
    """The x between each two heads that fewest words cross, the widest free strip first."""
    words = [(w[0].x0, w[-1].x1) for line in body for w in words_of(line)]
    borders: list[float] = []
    for left, right in itertools.pairwise(heads):
        low, high = left[2], max(right[0], left[2] + 1)
        stops = sorted({low, high, *(x for word in words for x in word if low < x < high)})
        strips = [((a + b) / 2, b - a) for a, b in itertools.pairwise(stops)]
        count, _, border = min((sum(a < x < b for a, b in words), -width, x) for x, width in strips)
        if count > _CROSSING * len(body):
            return None
        borders.append(border)
    return borders


def _without_label(body: list[GlyphLine], head: Head) -> list[GlyphLine]:
    """Take out a label that runs down the left of the table, where no head stands above it."""
    left = head.boxes[0][0]
    kept: list[GlyphLine] = []
    for line in body:
        words = words_of(line)
        inner = [word for word in words if word[-1].x1 > left or tiers.is_name(line_text(word))]
        if inner:
            kept.append(GlyphLine([glyph for word in inner for glyph in word], line.page, line.page_height))
    return kept


def _columns(body: list[GlyphLine], borders: list[float]) -> list[list[Piece]]:
    """For each column its pieces, top down."""
    columns: list[list[Piece]] = [[] for _ in range(len(borders) + 1)]
    for line in body:
        held: list[list[Glyph]] = [[] for _ in columns]
        for word in words_of(line):
            middle = (word[0].x0 + word[-1].x1) / 2
            held[sum(middle > border for border in borders)] += word
        for column, glyphs in zip(columns, held, strict=True):
            if glyphs:
                column.append(_piece(glyphs, line.page))
    return columns


def _piece(glyphs: list[Glyph], page: int) -> Piece:
    box = bounds((g.x0, g.top, g.x1, g.bottom) for g in glyphs)
    return Piece(line_text(glyphs), page, box, max(g.size for g in glyphs), page * _PAGE)


def _cell(row: pdf_rows.Row, column: int) -> tuple[str, str]:
    pieces = row[column]
    if not pieces:
        printed = [piece for cell in row for piece in cell]
        return "", address(printed[0].page, bounds(p.box for p in printed if p.page == printed[0].page))
    text = ""
    for piece in pieces:
        text = joined(text, piece.text, wrapped=True)
    return text, address(pieces[0].page, bounds(p.box for p in pieces if p.page == pieces[0].page))
