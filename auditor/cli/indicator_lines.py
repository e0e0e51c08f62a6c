"""Plain lists of indicators for ``classify`` and ``evaluate``: a csv with a head line, or one name a line."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import dataclass
from pathlib import Path

from auditor.errors import ReadingError

_HEADS = {
    "name": ("三级指标", "name", "指标名称"),
    "description": ("绩效指标描述", "description", "指标解释"),
    "target": ("指标值", "target", "value"),
    "unit": ("计量单位", "unit"),
    "tier": ("二级指标", "second_tier", "fits"),
    "also": ("也可归入", "fits2"),
}


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator; ``tier`` and ``also`` hold the answers of a labelled list."""

    name: str
    description: str = ""
    target: str = ""
    unit: str = ""
    tier: str = ""
    also: str = ""

    @property
    def row(self) -> tuple[str, str, str, str]:
        """What the classifier judges."""
        return (self.name, self.description, self.target, self.unit)


def read_lines(path: str) -> list[IndicatorLine]:
    """Read a list of indicators.

    Parameters
    ----------
    path : str
        A csv or text file in UTF-8 or GB18030; ``-`` is standard input.

    Raises
    ------
    ReadingError
        ``R202`` if the file is no text, ``R101`` if there is no such file.
    """
    text = _decoded(_content(path), path)
    table = csv.reader(io.StringIO(text, newline=""))
    places = _places(next(table, []))
    if "name" not in places:
        return [IndicatorLine(line.strip()) for line in text.splitlines() if line.strip()]
    return [
        IndicatorLine(**{field: cells[n].strip() if n < len(cells) else "" for field, n in places.items()})
        for cells in table
        if any(cell.strip() for cell in cells)
    ]


def _places(head: list[str]) -> dict[str, int]:
    """Return the column of each known field."""
    cells = [cell.strip() for cell in head]
    return {
        field: next(cells.index(alias) for alias in aliases if alias in cells)
        for field, aliases in _HEADS.items()
        if set(aliases) & set(cells)
    }


def _content(path: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise ReadingError("R101", f"找不到或打不开文件 {path}。", "请核对路径；标准输入写 -。") from error


def _decoded(content: bytes, path: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ReadingError("R202", f"{path} 不是文本文件。", "请提供 UTF-8 或 GB18030 编码的 csv 或文本。")
