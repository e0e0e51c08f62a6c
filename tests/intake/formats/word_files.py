"""Builds small Word files for the tests: a docx from the XML of its body."""

from __future__ import annotations

import zipfile
from pathlib import Path

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def paragraph(text: str, mark: str = "") -> str:
    layout = f"<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{layout}<w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(content: str = "", *, span: int = 1, down: str = "", across: str = "", layout: str = "") -> str:
    """A cell; content that is no XML becomes a paragraph. ``down`` and ``across`` are restart or continue."""
    parts = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    parts += {"": "", "continue": "<w:vMerge/>"}.get(down, f'<w:vMerge w:val="{down}"/>')
    parts += f'<w:hMerge w:val="{across}"/>' if across else ""
    inside = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{layout}{parts}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, layout: str = "") -> str:
    return f"<w:tr><w:trPr>{layout}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def document(body: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>'


def package(path: Path, **parts: bytes | str) -> Path:
    """Write a package: part names with ``__`` for a slash and ``_xml`` for the ending."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return path


def docx(path: Path, body: str) -> Path:
    return package(path, word__document_xml=document(body))
