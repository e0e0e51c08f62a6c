"""The text of a doc file by antiword, for machines without LibreOffice: plain tables survive, merged cells do not."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from auditor.errors import ReadingError
from auditor.intake.formats import text
from auditor.intake.grid import Block
from auditor.schema import Notice

_SECONDS = 30
_SLACK = 3  # blanks that a full line may leave in its column: one Chinese character, or a sign that must not end it


def available() -> bool:
    """True where antiword is on the PATH."""
    return shutil.which("antiword") is not None


def read(path: Path) -> tuple[list[Block], list[Notice]]:
    """Read the text of a doc file; addresses are lines of that text.

    Raises
    ------
    ReadingError
        ``R303`` antiword cannot read the file, ``R304`` it took too long.
    """
    command = ["antiword", "-m", "UTF-8.txt", "-w", "0", str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - fixed program
    except subprocess.TimeoutExpired:
        raise ReadingError("R304", f"antiword 读取超过 {_SECONDS} 秒，已停止。", "请另存为 docx 后再提供。") from None
    if done.returncode or not done.stdout.strip():
        raise ReadingError("R303", "antiword 无法读取该文件。", "请用 Word 或 WPS 另存为 docx 后再提供。")
    lines = _rows(done.stdout.decode("utf-8", "replace").splitlines())
    return text.read("\n".join(lines).encode()), [_notice()]


def _rows(lines: list[str]) -> list[str]:
    """Join the printed lines of one table row and part its cells by tabs."""
    found: list[str] = []
    above: list[str] = []
    joined: list[str] = []
    for line in [*lines, ""]:
        cells = line[1:-1].split("|") if line.startswith("|") and line.endswith("|") and len(line) > 1 else []
        if cells and _continues(above, cells):
            joined = [before + cell.strip() for before, cell in zip(joined, cells, strict=True)]
        else:
            found += ["\t".join(joined)] if joined else []
            joined = [cell.strip() for cell in cells]
            found += [] if cells else [line]
        above = cells
    return found


def _continues(above: list[str], cells: list[str]) -> bool:
    """Does a line go on with the row above? Each of its texts stands below a cell whose line is full."""
    if len(above) != len(cells) or not any(cell.strip() for cell in cells):
        return False
    pairs = zip(above, cells, strict=True)
    return all(not cell.strip() or (up.strip() and len(up) - len(up.rstrip()) < _SLACK) for up, cell in pairs)


def _notice() -> Notice:
    lost = "合并单元格、嵌套表、文本框和修订可能丢失，位置为文字行号"
    message = f"未能用 LibreOffice 读取，已改用 antiword 读取文字：{lost}。"
    return Notice("E04", "warning", message, "", "请安装 LibreOffice，或另存为 docx 后再提供。")
