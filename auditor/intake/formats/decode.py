"""Bytes → text: UTF-8 with or without mark, UTF-16, GB18030; a few damaged bytes cost their characters only."""

from __future__ import annotations

import codecs

from auditor.errors import ReadingError
from auditor.schema import Notice

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOST = "\ufffd"
_MENDABLE = 200  # of so many characters one may be lost
_SHOWN_LINES = 5
_CONTROL = frozenset(range(32)) - {9, 10, 11, 12, 13}


def decode(data: bytes) -> str:
    """Return the text of a file; a character that damaged bytes make unreadable is U+FFFD.

    Raises
    ------
    ReadingError
        ``R201`` for an empty file, ``R202`` for bytes that are no text in any encoding we know.
    """
    if not data.strip():
        raise ReadingError("R201", "文件是空的，没有可读的内容。", "请确认文件已保存完整后重新提供。")
    text = _decode(data)
    text = _mended(data) if text is None else text
    if text is None or _looks_binary(text):
        raise ReadingError(
            "R202",
            "文件不是文本，或编码无法识别（已试 UTF-8、UTF-16、GB18030）。",
            "请确认扩展名与内容一致；若是 Word、Excel、PDF 文件，请保留原来的扩展名。",
        )
    if not text.strip("\ufeff \t\r\n\f\u3000\xa0"):
        raise ReadingError("R201", "文件里只有空白，没有可读的内容。", "请确认文件已保存完整后重新提供。")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")


def damage(data: bytes) -> list[Notice]:
    """Return the notice that names the lines with damaged bytes, if :func:`decode` had to leave characters out."""
    mended = None if _decode(data) is not None else _mended(data)
    lines = [number for number, line in enumerate((mended or "").split("\n"), 1) if _LOST in line]
    if not lines:
        return []
    listed = "、".join(map(str, lines[:_SHOWN_LINES])) + (" 等" if len(lines) > _SHOWN_LINES else "")
    message = f"文件有损坏的字节：第 {listed} 行有个别字符无法还原（显示为 �），其余照常读取。"
    return [Notice("E04", "warning", message, f"L{lines[0]}", "请核对原件的这些行，或从原系统重新导出。")]


def _mended(data: bytes) -> str | None:
    """The text with U+FFFD for what cannot be decoded; None where that is more than a few characters."""
    if b"\x00" in data:
        return None
    text = min((data.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030")), key=_lost)
    return text if 0 < _lost(text) <= max(1, len(text) // _MENDABLE) and _is_chinese(text) else None


def _lost(text: str) -> int:
    return text.count(_LOST)


def _is_chinese(text: str) -> bool:
    foreign = [c for c in text if ord(c) > 127 and c != _LOST]
    return 2 * sum("\u3000" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef" for c in foreign) > len(foreign) > 0


def _decode(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _try(data, encoding)
    candidates = ["utf-8", "gb18030"]
    if b"\x00" in data:
        even, odd = data[0::2].count(0), data[1::2].count(0)
        candidates = ["utf-16-le" if odd >= even else "utf-16-be"]
    return next((text for encoding in candidates if (text := _try(data, encoding)) is not None), None)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_binary(text: str) -> bool:
    sample = text[:20_000]
    odd = sum(ord(c) in _CONTROL or c == "\ufffd" or 0xE000 <= ord(c) <= 0xF8FF for c in sample)
    return odd > max(2, len(sample) // 100)
