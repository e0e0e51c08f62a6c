"""Reports that this tool wrote itself: they are recognised by their mark and skipped (E05)."""

from __future__ import annotations

from pathlib import Path

from auditor.schema import Notice

_JSON = (b'"schema": "auditor-', b'"schema":"auditor-')
_CSV = (
    b"document,table_no,row_no,table_title,department,",
    b"document,table_no,row_no,department,project,rule,",
    b"document,table_no,row_no,name,target,findings,kind,",
    b"name,predicted_tier,confidence,second_choice,words",
)
_TEXT = ("━━━━".encode(), "措辞质量得分".encode())
_HEAD = 4096


def is_ours(path: Path) -> bool:
    """True where the first bytes of a file carry the mark of one of our reports."""
    if path.suffix.lower() not in (".json", ".jsonl", ".csv", ".txt"):
        return False
    with path.open("rb") as handle:
        head = handle.read(_HEAD).removeprefix(b"\xef\xbb\xbf")
    return any(mark in head for mark in _JSON) or head.startswith(_CSV) or all(mark in head for mark in _TEXT)


def notice(shown: str) -> Notice:
    """The notice for a skipped report."""
    return Notice("E05", "info", "已跳过本工具生成的报告。", shown)
