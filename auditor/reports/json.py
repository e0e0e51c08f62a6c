"""``--format json`` (the whole report) and ``--format jsonl`` (one line per document)."""

from __future__ import annotations

import json
from typing import Any

from auditor.reports.records import SCHEMA, document_record, report_record, tool_record
from auditor.schema import Report


def report_json(report: Report) -> str:
    """Return the report as indented JSON."""
    return dumped(report_record(report))


def report_jsonl(report: Report) -> str:
    """Return one line of JSON per document: the document's record with ``schema`` and ``tool`` in front."""
    head = {"schema": SCHEMA, "tool": tool_record(report)}
    return "".join(
        json.dumps({**head, **document_record(document)}, ensure_ascii=False) + "\n" for document in report.documents
    )


def dumped(record: Any) -> str:
    """Write a record the way all JSON outputs do: Chinese as printed, two spaces, a line feed at the end."""
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"
