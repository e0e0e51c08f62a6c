"""Bytes → text: UTF-8 with or without mark, UTF-16, GB18030."""

from __future__ import annotations

import codecs

from auditor.errors import ReadingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = frozenset(range(32)) - {9, 10, 11, 12, 13}


def decode(data: bytes) -> str:
    """Return the text of a file.

    Raises
    ------
    ReadingError
        ``R201`` for an empty file, ``R202`` for bytes that are no text in any encoding we know.
    """
    if not data.strip():
        raise ReadingError("R201", "文件是空的，没有可读的内容。", "请确认文件已保存完整后重新提供。")
    text = _decode(data)
    if text is None or _looks_binary(text):
        raise ReadingError(
            "R202",
            "文件不是文本，或编码无法识别（已试 UTF-8、UTF-16、GB18030）。",
            "请确认扩展名与内容一致；若是 Word、Excel、PDF 文件，请保留原来的扩展名。",
        )
    if not text.strip("\ufeff \t\r\n\f\u3000\xa0"):
        raise ReadingError("R201", "文件里只有空白，没有可读的内容。", "请确认文件已保存完整后重新提供。")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")


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
