"""The packed streams of a PDF file, inflated piece by piece before a parser inflates them whole."""

from __future__ import annotations

import re
import zlib

from auditor.intake.safety import Limits, over

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_TWICE = re.compile(rb"/Filter\s*\[[^\]]*/(?:FlateDecode|Fl)\b[^\]]*/(?:FlateDecode|Fl)\b")
_HEAD = 600  # bytes before a stream in which its dictionary says what it is
_PIECE = 1 << 16
_LONGEST = 48 * 1024 * 1024


def check(data: bytes, limits: Limits) -> None:
    """Refuse a file whose streams, pictures aside, become too large.

    Raises
    ------
    ReadingError
        ``R404`` packed twice, ``R405`` too large.
    """
    if _TWICE.search(data):
        raise over("R404", "PDF 中有重复压缩的内容，疑似压缩炸弹", "请核对文件来源。")
    total = 0
    for mark in _STREAM.finditer(data):
        if b"/Image" not in data[max(0, mark.start() - _HEAD) : mark.start()].rpartition(b"obj")[2]:
            total += _inflated(data, mark.end(), min(_LONGEST, limits.inflated_size - total))


def _inflated(data: bytes, start: int, limit: int) -> int:
    """Length of the stream at ``start`` when inflated; 0 where it is not packed."""
    packed = zlib.decompressobj()
    length, at, rest = 0, start, b""
    try:
        while not packed.eof and (rest or at < len(data)):
            if not rest:
                rest, at = data[at : at + _PIECE], at + _PIECE
            length += len(packed.decompress(rest, _PIECE))
            rest = packed.unconsumed_tail
            if length > limit:
                raise over(
                    "R405", f"PDF 的内容解压后超过 {limit // 1024 // 1024} MB", "请重新导出，或删去图片和附件后再提供。"
                )
    except zlib.error:
        pass
    return length
