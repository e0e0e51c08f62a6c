"""Pages of a PDF → blocks in reading order: tables joined over pages, text between them as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from auditor.intake import layout
from auditor.intake.formats import pdf_bands, pdf_join, pdf_text
from auditor.intake.formats.pdf_glyphs import GlyphLine, address, bounds, joined
from auditor.intake.formats.pdf_page import PageText, RuledPart
from auditor.intake.grid import Block, Cell, Grid, Paragraph

_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[、.．]\s*(?!\d)|第[一二三四五六七八九十]+[部章节条])"
)
_LEADING = 2.2  # lines further apart than this share of the character size are two paragraphs
_BLANK = 1.9
_LINE = re.compile(r"L(\d+)")


def blocks(pages: list[PageText]) -> list[Block]:
    """Return the blocks of a document."""
    found: list[Block] = []
    for item in _items(pages):
        if isinstance(item, RuledPart):
            found.append(pdf_join.grid(item))
        else:
            found += _text(item)
    return found


def _items(pages: list[PageText]) -> list[RuledPart | list[GlyphLine]]:
    """Tables (joined over pages) and the runs of lines between them, in order."""
    items: list[RuledPart | list[GlyphLine]] = []
    for page in pages:
        for piece in _in_order(page):
            last = items[-1] if items else None
            if isinstance(piece, GlyphLine):
                if isinstance(last, list):
                    last.append(piece)
                else:
                    items.append([piece])
                continue
            whole = pdf_join.join(last, piece) if isinstance(last, RuledPart) and last.page == page.number - 1 else None
            if whole is None:
                items.append(piece)
            else:
                items[-1] = whole
    return items


def _in_order(page: PageText) -> list[RuledPart | GlyphLine]:
    tops: list[tuple[float, int, RuledPart | GlyphLine]] = [(t.box[1], i, t) for i, t in enumerate(page.tables)]
    tops += [(line.box[1], i, line) for i, line in enumerate(page.lines, len(tops))]
    return [piece for _, _, piece in sorted(tops, key=lambda top: top[:2])]


def _text(lines: list[GlyphLine]) -> list[Block]:
    """A run of lines: tables without rules where a head line stands, else paragraphs."""
    head = next((found for i in range(len(lines)) if (found := pdf_bands.head_at(lines, i))), None)
    if head is None:
        return _plain(lines)
    above = _paragraphs(lines[: head.first])
    table = pdf_bands.read(lines, head)
    if table is None:
        return [*above, *_by_text(lines[head.first :])]
    grid, end = table
    return [*above, grid, *(_text(lines[end:]) if end < len(lines) else [])]


def _plain(lines: list[GlyphLine]) -> list[Block]:
    """Lines without a head line: a head of several lines is left to the reader of text."""
    read = _by_text(lines)
    return read if any(isinstance(block, Grid) for block in read) else _paragraphs(lines)


def _by_text(lines: list[GlyphLine]) -> list[Block]:
    """Read lines as the text of a table, and put their places on the page for the line numbers."""
    texts: list[str] = []
    places: dict[int, GlyphLine] = {}
    before: GlyphLine | None = None
    for line in lines:
        if before is not None and (line.page != before.page or line.box[1] - before.box[1] > _BLANK * line.size):
            texts.append("")
        texts.append(" " * round(line.box[0] / line.size) + line.text)
        places[len(texts)] = before = line

    def placed(at: str) -> str:
        number = _LINE.match(at)
        return places[int(number[1])].address if number and int(number[1]) in places else at

    return [_moved(block, placed) for block in pdf_text.read(texts)]


def _moved(block: Block, placed: Callable[[str], str]) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(block.text, placed(block.address))
    known: dict[int, Cell] = {}
    for row in block.rows:
        for cell in row:
            known.setdefault(id(cell), replace(cell, address=placed(cell.address)))
    return Grid([[known[id(cell)] for cell in row] for row in block.rows], block.merged, block.name)


def _paragraphs(lines: list[GlyphLine]) -> list[Block]:
    """Join the wrapped lines of each paragraph."""
    right = max((line.box[2] for line in lines), default=0.0)
    runs: list[list[GlyphLine]] = []
    for line in lines:
        if runs and _runs_on(runs[-1], line, right):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_paragraph(run) for run in runs]


def _runs_on(run: list[GlyphLine], line: GlyphLine, right: float) -> bool:
    """Is the line the rest of the paragraph? The line above fills the measure, and this one is not indented."""
    above = run[-1]
    left = min(above.box[0], run[0].box[0] - 2 * run[0].size if len(run) == 1 else above.box[0])
    near = line.page != above.page or line.box[1] - above.box[1] < _LEADING * line.size
    filled = above.box[2] + 1.5 * above.size >= right
    flush = left - line.size < line.box[0] <= above.box[0] + 0.5 * line.size
    whole = layout.is_title(above.text) or layout.is_labelled(line.text)
    return near and filled and flush and abs(line.size - above.size) < 1 and not (whole or _HEADING.match(line.text))


def _paragraph(run: list[GlyphLine]) -> Paragraph:
    text = run[0].text
    for line in run[1:]:
        text = joined(text, line.text, wrapped=True)
    first = [line for line in run if line.page == run[0].page]
    return Paragraph(text, address(run[0].page, bounds(line.box for line in first)))
