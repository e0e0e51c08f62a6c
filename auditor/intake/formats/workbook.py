"""Excel workbooks (xlsx, xlsm, xls): every sheet is one grid, cells read as a person sees them.

Values and merged cells come from python-calamine; number formats, error values and hidden rows from the file's own parts.
A ``.xls`` that is really a web page, an XML spreadsheet or text, as many systems export it, is read as what it is.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import python_calamine as calamine
from lxml import etree

from auditor.errors import ReadingError
from auditor.intake import collector
from auditor.intake.formats import biff, delimited, html, xml_spreadsheet
from auditor.intake.formats.number_format import shown
from auditor.intake.formats.package import refuse_doctype
from auditor.intake.formats.sheet_grid import SheetGrid, letters
from auditor.intake.formats.sheet_xml import Marks, Package
from auditor.intake.grid import Block
from auditor.intake.safety import Limits, check_zip
from auditor.schema import Notice

Look = Callable[[str], tuple[int, Callable[[], Marks]]]
"""Name of a sheet → its extent, to be judged before the sheet is parsed, and what searches it for marks."""

_PLACE_LIMIT = 8_000_000
_RUNS = 20
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
_DAMAGE = (
    calamine.CalamineError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError,
    KeyError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError,
)  # fmt: skip


def read(path: Path, limits: Limits | None = None) -> tuple[list[Block], list[Notice]]:
    """Read a workbook.

    Returns
    -------
    list of Block
        One :class:`SheetGrid` for every sheet with values, in the workbook's order.
    list of Notice
        Hidden content that was read too (I01); formulas without result and error values (E04).

    Raises
    ------
    ReadingError
        ``R103`` for ``.et``, ``R311`` encrypted, ``R312`` damaged, ``R313`` written by a program older than Excel 97 or no
        workbook at all, ``R314`` too many cells, ``R408`` entities, and those of :func:`auditor.intake.safety.check_zip`.
    """
    if path.suffix.lower() in (".et", ".ett"):
        raise ReadingError("R103", "还不能读取 .et（WPS 表格）文件。", "请在 WPS 中打开，另存为 xlsx 后重新提供。")
    data = path.read_bytes()
    if data.startswith(_ZIP):
        check_zip(path, limits)
        return _sheets(data, _package(data))
    if data.startswith(_COMPOUND):
        try:
            marks = biff.marks(data)
        except (struct.error, IndexError, ValueError) as error:
            raise _damaged() from error
        for name, found in marks.items():  # calamine lays all sheets of an xls out as soon as it opens the file
            if found.extent > _PLACE_LIMIT:
                raise _too_large(name)
        return _sheets(data, _held(marks))
    return _disguised(path, data)


def _disguised(path: Path, data: bytes) -> tuple[list[Block], list[Notice]]:
    """A file without the signature of a workbook: a web page, an XML spreadsheet or delimited text under another name."""
    head = data[:4096].replace(b"\x00", b"").lower()
    if data.startswith(_OLD):
        raise ReadingError(
            "R313", "文件由 Excel 97 以前的版本保存，无法读取。", "请用 Excel 或 WPS 打开，另存为 xlsx 后重新提供。"
        )
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"<html" not in head:
        return xml_spreadsheet.read(path)
    if any(mark in head for mark in (b"<html", b"<table", b"<!doctype html", b"<meta")):
        return html.read(path)
    if path.suffix.lower() != ".xls" or (
        b"\x00" in data[:4096].rstrip(b"\x00") and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
    ):
        raise ReadingError(
            "R312", "文件不是 Excel 工作簿，或已损坏。", "请用 Excel 或 WPS 打开检查，另存为 xlsx 后重新提供。"
        )
    return delimited.read(data), []


def _held(marks: dict[str, Marks]) -> Look:
    def look(name: str) -> tuple[int, Callable[[], Marks]]:
        found = marks.get(name, Marks())
        return found.extent, lambda: found

    return look


def _package(data: bytes) -> Look:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.namelist()
        refuse_doctype(archive)
        if "xl/workbook.xml" not in names:
            if any(name.startswith("word/") for name in names):
                raise ReadingError("R313", "扩展名是 Excel，内容却是 Word 文档。", "请改回 .docx 后重新提供。")
            return _held({})
        package = Package(archive)
        parts = {name: part for name, part in package.sheets().items() if part in names and "worksheets/" in part}
    except _DAMAGE as error:
        raise _damaged() from error
    nothing = _held({})
    return lambda name: package.sheet(parts[name]) if name in parts else nothing(name)


def _sheets(data: bytes, look: Look) -> tuple[list[Block], list[Notice]]:
    try:
        return _read_sheets(data, look)
    except ReadingError:
        raise
    except calamine.PasswordError as error:
        raise biff.encrypted() from error
    except _DAMAGE as error:
        raise _damaged() from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the Rust reader's failed assertion, no subclass of Exception
            raise
        raise _damaged() from error


def _read_sheets(data: bytes, look: Look) -> tuple[list[Block], list[Notice]]:
    blocks: list[Block] = []
    notices: list[Notice] = []
    book = calamine.load_workbook(io.BytesIO(data))
    with collector.paused(), ThreadPoolExecutor(1) as aside:
        for sheet in book.sheets_metadata:
            if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            extent, search = look(sheet.name)
            if extent > _PLACE_LIMIT:
                raise _too_large(sheet.name)
            parsed = aside.submit(book.get_sheet_by_name, sheet.name)  # lets the interpreter search meanwhile
            found = search()
            grid = _grid(parsed.result(), found)
            if grid is None:
                continue
            blocks.append(grid)
            if sheet.visible != calamine.SheetVisibleEnum.Visible:
                notices.append(_hidden(sheet.name, f"工作表“{sheet.name}”是隐藏的，其中的内容也已读取。"))
            notices += _notices(sheet.name, grid, found)
    return blocks, notices


def _grid(sheet: calamine.CalamineSheet, marks: Marks) -> SheetGrid | None:
    start = sheet.start
    if start is None:
        return None
    values: list[list[object]] = sheet.to_python()  # type: ignore[assignment]
    top, left, bottom, right = *start, start[0] + len(values), start[1] + sheet.width
    for row, column, code in marks.formats:
        if top <= row < bottom and left <= column < right:
            line, place = values[row - top], column - left
            if type(line[place]) is not str:
                line[place] = shown(line[place], code)
    for row, column, error in marks.errors:
        if top <= row < bottom and left <= column < right:
            values[row - top][column - left] = error
    return SheetGrid(sheet.name, values, sheet.merged_cell_ranges or (), start)


def _notices(name: str, grid: SheetGrid, marks: Marks) -> list[Notice]:
    notices: list[Notice] = []
    rows = [row for row in marks.hidden_rows if grid.holds_row(row)]
    columns = [column for column in marks.hidden_columns if grid.holds_column(column)]
    hidden = ["第 " + _runs(rows, lambda row: str(row + 1)) + " 行"] * bool(rows)
    hidden += [_runs(columns, letters) + " 列"] * bool(columns)
    if hidden:
        notices.append(_hidden(name, f"工作表“{name}”中隐藏的{'和 '.join(hidden)}也已读取。"))
    if marks.pending:
        where = f"{name}!{letters(marks.pending[0][1])}{marks.pending[0][0] + 1}"
        message = f"工作表“{name}”有 {len(marks.pending)} 个公式没有保存计算结果，按空白读取。"
        notices.append(Notice("E04", "warning", message, where, "请用 Excel 或 WPS 打开并保存一次后重新提供。"))
    if marks.errors:
        row, column, error = marks.errors[0]
        message = f"工作表“{name}”有 {len(marks.errors)} 个单元格是公式错误值（如 {error}）。"
        notices.append(
            Notice("E04", "warning", message, f"{name}!{letters(column)}{row + 1}", "请核对公式后重新提供。")
        )
    return notices


def _hidden(name: str, message: str) -> Notice:
    return Notice("I01", "info", message, name, "如不应报送，请删除隐藏内容。")


def _runs(numbers: list[int], written: Callable[[int], str]) -> str:
    """Write numbers in order, neighbours as a range: 5–8、12."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown_runs = [written(a) if a == b else f"{written(a)}–{written(b)}" for a, b in runs[:_RUNS]]
    return "、".join(shown_runs) + (" 等" if len(runs) > _RUNS else "")


def _too_large(sheet: str) -> ReadingError:
    return ReadingError(
        "R314",
        f"工作表“{sheet}”的范围超过 {_PLACE_LIMIT // 10_000} 万个单元格，未读取。",
        "请删除多余的空白行列（末尾可能有误填的单元格），或拆分后重新提供。",
    )


def _damaged() -> ReadingError:
    return ReadingError(
        "R312",
        "工作簿已损坏或不完整，无法读取。",
        "请用 Excel 或 WPS 打开检查（可用“打开并修复”），另存为 xlsx 后重新提供。",
    )
