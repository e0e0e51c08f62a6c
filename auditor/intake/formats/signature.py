"""What the first bytes of a file say it is, whatever its extension claims."""

from __future__ import annotations

import re

from auditor.errors import ReadingError

_BINARY = (
    (b"%PDF-", "PDF 文件"),
    (b"PK\x03\x04", "Word、Excel 文件或压缩包"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Word、Excel 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\x00", "图片"),
    (b"MM\x00*", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"{\\rtf", "RTF 文档"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARK = b"\xef\xbb\xbf"


def content_of(data: bytes) -> str:
    """Return the Chinese name of what a file holds where its first bytes tell, else ''."""
    head = data[:4096].removeprefix(_MARK)
    named = next((name for mark, name in _BINARY if head.startswith(mark)), "")
    if named == "图片" and head.startswith(b"BM") and b"\x00" not in head:
        named = ""
    return named or ("网页" if _HTML.match(head) else "")


def expect_text(data: bytes) -> None:
    """Refuse a file that is something else under the extension of a text file.

    Raises
    ------
    ReadingError
        ``R203``.
    """
    content = content_of(data)
    if content:
        raise ReadingError("R203", f"扩展名是文本，内容却是{content}。", "请改回原来的扩展名，或另存为文本后重新提供。")
