"""Limits that a file must keep before any parser sees a byte of it.

Codes: R401 size, R402 members, R403 broken package, R404 inflation ratio, R405 inflated size, R406 packages in
packages, R407 unknown compression, R408–R410 hostile or broken XML (:mod:`auditor.intake.formats.package`), R411 rows,
R412 cells, R413 pages, R414 XML nodes. R302 names an encrypted file.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from auditor.errors import ReadingError

BROKEN = (zipfile.BadZipFile, RuntimeError, ValueError, OSError, EOFError, zlib.error, struct.error)
"""What :mod:`zipfile` raises on damaged or forged packages."""

_MB = 1024 * 1024
_END = b"PK\x05\x06"
_ENTRY = b"PK\x01\x02"
_END_SIZE = 22
_LONGEST_COMMENT = 65535
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Sizes are in bytes.

    ``inflation_ratio`` is judged only for members above ``ratio_from``: small ones do no harm, and empty office tables
    pack very well. ``nesting`` counts zip packages within zip packages; an office file is not one. ``xml_depth``
    cannot exceed the 256 levels that libxml2 allows; ``xml_nodes`` counts tags and attributes of one part. ``rows``
    counts table rows and paragraphs.
    """

    file_size: int = 64 * _MB
    zip_members: int = 5_000
    inflation_ratio: int = 200
    ratio_from: int = 8 * _MB
    inflated_size: int = 512 * _MB
    nesting: int = 1
    xml_depth: int = 256
    xml_nodes: int = 3_000_000
    rows: int = 400_000
    cells: int = 5_000_000
    pdf_pages: int = 500


@dataclass(slots=True)
class Tally:
    """Rows and cells of one file while it is read."""

    limits: Limits
    rows: int = 0
    cells: int = 0

    def add(self, cells: int, rows: int = 0) -> None:
        """Count rows and places.

        Raises
        ------
        ReadingError
            ``R411`` too many rows, ``R412`` too many cells.
        """
        self.rows += rows
        self.cells += cells
        if self.rows > self.limits.rows:
            raise over("R411", f"内容超过 {self.limits.rows:,} 行", "请拆分成几个文件后再提供。")
        if self.cells > self.limits.cells:
            raise over("R412", f"单元格超过 {self.limits.cells:,} 个", "请删去空白的行列或拆分后再提供。")


def over(code: str, what: str, hint: str) -> ReadingError:
    """Return the error for a limit that was passed."""
    return ReadingError(code, f"{what}，未读取。", hint)


def broken() -> ReadingError:
    """``R403``: the package is damaged."""
    return ReadingError("R403", "文件已损坏或不完整，无法解压。", "请重新传送文件，或用 Office、WPS 打开后另存一份。")


def encrypted() -> ReadingError:
    """``R302``: the file is encrypted."""
    return ReadingError("R302", "文件已加密，无法读取。", "请取消打开密码后另存一份再提供。")


def check_size(path: Path, limits: Limits | None = None) -> None:
    """Refuse a file that is empty or too large.

    Raises
    ------
    ReadingError
        ``R201`` empty, ``R401`` too large.
    """
    limits = limits or Limits()
    size = path.stat().st_size
    if not size:
        raise ReadingError("R201", "文件是空的，没有可读的内容。", "请确认文件已保存完整后重新提供。")
    if size > limits.file_size:
        raise over("R401", f"文件超过 {limits.file_size / _MB:.0f} MB", "请拆分，或删去图片和附件后再提供。")


def check_pages(pages: int, limits: Limits | None = None) -> None:
    """Refuse a document with too many pages.

    Raises
    ------
    ReadingError
        ``R413``.
    """
    limits = limits or Limits()
    if pages > limits.pdf_pages:
        raise over("R413", f"文件超过 {limits.pdf_pages} 页", "请拆分成几个文件后再提供。")


def check_zip(path: Path, limits: Limits | None = None, *, depth: int = 0) -> None:
    """Refuse a zip package that would cost too much, by its directory alone: nothing is inflated.

    Parameters
    ----------
    path : Path
        An office file (docx, xlsx) or a zip package.
    limits : Limits, optional
        The defaults otherwise.
    depth : int
        0 for an office file; for a zip package how deep it lies, itself counted.

    Raises
    ------
    ReadingError
        ``R201``, ``R302``, ``R401``–``R407``.
    """
    limits = limits or Limits()
    if depth and not limits.nesting:
        raise over("R406", "按设置（limits.nesting）不打开压缩包", "请解压后提供其中的文件。")
    if depth > limits.nesting:
        raise over("R406", f"压缩包套压缩包超过 {limits.nesting} 层", "请先解压里层的压缩包。")
    total = 0
    for member in members(path, limits):
        if member.flag_bits & 1:
            raise encrypted()
        if member.compress_type not in _PACKED:
            raise over("R407", "压缩方式不支持", "请用通常的 zip 方式（Deflate）重新压缩，或直接提供文件。")
        if member.file_size > limits.ratio_from and member.file_size > limits.inflation_ratio * member.compress_size:
            raise over("R404", f"解压后膨胀超过 {limits.inflation_ratio} 倍，疑似压缩炸弹", "请核对文件来源。")
        total += member.file_size
    if total > limits.inflated_size:
        raise over("R405", f"解压后超过 {limits.inflated_size / _MB:.0f} MB", "请拆分，或删去图片和附件后再提供。")


def members(path: Path, limits: Limits) -> list[zipfile.ZipInfo]:
    """Directory of a package whose size and number of entries have been checked first.

    Raises
    ------
    ReadingError
        ``R201``, ``R401``, ``R402`` and ``R403``.
    """
    check_size(path, limits)
    with path.open("rb") as handle:
        try:
            entries = _entries(handle)
            if entries <= limits.zip_members:
                with zipfile.ZipFile(handle) as archive:
                    return archive.infolist()
        except BROKEN:
            raise broken() from None
    raise over("R402", f"压缩包里的文件超过 {limits.zip_members:,} 个", "请只保留需要审核的文件后重新压缩。")


def _entries(handle: BinaryIO) -> int:
    """Count directory entries by their signature, since the printed number may lie and each costs memory."""
    size = handle.seek(0, 2)
    handle.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
    tail = handle.read()
    plain = tail[-_END_SIZE:]
    at = len(tail) - _END_SIZE if plain.startswith(_END) and plain.endswith(b"\0\0") else tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise zipfile.BadZipFile
    length = min(struct.unpack_from("<L", tail, at + 12)[0], size)
    end = size - len(tail) + at
    handle.seek(max(0, end - length))
    return handle.read(length).count(_ENTRY)
