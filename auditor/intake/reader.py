"""One file → blocks: what a file is decides which reader gets it, whatever its name says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from auditor.errors import ReadingError
from auditor.intake.grid import Block, Grid
from auditor.intake.safety import Limits, Tally, broken, over
from auditor.intake.sniff import misnamed, sniff
from auditor.schema import Notice

Reading = tuple[list[Block], list[Notice]]

DELIMITED = ("csv", "tsv")
PLAIN = ("txt", "text", "md", "markdown", "")
WORD = ("doc", "rtf", "wordxml", "ole")
_OLD_WORD = ("doc", "dot", "wps", "wpt", "rtf", "")  # what a compound file of another kind may be
_WIDEST = 16_384  # columns of a sheet
_SAVE_AS = {
    "xlsb": "请在 Excel 中另存为 xlsx 后重新提供。",
    "ods": "请另存为 xlsx 后重新提供。",
    "odt": "请另存为 docx 后重新提供。",
    "ofd": "请用 OFD 阅读器另存为 PDF 或 docx 后重新提供。",
    "rar": "请解压后提供其中的文件（zip 压缩包可以直接读取）。",
    "7z": "请解压后提供其中的文件（zip 压缩包可以直接读取）。",
    "image": "请提供可复制文字的 Word、Excel 或 PDF 文件，不要提供图片。",
    "pptx": "请提供绩效目标表的 Word 或 Excel 文件。",
    "ppt": "请提供绩效目标表的 Word 或 Excel 文件。",
}
_EXTENSIONS = (
    "docx", "doc", "wps", "rtf", "pdf", "xlsx", "xlsm", "xls", "html", "htm", "csv", "tsv", "txt", "md", "zip",
)  # fmt: skip


def extensions() -> tuple[str, ...]:
    """Extensions that can be read, without the dot."""
    return _EXTENSIONS


def read(path: Path, limits: Limits) -> tuple[str, Reading]:
    """Read a file by its content.

    Parameters
    ----------
    path : Path
        The file.
    limits : Limits
        Checked before any parser sees a byte.

    Returns
    -------
    tuple of (str, Reading)
        The format by content (``txt``, ``csv``, ``docx`` …), its blocks and notices.

    Raises
    ------
    ReadingError
        ``R103`` for a format that is not read, ``R406`` a package within a package, ``R411``, ``R412`` too many rows or
        cells, and the coded errors of the readers.
    """
    found = sniff(path, limits)
    extension = path.suffix.lower().lstrip(".")
    if found == "zip":
        raise over("R406", "压缩包里还有压缩包", "请先解压里层的压缩包。")
    if extension in ("et", "ett") or found in _SAVE_AS:
        raise _unsupported(extension or found, found)
    if found == "text":
        found, (blocks, notices) = _text(path, extension, limits)
    else:
        if found == "ole" and extension not in _OLD_WORD:
            raise broken()
        blocks, notices = _office(found)(path, limits)
        note = misnamed(path, found)
        notices = [note, *notices] if note else notices
    _count(blocks, limits)
    return found, (blocks, notices)


def _count(blocks: list[Block], limits: Limits) -> None:
    tally = Tally(limits)
    for block in blocks:
        if isinstance(block, Grid):
            if block.width > _WIDEST:
                raise over("R412", f"表格超过 {_WIDEST:,} 列", "请删去空白的列或拆分后再提供。")
            tally.add(block.width * block.height, block.height)
        else:
            tally.add(0, 1)


def _text(path: Path, extension: str, limits: Limits) -> tuple[str, Reading]:
    from auditor.intake.formats import decode, delimited, html, text, workbook

    if extension in DELIMITED:
        data = path.read_bytes()
        Tally(limits).add(data.count(b"," if extension == "csv" else b"\t"), data.count(b"\n"))
        return extension, (delimited.read(data), decode.damage(data))
    if extension in PLAIN:
        data = path.read_bytes()
        Tally(limits).add(data.count(b"\t"), data.count(b"\n"))
        return extension or "txt", (text.read(data), decode.damage(data))
    if extension in ("html", "htm", "xhtml"):
        return "html", html.read(path, limits)
    if extension in ("xls", "xlsx"):
        return extension, workbook.read(path, limits)
    if extension in ("doc", "docx", "wps", "pdf", "rtf"):
        raise ReadingError(
            "R403", f"扩展名是 .{extension}，内容却不是这种文件，可能已损坏。", "请重新传送文件，或打开后另存一份。"
        )
    raise _unsupported(extension, "")


def _office(found: str) -> Callable[[Path, Limits], Reading]:
    if found == "docx":
        from auditor.intake.formats import docx

        return docx.read
    if found in WORD:
        from auditor.intake.formats import office

        return office.read
    if found == "pdf":
        from auditor.intake.formats import pdf

        return pdf.read
    if found in ("html", "mhtml"):
        from auditor.intake.formats import html

        return html.read
    from auditor.intake.formats import workbook

    return workbook.read


def _unsupported(extension: str, found: str) -> ReadingError:
    hint = "请在 WPS 中打开，另存为 xlsx 后重新提供。" if extension in ("et", "ett") else _SAVE_AS.get(found, "")
    default = f"可以读取的有：{'、'.join(_EXTENSIONS)}。请另存为其中一种格式。"
    return ReadingError("R103", f"还不能读取 .{extension} 文件。", hint or default)
