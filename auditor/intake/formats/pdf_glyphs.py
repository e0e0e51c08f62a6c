"""Characters of a PDF page with their places, and the lines that they form."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass

Box = tuple[float, float, float, float]

_THIN = 0.7  # gaps below this share of the character size are set by the layout, not by the author
_WIDE = 1.6
_WORD = 0.12  # a gap between two Latin letters that separates words
_PADDING = 12.0  # points that a cell keeps free left and right together
_ROOM = 1.4  # room for so many characters at the end of a line: the author ended it


@dataclass(slots=True)
class Glyph:
    """A character (or a recognised word) with its box in points, top down."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    turned: int = 0  # 0 upright, 1 read upwards, -1 read downwards
    spaced: bool = False  # a space is printed before it

    @property
    def middle(self) -> float:
        """Vertical centre."""
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class GlyphLine:
    """Glyphs of one line from left to right."""

    glyphs: list[Glyph]
    page: int = 0
    page_height: float = 0.0

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return bounds((g.x0, g.top, g.x1, g.bottom) for g in self.glyphs)

    @property
    def size(self) -> float:
        """Character size: the largest on the line."""
        return max(g.size for g in self.glyphs)

    @property
    def text(self) -> str:
        """The line, thin gaps closed, printed spaces kept."""
        return line_text(self.glyphs, spaces=True)

    @property
    def address(self) -> str:
        """Page and box."""
        return address(self.page, self.box)


@dataclass(slots=True)
class CellText:
    """Text of a cell; ``full`` is True where its last line leaves no room, so that a wrap may follow."""

    text: str = ""
    full: bool = False


def bounds(boxes: Iterable[Box]) -> Box:
    """Return the box around boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def address(page: int, box: Box) -> str:
    """Return ``p2 x,y,w,h``: page from 1, points from the upper left corner."""
    x0, top, x1, bottom = box
    return f"p{page} {round(x0)},{round(top)},{round(x1 - x0)},{round(bottom - top)}"


def lines_of(glyphs: list[Glyph], page: int = 0, page_height: float = 0.0) -> list[GlyphLine]:
    """Sort glyphs into lines by their vertical centres, top down."""
    rows: list[list[Glyph]] = []
    middle = -math.inf
    for glyph in sorted(glyphs, key=lambda g: (g.middle, g.x0)):
        if rows and glyph.middle - middle < 0.45 * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
        middle = glyph.middle if len(rows[-1]) == 1 else (middle * 3 + glyph.middle) / 4
    printed = (_without_doubles(sorted(row, key=lambda g: (g.x0, g.x1))) for row in rows)
    return [GlyphLine(row, page, page_height) for row in printed if row]


def _without_doubles(row: list[Glyph]) -> list[Glyph]:
    """Drop spaces, which mark the next character, and characters printed twice on one place (bold made by hand)."""
    kept: list[Glyph] = []
    spaced = False
    for glyph in row:
        if not glyph.text.strip():
            spaced = bool(kept)
        elif not any(glyph.text == g.text and abs(glyph.x0 - g.x0) < 0.3 * (g.x1 - g.x0) for g in kept[-2:]):
            glyph.spaced, spaced = spaced or glyph.spaced, False
            kept.append(glyph)
    return kept


def line_text(glyphs: list[Glyph], *, spaces: bool = False) -> str:
    """Join the glyphs of a line; the thin gap between Chinese and Latin is closed, words and columns stay apart.

    Parameters
    ----------
    spaces : bool
        True to keep every printed space, False to keep it between Latin words and numbers only.
    """
    text = ""
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None:
            text += _gap(before, glyph, spaces)
        text += glyph.text.strip()
        before = glyph
    return text


def _gap(before: Glyph, after: Glyph, spaces: bool) -> str:
    share = (after.x0 - before.x1) / max(before.size, after.size, 1.0)
    if share > _WIDE:
        return "  "
    left, right = before.text[-1], after.text[0]
    latin = left.isascii() and left.isalnum() and right.isascii() and right.isalnum()
    apart = after.spaced and (spaces or latin)
    return " " if apart or share > _THIN or (latin and left.isalpha() and share > _WORD) else ""


def words_of(line: GlyphLine) -> list[list[Glyph]]:
    """Split a line at gaps that are wider than thin."""
    words: list[list[Glyph]] = []
    for glyph in line.glyphs:
        if words and glyph.x0 - words[-1][-1].x1 <= _THIN * max(glyph.size, words[-1][-1].size):
            words[-1].append(glyph)
        else:
            words.append([glyph])
    return words


def cell_text(glyphs: list[Glyph], width: float) -> CellText:
    """Return the text of a cell ``width`` points wide, wraps joined; lines that the author ended stay apart."""
    if not glyphs:
        return CellText()
    turned = sum(g.turned for g in glyphs if g.text.strip())
    if abs(turned) * 2 > len(glyphs):
        glyphs = [_turn(g, 1 if turned > 0 else -1) for g in glyphs]
        width = math.inf
    lines = lines_of(glyphs)
    if not lines:
        return CellText()
    text = line_text(lines[0].glyphs)
    for above, line in itertools.pairwise(lines):
        text = joined(text, line_text(line.glyphs), is_full(above, width))
    return CellText(text, is_full(lines[-1], width))


def is_full(line: GlyphLine, width: float) -> bool:
    """True where a line leaves less than a character and the padding free in ``width`` points."""
    x0, _, x1, _ = line.box
    return x1 - x0 + _ROOM * line.size + _PADDING >= width


def joined(above: str, below: str, wrapped: bool) -> str:
    """Join two lines of a cell: wrapped Chinese closely, wrapped Latin words with a space, ended lines by a break."""
    if not above or not below:
        return above + below
    if not wrapped:
        return f"{above}\n{below}"
    latin = above[-1].isascii() and above[-1].isalpha() and below[0].isascii() and below[0].isalpha()
    return f"{above} {below}" if latin else above + below


def _turn(glyph: Glyph, way: int) -> Glyph:
    """Lay text that runs upwards (1) or downwards (-1) flat."""
    if way > 0:
        return Glyph(glyph.text, -glyph.bottom, glyph.x0, -glyph.top, glyph.x1, glyph.size)
    return Glyph(glyph.text, glyph.top, -glyph.x1, glyph.bottom, -glyph.x0, glyph.size)
