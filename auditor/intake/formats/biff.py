"""What python-calamine leaves out of an xls sheet: number formats, error values, hidden rows and columns."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from auditor.errors import ReadingError
from auditor.intake.formats import compound
from auditor.intake.formats.number_format import BUILTIN, matters
from auditor.intake.formats.sheet_xml import Marks

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_END, _PASSWORD, _SHEET, _FORMAT, _STYLE, _ROW, _COLUMN = 0x0A, 0x2F, 0x85, 0x41E, 0xE0, 0x208, 0x7D
_STRINGS, _DIMENSIONS = 0xFC, 0x200
_FORMULA, _MANY, _BOOLEAN = 0x06, 0xBD, 0x205
_CELLS = frozenset({_FORMULA, _BOOLEAN, 0x203, 0x27E, 0xFD, 0x204, 0xD6})
_VERSION_8 = 0x0600


def marks(data: bytes) -> dict[str, Marks]:
    """Return name of the sheet → its marks.

    Raises
    ------
    ReadingError
        ``R311`` encrypted, ``R313`` no workbook inside, or one older than Excel 97.
    ValueError, struct.error, IndexError
        The file is damaged.
    """
    book = compound.stream(data, "Workbook", "Book")
    if book is None and compound.stream(data, "EncryptedPackage") is not None:
        raise encrypted()
    if book is None:
        raise ReadingError(
            "R313", "文件内容不是 Excel 工作簿（可能是 Word 文档）。", "请核对扩展名，或另存为 xlsx 后重新提供。"
        )
    codes: dict[int, str] = dict(BUILTIN)
    styles: list[int] = []
    sheets: list[tuple[str, int]] = []
    if struct.unpack_from("<H", book, 4)[0] != _VERSION_8:
        hint = "请用 Excel 或 WPS 打开，另存为 xlsx 后重新提供。"
        raise ReadingError("R313", "文件由 Excel 97 以前的版本保存，无法读取。", hint)
    for kind, body in _records(book, 0):
        if kind == _PASSWORD:
            raise encrypted()
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _text(body, struct.unpack_from("<H", body, 2)[0], 4)
        elif kind == _STRINGS and struct.unpack_from("<I", body, 4)[0] > len(book):
            raise ValueError("more strings than bytes")
        elif kind == _STYLE:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _SHEET:
            sheets.append((_text(body, body[6], 7), struct.unpack_from("<I", body)[0]))
    formats = {n: code for n, identity in enumerate(styles) if matters(code := codes.get(identity, ""))}
    found: dict[str, Marks] = {}
    for name, at in sheets:
        sheet = _sheet(book, at, formats)
        sheet.extent = max(sheet.extent, found.get(name, sheet).extent)  # of two sheets of one name the larger counts
        found[name] = sheet
    return found


def encrypted() -> ReadingError:
    """The error for a workbook with a password."""
    return ReadingError("R311", "工作簿已加密，无法读取。", "请取消打开密码（另存一份不加密的 xlsx）后重新提供。")


def _text(body: bytes, length: int, at: int) -> str:
    wide = body[at] & 1
    return body[at + 1 : at + 1 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Records of one part of the stream, up to its end mark; parts inside it (charts) are passed over."""
    depth = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        depth += (kind == 0x809) - (kind == _END)
        if depth <= 1 and kind != _END:
            yield kind, book[at + 4 : at + 4 + length]
        if depth <= 0:
            return
        at += 4 + length


def _sheet(book: bytes, at: int, formats: dict[int, str]) -> Marks:
    marks = Marks()
    rows = columns = 0
    for kind, body in _records(book, at):
        if kind == _ROW and struct.unpack_from("<H", body, 12)[0] & 0x20:
            marks.hidden_rows.append(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMN and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            marks.hidden_columns += range(first, min(last, 255) + 1)
        elif kind == _DIMENSIONS and len(body) >= 12:  # room is made for all of it when the sheet is read
            top, bottom, left, right = struct.unpack_from("<IIHH", body)
            if top > bottom or left > right:
                raise ValueError("dimensions")
            marks.extent = max(marks.extent, (bottom - top + 1) * (right - left + 1))
        elif kind == _MANY:
            row, first = struct.unpack_from("<HH", body)
            for column, offset in enumerate(range(4, len(body) - 2, 6), first):
                _style(marks, formats, row, column, body, offset)
            rows, columns = max(rows, row + 1), max(columns, first + len(body) // 6)
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", body)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            _style(marks, formats, row, column, body, 4)
            if kind == _BOOLEAN and body[7]:
                marks.errors.append((row, column, _ERRORS.get(body[6], "#VALUE!")))
            elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
                marks.errors.append((row, column, _ERRORS.get(body[8], "#VALUE!")))
    marks.extent = max(marks.extent, rows * columns)
    return marks


def _style(marks: Marks, formats: dict[int, str], row: int, column: int, body: bytes, at: int) -> None:
    style = struct.unpack_from("<H", body, at)[0]
    if style in formats:
        marks.formats.append((row, column, formats[style]))
