"""Excel 2003 XML spreadsheets, which export programs like to name .xls."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from lxml import etree

from auditor.errors import ReadingError
from auditor.intake.formats.number_format import shown
from auditor.intake.formats.package import with_doctype
from auditor.intake.formats.sheet_grid import SheetGrid, Span
from auditor.intake.grid import Block
from auditor.schema import Notice

_NAMED = {
    "Percent": "0.00%", "Fixed": "0.00", "Standard": "#,##0.00", "Currency": "#,##0.00", "Short Date": "yyyy-mm-dd",
    "Medium Date": "yyyy-mm-dd", "Long Date": 'yyyy"年"m"月"d"日"', "General Date": "yyyy-mm-dd h:mm", "Short Time": "h:mm",
}  # fmt: skip
_HEAD = 8192
_ROWS, _COLUMNS, _PLACES = 1_048_576, 16_384, 8_000_000


def read(path: Path) -> tuple[list[Block], list[Notice]]:
    """Read a spreadsheet in XML: one grid for every worksheet.

    Raises
    ------
    ReadingError
        ``R312`` damaged, ``R314`` too many cells, ``R408`` DOCTYPE or entities.
    """
    data = path.read_bytes()
    if b"<!DOCTYPE" in data[:_HEAD].replace(b"\0", b""):
        raise with_doctype()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise ReadingError("R312", "XML 表格已损坏，无法读取。", "请用 Excel 或 WPS 打开，另存为 xlsx 后重新提供。")
    codes = {_get(style, "ID"): _code(style) for style in root.iter("{*}Style")}
    grids = [_sheet(sheet, codes) for sheet in root.iter("{*}Worksheet")]
    notices = [
        Notice(
            "I01",
            "info",
            f"工作表“{_get(sheet, 'Name')}”是隐藏的，其中的内容也已读取。",
            _get(sheet, "Name"),
            "如不应报送，请删除隐藏内容。",
        )
        for sheet in root.iter("{*}Worksheet")
        if any((visible.text or "").startswith("SheetHidden") for visible in sheet.iter("{*}Visible"))
    ]
    return [grid for grid in grids if grid.height], notices


def _get(element: etree._Element, name: str) -> str:
    """An attribute, whatever its prefix."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _number(element: etree._Element, name: str, default: int) -> int:
    text = _get(element, name)
    return int(text) if text.isdigit() else default


def _code(style: etree._Element) -> str:
    found = next(style.iter("{*}NumberFormat"), None)
    code = _get(found, "Format") if found is not None else ""
    return _NAMED.get(code, code)


def _sheet(sheet: etree._Element, codes: dict[str, str]) -> SheetGrid:
    cells: dict[tuple[int, int], str] = {}
    merges: list[Span] = []
    row = 0
    for line in sheet.iter("{*}Row"):
        row = _number(line, "Index", row + 1)
        column = 0
        for cell in line.iter("{*}Cell"):
            column = _number(cell, "Index", column + 1)
            right, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
            if right or down:
                merges.append(((row - 1, column - 1), (row - 1 + down, column - 1 + right)))
            text = _text(cell, codes.get(_get(cell, "StyleID") or _get(line, "StyleID"), ""))
            if text and row <= _ROWS and column <= _COLUMNS:
                cells[row - 1, column - 1] = text
            column += right
    height = max((r for r, _ in cells), default=-1) + 1
    width = max((c for _, c in cells), default=-1) + 1
    if height * width > _PLACES:
        raise ReadingError(
            "R314", f"工作表“{_get(sheet, 'Name')}”的范围过大，未读取。", "请删除多余的空白行列，或拆分后重新提供。"
        )
    values: list[list[object]] = [[""] * width for _ in range(height)]
    for (r, c), text in cells.items():
        values[r][c] = text
    return SheetGrid(_get(sheet, "Name"), values, merges)


def _text(cell: etree._Element, code: str) -> str:
    data = next(cell.iter("{*}Data"), None)
    if data is None:
        return ""
    text = "".join(str(part) for part in data.itertext())
    try:
        if _get(data, "Type") == "Number":
            return shown(float(text), code)
        if _get(data, "Type") == "DateTime":
            return shown(dt.datetime.fromisoformat(text.removesuffix("Z").partition(".")[0]), code)
    except ValueError:
        return text
    return {"1": "TRUE", "0": "FALSE"}.get(text, text) if _get(data, "Type") == "Boolean" else text
