"""What a file is by its content, whatever its name says; encrypted office files are named as such."""

from __future__ import annotations

import struct
from pathlib import Path

from auditor.intake.safety import Limits, broken, check_size, encrypted, members
from auditor.schema import Notice

_SIGNATURES = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
)
_MEMBERS = (("word/", "docx"), ("xl/workbook.bin", "xlsb"), ("xl/", "xlsx"), ("ppt/", "pptx"), ("OFD.xml", "ofd"))
_MARKUP = (
    (b'progid="word.document"', "wordxml"),
    (b'progid="excel.sheet"', "excelxml"),
    (b"<!doctype html", "html"),
    (b"<html", "html"),
    (b"<table", "html"),
)
_EXTENSIONS = {
    "docx": ("docx", "docm", "dotx", "dotm"),
    "xlsx": ("xlsx", "xlsm", "xltx", "xltm"),
    "doc": ("doc", "dot", "wps", "wpt"),
    "xls": ("xls", "xlt", "et", "ett"),
    "html": ("html", "htm", "xhtml"),
    "ole": ("wps",),
    "image": ("png", "jpg", "jpeg", "gif", "tif", "tiff"),
}
_OLE_HEADER, _SECTOR_SHIFTS = 512, (9, 12)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_HEAD = 4096
_FIB_ENCRYPTED = 0x0100


def sniff(path: Path, limits: Limits | None = None) -> str:
    """Return the format of a file by its content.

    Parameters
    ----------
    path : Path
        The file; it is read, never unpacked or parsed.
    limits : Limits, optional
        The defaults otherwise.

    Returns
    -------
    str
        ``docx xlsx xlsb pptx odt ods ofd zip`` (packages), ``doc xls ppt ole`` (compound files; ``ole`` is one of
        another kind), ``pdf rtf html mhtml wordxml excelxml rar 7z image``, else ``text``.

    Raises
    ------
    ReadingError
        ``R201`` empty, ``R302`` encrypted, ``R401``–``R403`` of :mod:`auditor.intake.safety`.
    """
    limits = limits or Limits()
    check_size(path, limits)
    with path.open("rb") as handle:
        head = handle.read(_HEAD)
    if head.startswith(_OLE):
        return _compound(path.read_bytes())
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(path, head, limits)
    found = next((name for mark, name in _SIGNATURES if head.startswith(mark)), "")
    if not found and b"%PDF-" in head[:1024]:
        found = "pdf"
    return found or _markup(head)


def misnamed(path: Path, found: str) -> Notice | None:
    """Return the notice for a file whose extension says something else than its content, or None."""
    extension = path.suffix.lower().lstrip(".")
    if found == "text" or extension in _EXTENSIONS.get(found, (found,)):
        return None
    message = f"扩展名是 .{extension}，" if extension else "文件没有扩展名，"
    return Notice("E06", "info", f"{message}内容是 {found} 格式，已按内容读取。", "", "请把扩展名改为与内容一致。")


def _package(path: Path, head: bytes, limits: Limits) -> str:
    opened = head.find(_OPEN_DOCUMENT, 0, 128)
    if opened >= 0:
        return "ods" if head.startswith(b"spreadsheet", opened + len(_OPEN_DOCUMENT)) else "odt"
    names = [member.filename for member in members(path, limits)]
    if "[Content_Types].xml" not in names and "OFD.xml" not in names:
        return "zip"
    return next((found for start, found in _MEMBERS if any(name.startswith(start) for name in names)), "zip")


def _compound(data: bytes) -> str:
    """Tell compound files apart by the names in their directory."""
    if _stream(data, "EncryptedPackage") >= 0:
        raise encrypted()
    word = _stream(data, "WordDocument")
    if word >= 0:
        if _locked_word(data, word):
            raise encrypted()
        return "doc"
    if _stream(data, "Workbook") >= 0 or _stream(data, "Book") >= 0:
        return "xls"
    if _stream(data, "PowerPoint Document") >= 0:
        return "ppt"
    if len(data) < _OLE_HEADER or struct.unpack_from("<H", data, 30)[0] not in _SECTOR_SHIFTS:
        raise broken()
    return "ole"


def _stream(data: bytes, name: str) -> int:
    """Place of the directory entry with this name: 64 bytes of name, then its length with the final zero."""
    encoded = name.encode("utf-16-le")
    return data.find(encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded) + 2))


def _locked_word(data: bytes, entry: int) -> bool:
    """Read the encryption bit at the head of the WordDocument stream."""
    if len(data) < entry + 120:
        return False
    shift, start = struct.unpack_from("<H", data, 30)[0], struct.unpack_from("<L", data, entry + 116)[0]
    place = (start + 1) << min(shift, 12)
    head = data[place : place + 12]
    return len(head) == 12 and bool(struct.unpack_from("<H", head, 10)[0] & _FIB_ENCRYPTED)


def _markup(head: bytes) -> str:
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if plain.startswith(b"mime-version:"):
        return "mhtml"
    if plain.startswith(b"<"):
        return next((found for mark, found in _MARKUP if mark in plain), "text")
    return "text"
