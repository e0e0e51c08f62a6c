"""Parts of an office package (docx, xlsx) as XML trees, parsed so that nothing outside the part is ever touched."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from auditor.errors import ReadingError
from auditor.intake.safety import BROKEN, Limits, broken, check_zip, over

Element: TypeAlias = etree._Element  # noqa: SLF001 - the type has no public name

_LIBXML_DEPTH = 256
_HEAD = 8192
_SAVE_AGAIN = "请用 Office 或 WPS 打开后另存一份。"
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)


def opened(path: Path, limits: Limits) -> zipfile.ZipFile:
    """Open a package that keeps the limits.

    Raises
    ------
    ReadingError
        Those of :func:`auditor.intake.safety.check_zip`.
    """
    check_zip(path, limits)
    try:
        return zipfile.ZipFile(path)
    except BROKEN:
        raise broken() from None


def main_part(archive: zipfile.ZipFile, usual: str) -> str:
    """Name of the part that holds the document, by the package's relations; ``usual`` where they do not say."""
    if "_rels/.rels" not in archive.namelist():
        return usual
    for relation in parse(part(archive, "_rels/.rels"), Limits()).iter(_RELATIONS):
        if relation.get("Type", "").endswith("/officeDocument"):
            return posixpath.normpath(relation.get("Target", usual).lstrip("/"))
    return usual


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Inflate one part.

    Raises
    ------
    ReadingError
        ``R403`` damaged, ``R409`` no such part.
    """
    try:
        return archive.read(name)
    except KeyError:
        raise ReadingError("R409", f"文件缺少正文（{name}）。", _SAVE_AGAIN) from None
    except BROKEN:
        raise broken() from None


def parse(data: bytes, limits: Limits) -> Element:
    """Parse a part without entities, network or huge trees; strict documents get the usual namespaces.

    Raises
    ------
    ReadingError
        ``R408`` DOCTYPE or entities, ``R409`` no well-formed XML, ``R410`` nested too deep, ``R414`` too many nodes.
    """
    wide = b"\0" in data[:4]
    if any(mark in data for mark in (_DOCTYPES[1:] if wide else _DOCTYPES[:1])):
        raise with_doctype()
    if data.count(b"<") + data.count(b"=") > limits.xml_nodes:
        raise over("R414", f"文件正文的标记超过 {limits.xml_nodes:,} 个", "请拆分成几个文件后再提供。")
    for strict, usual in _STRICT:
        if strict in data[:_HEAD]:
            data = data.replace(strict, usual)
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise _too_deep(_LIBXML_DEPTH) from None
        raise ReadingError("R409", "文件正文不是完整的 XML，无法读取。", _SAVE_AGAIN) from None
    if limits.xml_depth < _LIBXML_DEPTH and root.xpath("boolean(/" + "*/" * limits.xml_depth + "*)"):
        raise _too_deep(limits.xml_depth)
    return root


def refuse_doctype(archive: zipfile.ZipFile) -> None:
    """Look at the head of every XML part for a DOCTYPE; nothing else is inflated.

    Raises
    ------
    ReadingError
        ``R403`` damaged, ``R408`` DOCTYPE or entities.
    """
    for name in archive.namelist():
        if name.endswith((".xml", ".rels", ".vml")):
            try:
                with archive.open(name) as packed:
                    head = packed.read(_HEAD)
            except BROKEN:
                raise broken() from None
            if any(mark in head for mark in _DOCTYPES):
                raise with_doctype()


def with_doctype() -> ReadingError:
    """``R408``: the XML of a file defines entities."""
    return ReadingError("R408", "文件里有 DOCTYPE 或实体定义，正常的 Office 文件没有，未读取。", "请核对文件来源。")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, dtd_validation=False,
        remove_comments=True, remove_pis=True, collect_ids=False,
    )  # fmt: skip


def _too_deep(levels: int) -> ReadingError:
    return ReadingError("R410", f"文件结构嵌套超过 {levels} 层，未读取。", _SAVE_AGAIN)
