"""Names of WordprocessingML and the printed text of a paragraph or cell."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.intake.formats.package import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

PARAGRAPH, TABLE, ROW, CELL, BOX = W + "p", W + "tbl", W + "tr", W + "tc", W + "txbxContent"
VALUE = W + "val"

_PLAIN = (W + "t", MATH + "t")
_FIELD, _SYMBOL, _RUN = W + "fldChar", W + "sym", W + "r"
_PRINTED = {
    PARAGRAPH: "\n",
    W + "br": "\n",
    W + "cr": "\n",
    W + "tab": " ",
    W + "ptab": " ",
    W + "noBreakHyphen": "-",
}
_TAGS = (CELL, *_PLAIN, _FIELD, _SYMBOL, *_PRINTED)
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")) | {
    MC + "AlternateContent",
    MC + "Choice",
    MC + "Fallback",
}
_SYMBOL_FONT = {0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xB0: "°"}
"""Signs of the font Symbol that targets are written with; Word keeps them in the private area from U+F000."""


def children(element: Element, *tags: str) -> Iterator[Element]:
    """Children with one of these tags, read through content controls and other wrappers."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, *tags)


def text_of(element: Element) -> str:
    """Printed text of a paragraph, cell or text box, without field codes; soft breaks break lines."""
    parts: list[str] = []
    _gather(element, {}, parts)
    return "".join(parts).strip()


def cell_texts(table: Element) -> dict[Element, str]:
    """Printed texts of all cells of a table without nested tables, in one walk."""
    cells: dict[Element, list[str]] = {}
    _gather(table, cells, [])
    return {cell: "".join(parts).strip() for cell, parts in cells.items()}


def _gather(element: Element, cells: dict[Element, list[str]], parts: list[str]) -> None:
    """Append the pieces of text below an element to ``parts``, and from each cell on to that cell's own list."""
    codes: list[bool] = []  # open fields: is their code being read?
    for found in element.iter(*_TAGS):
        tag = found.tag
        if tag == CELL:
            parts = cells[found] = []
            codes.clear()
        elif tag == _FIELD:
            _field(codes, found.get(W + "fldCharType"))
        elif True in codes:
            continue
        elif tag in _PLAIN:
            parts.append(found.text or "")
        elif tag == _SYMBOL:
            parts.append(_symbol(found))
        elif tag == PARAGRAPH or _in_run(found):
            parts.append(_PRINTED[tag])


def number(element: Element) -> int:
    """The ``w:val`` of a span as a number, 1 where it is none."""
    value = element.get(VALUE, "")
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 8 else 1


def _field(codes: list[bool], kind: str | None) -> None:
    if kind == "begin":
        codes.append(True)
    elif codes and kind == "separate":
        codes[-1] = False
    elif codes and kind == "end":
        codes.pop()


def _in_run(element: Element) -> bool:
    """A tab of the text, not a tab stop of the paragraph's layout."""
    parent = element.getparent()
    return parent is not None and parent.tag == _RUN


def _symbol(element: Element) -> str:
    """A sign inserted from a symbol font; dingbats are left out."""
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        return ""
    if element.get(W + "font", "").lower() == "symbol":
        return _SYMBOL_FONT.get(code & 0xFF, "") if code < 0x100 or 0xF000 <= code <= 0xF0FF else ""
    return chr(code) if 0x20 <= code < 0xD800 else ""
