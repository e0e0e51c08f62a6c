"""One page of a PDF: turned upright, its ruled tables, and the lines of text outside them."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from auditor.intake.formats.pdf_glyphs import Box, Glyph, GlyphLine, address, bounds, cell_text, lines_of

if TYPE_CHECKING:
    from pdfplumber.page import Page

_SNAP = 3.0  # edges nearer than this (points) are one
_MOST_EDGES = 20_000
_MOST_CROSSINGS = 40_000
_CID = re.compile(r"\(cid:\d+\)")
_SKEW = 0.1
_FEWEST_GLYPHS = 30  # a picture with fewer characters beside it (a page number, a stamp) is a scan
_PICTURE = 0.4
_BROKEN_SHARE = 0.2
_PIECE = re.compile(r"[A-Za-z0-9]+(?:[-_./:@][A-Za-z0-9]+)*")


@dataclass(slots=True)
class RuledCell:
    """A cell between ruling lines: its text, rows ``row`` to ``row + rowspan`` and its edges."""

    text: str
    row: int
    rowspan: int
    x0: float
    x1: float
    address: str
    full: bool


@dataclass(slots=True)
class RuledPart:
    """The part of a ruled table that stands on one page. ``xs`` are its column edges, left to right."""

    page: int
    box: Box
    xs: list[float]
    height: int
    cells: list[RuledCell]

    def row(self, number: int) -> list[RuledCell]:
        """Cells that cover a row, left to right."""
        return sorted((c for c in self.cells if c.row <= number < c.row + c.rowspan), key=lambda c: c.x0)


@dataclass(slots=True)
class PageText:
    """What a page prints: ruled tables and lines of text outside them, each from top to bottom."""

    number: int
    width: float
    height: float
    tables: list[RuledPart] = field(default_factory=list)
    lines: list[GlyphLine] = field(default_factory=list)
    fault: str = ""  # why the page has no usable text
    crowded: bool = False  # too many ruling lines: tables were not looked for


def read_page(page: Page) -> PageText:
    """Read one page.

    Parameters
    ----------
    page : pdfplumber.page.Page
        The page; its ``Rotate`` is changed where the text is set sideways.
    """
    page = _upright(page)
    found = PageText(page.page_number, float(page.width), float(page.height))
    glyphs = [_glyph(char) for char in page.chars if not _skewed(char)]
    found.fault = _fault([g.text for g in glyphs if g.text.strip()], page)
    if found.fault:
        return found
    if _is_crowded(page):
        found.crowded = True
    else:
        found.tables, glyphs = _tables(page, glyphs)
    found.lines = lines_of(glyphs, found.number, found.height)
    return found


def _is_crowded(page: Page) -> bool:
    """True where looking for cells would take minutes: a drawing, not a table."""
    levels = {round(edge["top"]) for edge in page.edges if edge["orientation"] == "h"}
    places = {round(edge["x0"]) for edge in page.edges if edge["orientation"] == "v"}
    return len(page.edges) > _MOST_EDGES or len(levels) * len(places) > _MOST_CROSSINGS


def _upright(page: Page) -> Page:
    """Turn a page whose text is set sideways or upside down, as its reader would."""
    turns = [_turn_of(char) for char in page.chars if char["text"].strip()]
    for angle in (90, 180, 270):
        if turns.count(angle) * 2 > len(turns):
            source = page.page_obj
            source.rotate = (source.rotate + angle) % 360
            source.attrs["Rotate"] = source.rotate
            return type(page)(page.pdf, source, page.page_number)
    return page


def _turn_of(char: dict[str, Any]) -> int:
    """Degrees clockwise by which the page must be turned to read a character."""
    a, b = char["matrix"][:2]
    if abs(a) >= abs(b):
        return 180 if a < 0 else 0
    return 90 if b > 0 else 270


def _skewed(char: dict[str, Any]) -> bool:
    """True for a character set at an angle: a watermark."""
    a, b = char["matrix"][:2]
    return bool(min(abs(a), abs(b)) > _SKEW * max(abs(a), abs(b)))


def _glyph(char: dict[str, Any]) -> Glyph:
    turned = {90: 1, 270: -1}.get(_turn_of(char), 0)
    x0, x1, top, bottom = char["x0"], char["x1"], char["top"], char["bottom"]
    return Glyph(char["text"], x0, top, x1, bottom, (x1 - x0 if turned else bottom - top) or 1.0, turned)


def _fault(marks: list[str], page: Page) -> str:
    """Why the text of a page cannot be used, or ''."""
    if len(marks) < _FEWEST_GLYPHS and (_is_picture(page) or (not marks and page.curves)):
        return "没有文字层"
    broken = sum(bool(_CID.search(t)) or "\ue000" <= t[0] <= "\uf8ff" or t[0] in "\ufffd\0" for t in marks)
    if broken > _BROKEN_SHARE * len(marks):
        return "文字层的字符无法还原"
    joined = _PIECE.sub(lambda m: "" if len(m.group()) > 3 else m.group(), "".join(marks))
    odd = sum(_is_fragment(c) for c in joined)
    chinese = sum("\u4e00" <= c <= "\u9fff" for c in joined)
    return "文字层只有碎片" if chinese and odd > max(2 * chinese, len(marks) // 2, _FEWEST_GLYPHS) else ""


def _is_picture(page: Page) -> bool:
    """True where one picture covers most of the page."""
    covered = max(
        ((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]) for image in page.images), default=0.0
    )
    return bool(covered > _PICTURE * page.width * page.height)


def _is_fragment(char: str) -> bool:
    return char.isascii() and not char.isdigit() and char not in " .,-%/()[]:;"


def _tables(page: Page, glyphs: list[Glyph]) -> tuple[list[RuledPart], list[Glyph]]:
    """Return the ruled tables of a page, top down, and the glyphs outside them."""
    parts: list[RuledPart] = []
    for table in page.find_tables(_settings(page)):
        boxes = [box for box in table.cells if box is not None]
        if len(boxes) < 2:
            continue
        part, glyphs = _part(page.page_number, boxes, glyphs)
        if any(cell.text for cell in part.cells):
            parts.append(part)
    return sorted(parts, key=lambda p: (p.box[1], p.box[0])), glyphs


def _settings(page: Page) -> dict[str, Any]:
    """Table settings: where rows are ruled but the outer side lines are missing, their ends stand for them."""
    rules = [e for e in page.edges if e["orientation"] == "h" and e["width"] > 50]
    sides = [e["x0"] for e in page.edges if e["orientation"] == "v"]
    if not sides:
        return {}
    wanted = [x for end in ("x0", "x1") if (x := _common([r[end] for r in rules])) is not None]
    open_ends = [x for x in wanted if all(abs(x - side) > _SNAP for side in sides)]
    heights = [r["top"] for r in rules]
    if not open_ends or not heights:
        return {}
    return {"explicit_vertical_lines": [_side(x, min(heights), max(heights)) for x in open_ends]}


def _side(x: float, top: float, bottom: float) -> dict[str, Any]:
    return {
        "object_type": "line",
        "x0": x,
        "x1": x,
        "top": top,
        "bottom": bottom,
        "width": 0,
        "height": bottom - top,
        "orientation": "v",
    }


def _common(values: list[float]) -> float | None:
    """The value that three or more, and most, of the values share."""
    best = max(values, key=lambda v: sum(abs(v - w) <= _SNAP for w in values), default=None)
    count = sum(abs(best - w) <= _SNAP for w in values) if best is not None else 0
    return best if count >= 3 and count * 2 > len(values) else None


def _part(number: int, boxes: list[Box], glyphs: list[Glyph]) -> tuple[RuledPart, list[Glyph]]:
    """Build the part of a table from the boxes of its cells; glyphs outside the table are handed back."""
    ys = edges_of(y for box in boxes for y in (box[1], box[3]))
    whole = bounds(boxes)
    held: list[list[Glyph]] = [[] for _ in boxes]
    outside: list[Glyph] = []
    rows: list[list[int]] = [
        [i for i, box in enumerate(boxes) if box[1] < (a + b) / 2 < box[3]] for a, b in itertools.pairwise(ys)
    ]
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.middle
        place = bisect_right(ys, y) - 1
        near = rows[place] if 0 <= place < len(rows) else []
        home = next((i for i in near if boxes[i][0] <= x < boxes[i][2]), None)
        (outside if home is None else held[home]).append(glyph)
    cells = [_cell(number, box, inside, ys) for box, inside in zip(boxes, held, strict=True)]
    xs = edges_of(x for box in boxes for x in (box[0], box[2]))
    return RuledPart(number, whole, xs, len(ys) - 1, cells), outside


def _cell(number: int, box: Box, inside: list[Glyph], ys: list[float]) -> RuledCell:
    text = cell_text(inside, box[2] - box[0])
    top, bottom = nearest(ys, box[1]), nearest(ys, box[3])
    return RuledCell(text.text, top, bottom - top, box[0], box[2], address(number, box), text.full)


def edges_of(values: Iterable[float]) -> list[float]:
    """Return the distinct edges among values, nearly equal ones once, in order."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SNAP:
            edges.append(value)
    return edges


def nearest(edges: list[float], value: float) -> int:
    """Return the place of the edge nearest to a value."""
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))
