"""A small writer of Excel 97 workbooks: texts, numbers, percents and merged cells in a compound file."""

from __future__ import annotations

import struct

Merge = tuple[int, int, int, int]  # first row, last row, first column, last column
_SECTOR = 512
_SMALLEST = 4096
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NOTHING = 0xFFFFFFFF


class Sheet:
    """Cells and merges of one sheet; ``cells`` maps (row, column) to a value and whether it is shown as a percent."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.cells: dict[tuple[int, int], tuple[str | float, bool]] = {}
        self.merges: list[Merge] = []


def workbook(sheets: list[Sheet]) -> bytes:
    """The bytes of an xls file."""
    parts = [_sheet(sheet) for sheet in sheets]
    styles = b"".join(_record(0xE0, struct.pack("<HH16x", 0, code)) for code in (0, 9))
    names = [_short(sheet.name) for sheet in sheets]
    end = _record(0x0A)
    start = len(_begin(0x05)) + len(styles) + sum(4 + 6 + len(name) for name in names) + len(end)
    bounds = b""
    for name, part in zip(names, parts, strict=True):
        bounds += _record(0x85, struct.pack("<IH", start, 0) + name)
        start += len(part)
    return compound({"Workbook": _begin(0x05) + styles + bounds + end + b"".join(parts)})


def _sheet(sheet: Sheet) -> bytes:
    height = max((row for row, _ in sheet.cells), default=0) + 1
    width = max((column for _, column in sheet.cells), default=0) + 1
    out = _begin(0x10) + _record(0x200, struct.pack("<IIHHH", 0, height, 0, width, 0))
    for (row, column), (value, percent) in sorted(sheet.cells.items()):
        place = struct.pack("<HHH", row, column, int(percent))
        if isinstance(value, str):
            text = value.encode("utf-16-le")
            out += _record(0x204, place + struct.pack("<HB", len(text) // 2, 1) + text)
        else:
            out += _record(0x203, place + struct.pack("<d", value))
    out += _record(0xE5, struct.pack("<H", len(sheet.merges)) + b"".join(struct.pack("<4H", *m) for m in sheet.merges))
    return out + _record(0x0A)


def _begin(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _short(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<BB", len(encoded) // 2, 1) + encoded


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file: its table in sector 0, its directory in sector 1, the streams from sector 2 on."""
    table, entries, content = [_TABLE, _END], b"", b""
    for number, (name, data) in enumerate(streams.items(), 1):
        size = max(len(data), _SMALLEST)
        count = -(-size // _SECTOR)
        right = number + 1 if number < len(streams) else _NOTHING
        entries += _entry(name, 2, right, _NOTHING, len(table), size)
        table += [*range(len(table) + 1, len(table) + count), _END]
        content += data.ljust(count * _SECTOR, b"\0")
    if len(table) > _SECTOR // 4 or len(streams) > 3:
        raise ValueError("one sector of the table and of the directory is all this writer knows")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, _SMALLEST, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    directory = _entry("Root Entry", 5, _NOTHING, 1, _END, 0) + entries
    sectors = struct.pack(f"<{_SECTOR // 4}I", *table, *[_FREE] * (_SECTOR // 4 - len(table)))
    return header + sectors + directory.ljust(_SECTOR, b"\0") + content


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, kind, 1)
    return head + struct.pack("<III36xIQ", _NOTHING, right, child, start, size)
