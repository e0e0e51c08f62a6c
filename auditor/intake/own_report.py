"""Reports that this tool wrote itself: they are recognised by their mark and skipped (E05)."""

from __future__ import annotations

from pathlib import Path

from auditor.schema import Notice

_JSON = b'"schema": "auditor-report/'
_JSON_LINE = b'"schema":"auditor-report/'
_CSV = (b"document,table_no,row_no,table_title,department,", b"document,table_no,row_no,department,project,rule,")
_HEAD = 4096


def is_ours(path: Path) -> bool:
    """True where the first bytes of a file carry the mark of one of our reports."""
    if path.suffix.lower() not in (".json", ".jsonl", ".csv"):
        return False
    with path.open("rb") as handle:
        head = handle.read(_HEAD).removeprefix(b"\xef\xbb\xbf")
    return _JSON in head or _JSON_LINE in head or head.startswith(_CSV)


def notice(shown: str) -> Notice:
    """The notice for a skipped report."""
    return Notice("E05", "info", "已跳过本工具生成的报告。", shown)
