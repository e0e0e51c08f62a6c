"""Page numbers, running heads and feet: the lines of a PDF that belong to the paper, not to the text."""

from __future__ import annotations

import re
from collections import Counter

from auditor.intake import layout
from auditor.intake.formats.pdf_glyphs import GlyphLine
from auditor.intake.formats.pdf_page import PageText

_NUMBER = re.compile(
    r"[-—–－·.\s]*第?\s*\d{1,4}\s*页?[-—–－·.\s]*(?:[,，/／]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?[-—–－·.\s]*|(?i:page)\s*\d+.*|共\s*\d+\s*页.*"
)
_MARGIN = 0.09  # share of the page height above and below which running lines stand
_NUMBER_MARGIN = 0.12
_SAME_HEIGHT = 4.0


def without_furniture(pages: list[PageText]) -> None:
    """Take page numbers, and lines repeated on most pages at the same height, out of the pages."""
    seen = Counter(key for page in pages for key in {_key(line) for line in page.lines if _in_margin(line, _MARGIN)})
    repeated = {key for key, count in seen.items() if count > 1 and count * 2 > len(pages)}
    for page in pages:
        page.lines = [line for line in page.lines if not (_is_number(line, page) or _is_running(line, repeated))]


def _key(line: GlyphLine) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.box[1] / _SAME_HEIGHT)


def _in_margin(line: GlyphLine, share: float) -> bool:
    _, top, _, bottom = line.box
    return bottom < share * line.page_height or top > (1 - share) * line.page_height


def _is_number(line: GlyphLine, page: PageText) -> bool:
    """A page number: outside all tables, first or last on its page, near the edge of the paper."""
    if line is not page.lines[0] and line is not page.lines[-1]:
        return False
    return _in_margin(line, _NUMBER_MARGIN) and bool(_NUMBER.fullmatch(line.text.strip()))


def _is_running(line: GlyphLine, repeated: set[tuple[str, int]]) -> bool:
    """A repeated line; the title of a form that begins on every page is none, nor are its labels."""
    if not _in_margin(line, _MARGIN) or _key(line) not in repeated:
        return False
    head = re.split(r"[:：\s]", line.text.strip(), maxsplit=1)[0]
    return not (layout.is_title(line.text) or layout.label_role(head) or layout.currency(line.text))
