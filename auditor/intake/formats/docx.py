"""Word documents (docx): paragraphs and tables in document order, as they read with all tracked changes accepted.

Addresses: ``p12`` is the twelfth paragraph outside tables, empty ones counted; ``t3r7c5`` is row 7, grid column 5 of
the third table; ``t3r7c5t1r1c1`` lies in a table within that cell; ``p12b1p1`` in the first text box of paragraph 12.
Headers, footers, notes and automatic numbering are not read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from auditor.errors import ReadingError
from auditor.intake.formats import package, word_changes
from auditor.intake.formats.package import Element
from auditor.intake.formats.word_table import SHAPING, Peculiar, grids
from auditor.intake.formats.word_text import BOX, CELL, PARAGRAPH, TABLE, W, children, text_of
from auditor.intake.grid import Block, Paragraph
from auditor.intake.safety import Limits, Tally
from auditor.schema import Notice


def read(path: Path, limits: Limits | None = None) -> tuple[list[Block], list[Notice]]:
    """Read a docx file.

    Parameters
    ----------
    path : Path
        The file.
    limits : Limits, optional
        What it may cost; the defaults otherwise.

    Returns
    -------
    tuple
        Blocks in document order, and what should be known about the reading.

    Raises
    ------
    ReadingError
        ``R201``, ``R302`` and ``R401``–``R414``: see :mod:`auditor.intake.safety`.
    """
    limits = limits or Limits()
    with package.opened(path, limits) as archive:
        root = package.parse(package.part(archive, package.main_part(archive, "word/document.xml")), limits)
    body = root.find(W + "body")
    if body is None:
        raise ReadingError("R409", "文件里没有 Word 正文。", "请用 Office 或 WPS 打开后另存为 docx。")
    changed = word_changes.settle(root)
    blocks = list(_blocks(body, "", _take_peculiar(body), Tally(limits)))
    return blocks, [_changes_notice()] if changed else []


def _blocks(container: Element, prefix: str, peculiar: Peculiar, tally: Tally) -> Iterator[Block]:
    """Paragraphs and tables of the body or of a text box; the text boxes of a paragraph follow it."""
    paragraphs = tables = 0
    for element in children(container, PARAGRAPH, TABLE):
        if element.tag == TABLE:
            tables += 1
            yield from grids(element, f"{prefix}t{tables}", peculiar, tally)
            continue
        paragraphs += 1
        tally.add(0, 1)
        address = f"{prefix}p{paragraphs}"
        text = text_of(element)
        if text:
            yield Paragraph(text, address)
        for number, box in enumerate(peculiar.inner.get(element, ()), 1):
            yield from _blocks(box, f"{address}b{number}", peculiar, tally)


def _take_peculiar(body: Element) -> Peculiar:
    """Take nested tables and text boxes out of the cells and paragraphs that hold them; note shaped cells and rows."""
    inner: defaultdict[Element, list[Element]] = defaultdict(list)
    shaped: set[Element] = set()
    for element in list(body.iter(TABLE, BOX, *SHAPING)):
        if element.tag not in (TABLE, BOX):
            shaped.update(islice(element.iterancestors(), 1, 2))  # the cell or row whose layout this is
            continue
        host = next(element.iterancestors(CELL), None)
        if host is None and element.tag == BOX:
            host = next(element.iterancestors(PARAGRAPH), None)
        if host is not None:
            inner[host].append(element)
    for elements in inner.values():
        for element in elements:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
    return Peculiar(inner, shaped)


def _changes_notice() -> Notice:
    return Notice("E06", "info", "文件含修订标记，已按接受全部修订后的内容读取。", "", "请确认修订已定稿。")
