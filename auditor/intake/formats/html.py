"""Web pages: tables by colspan and rowspan, the text between them as paragraphs. Nothing is fetched, no script runs.

Addresses: ``t3r7c5`` is the third table element of the page, its seventh row and fifth column, counted with spans;
``p4`` is the fourth paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from auditor.errors import ReadingError
from auditor.intake.formats.decode import decode
from auditor.intake.grid import Block, Cell, Grid, Paragraph
from auditor.intake.safety import Limits, Tally
from auditor.schema import Notice

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_ROW = re.compile(rb"<tr\b", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SILENT = frozenset(
    {"script", "style", "head", "noscript", "template", "object", "svg", "select", "button", "title", "iframe"}
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
        "var",
        "o:p",
        "st1:personname",
        "input",
        "textarea",
    ]
)
_PRINTED_INPUTS = frozenset({"", "text", "number", "date", "month"})
_PLACES, _COLUMNS, _DEPTH = 2_000_000, 1_000, 200


@dataclass(slots=True)
class _Page:
    """What was found so far; ``text`` collects the running paragraph."""

    numbers: dict[etree._Element, int]
    blocks: list[Block] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    paragraphs: int = 0
    hidden: int = 0
    places: int = 0

    def end_paragraph(self) -> None:
        text = _tidy("".join(self.text))
        self.text.clear()
        if text:
            self.paragraphs += 1
            self.blocks.append(Paragraph(text, f"p{self.paragraphs}"))


def read(path: Path, limits: Limits | None = None) -> tuple[list[Block], list[Notice]]:
    """Read a web page.

    Raises
    ------
    ReadingError
        ``R201`` and ``R202`` of :func:`decode`, ``R411`` too many rows, ``R315`` for tables with too many cells or nested too deeply.
    """
    data = path.read_bytes()
    Tally(limits or Limits()).add(0, len(_ROW.findall(data)))
    root = _parse(data)
    if root is None:
        return [], []
    page = _Page({table: number for number, table in enumerate(root.iter("table"), 1)})
    _walk(page, root, 0)
    page.end_paragraph()
    message = f"网页中有 {page.hidden} 处隐藏的内容（display:none），未读取。"
    return page.blocks, [Notice("I01", "info", message, path.name, "如应报送，请取消隐藏。")] if page.hidden else []


def _parse(data: bytes) -> etree._Element | None:
    text = _declared(data) or decode(data)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def _declared(data: bytes) -> str:
    """The text by the encoding that the page names, '' where it names none or a wrong one, or is UTF-8 all the same."""
    match = _CHARSET.search(data[:4096])
    if match is None or data[:2] in (b"\xff\xfe", b"\xfe\xff") or _is_utf8(data):
        return ""
    name = match.group(1).decode().lower()
    try:
        return data.decode(
            "gb18030" if name in ("gb2312", "gbk", "gb_2312-80") else "utf-8-sig" if name in ("utf-8", "utf8") else name
        )
    except (LookupError, UnicodeDecodeError):
        return ""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _walk(page: _Page, element: etree._Element, depth: int) -> None:
    """Sort the content of an element outside every table into paragraphs and tables."""
    if depth > _DEPTH:
        raise ReadingError(
            "R315", f"网页的元素嵌套超过 {_DEPTH} 层，未读取。", "请将表格另存为 xlsx 或 docx 后重新提供。"
        )
    page.text.append(_collapsed(element.text))
    for child in element:
        tag = _tag(child)
        if _is_hidden(child):
            page.hidden += bool(_has_text(child))
        elif tag == "table":
            page.end_paragraph()
            _table(page, child, depth + 1)
        elif tag == "br":
            page.text.append("\n")
        elif tag == "input":
            page.text.append(_input(child))
        elif tag in _INLINE and child.find(".//table") is None:
            _walk(page, child, depth + 1)
        elif tag not in _SILENT:
            page.end_paragraph()
            _walk(page, child, depth + 1)
            page.end_paragraph()
        page.text.append(_collapsed(child.tail))


def _table(page: _Page, table: etree._Element, depth: int) -> None:
    """Read one table: a grid, then the tables inside its cells; a table that only lays out others is walked through."""
    rows = list(_rows(page, table))
    inner = {cell for row in rows for cell in row if cell.find(".//table") is not None}
    if inner and not any(sum(cell not in inner and _has_text(cell) for cell in row) > 1 for row in rows):
        for row in rows:
            for cell in row:
                _walk(page, cell, depth + 1)
                page.end_paragraph()
        return
    for caption in table.findall("caption"):
        _walk(page, caption, depth + 1)
        page.end_paragraph()
    page.blocks.append(_grid(page, rows, f"t{page.numbers[table]}"))
    for row in rows:
        for cell in row:
            for nested in _nearest(cell) if cell in inner else ():
                _table(page, nested, depth + 1)


def _nearest(cell: etree._Element) -> Iterator[etree._Element]:
    """Tables inside a cell that lie in no other table of the cell."""
    for table in cell.iter("table"):
        if next(table.iterancestors("td", "th"), None) is cell:
            yield table


def _rows(page: _Page, table: etree._Element) -> Iterator[list[etree._Element]]:
    """Visible rows of a table as lists of visible cells; cells that stand in no row make one."""
    stray: list[etree._Element] = []
    for child in table:
        tag = _tag(child)
        if tag in ("td", "th"):
            stray.append(child)
            continue
        if stray:
            yield _visible(page, stray)
            stray = []
        if _is_hidden(child):
            page.hidden += bool(_has_text(child))
        elif tag == "tr":
            yield _visible(page, [cell for cell in child if _tag(cell) in ("td", "th")])
        elif tag in ("tbody", "thead", "tfoot"):
            yield from _rows(page, child)
    if stray:
        yield _visible(page, stray)


def _visible(page: _Page, cells: list[etree._Element]) -> list[etree._Element]:
    page.hidden += sum(_is_hidden(cell) and _has_text(cell) for cell in cells)
    return [cell for cell in cells if not _is_hidden(cell)]


def _grid(page: _Page, rows: list[list[etree._Element]], name: str) -> Grid:
    places: list[dict[int, Cell]] = [{} for _ in rows]
    for r, row in enumerate(rows):
        column = 0
        for element in row:
            while column in places[r]:
                column += 1
            down = _span(element, "rowspan") or len(rows)
            down, right = min(down, len(rows) - r), min(max(_span(element, "colspan"), 1), _COLUMNS)
            page.places += down * right
            if page.places > _PLACES:
                raise ReadingError(
                    "R315", f"网页的表格超过 {_PLACES // 10_000} 万个单元格，未读取。", "请拆分后重新提供。"
                )
            cell = Cell(_cell_text(element), r, column, f"{name}r{r + 1}c{column + 1}", down, right)
            for below in places[r : r + down]:
                for place in range(column, column + right):
                    below.setdefault(place, cell)
            column += right
    return Grid([_filled(row, r, name) for r, row in enumerate(places)], merged=True)


def _filled(row: dict[int, Cell], number: int, name: str) -> list[Cell]:
    return [row.get(c) or Cell("", number, c, f"{name}r{number + 1}c{c + 1}") for c in range(max(row, default=-1) + 1)]


def _span(element: etree._Element, name: str) -> int:
    match = re.match(r"\s*(\d{1,6})", element.get(name, ""))
    return int(match.group(1)) if match else 1


def _cell_text(cell: etree._Element) -> str:
    parts: list[str] = []
    _collect(cell, parts)
    return _tidy("".join(parts))


def _collect(element: etree._Element, parts: list[str]) -> None:
    """Gather the visible text of a cell without that of tables inside it."""
    parts.append(_collapsed(element.text))
    for child in element:
        tag = _tag(child)
        if tag == "br":
            parts.append("\n")
        elif tag == "input" and not _is_hidden(child):
            parts.append(_input(child))
        elif tag != "table" and tag not in _SILENT and not _is_hidden(child):
            edge = "" if tag in _INLINE else "\n"
            parts.append(edge)
            _collect(child, parts)
            parts.append(edge)
        parts.append(_collapsed(child.tail))


def _tag(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else "script"


def _is_hidden(element: etree._Element) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def _has_text(element: etree._Element) -> bool:
    return any(text.strip() for text in element.itertext())


def _input(element: etree._Element) -> str:
    return element.get("value", "") if element.get("type", "").lower() in _PRINTED_INPUTS else ""


def _collapsed(text: str | None) -> str:
    """White space of the source is one space; a space that does not break is a space."""
    return re.sub(r"[ \t\r\n\f]+", " ", text or "").replace("\xa0", " ")


def _tidy(text: str) -> str:
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
