"""``auditor audit --format csv``: one line per finding, reading notices and unread files included."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.reports.notices import reading_lines
from auditor.reports.rows import csv_text
from auditor.schema import DocumentResult, Finding, Indicator, Report, Submission, Suppressed, Table
from auditor.scoring import rows_by_address

COLUMNS = (
    "document", "table_no", "row_no", "department", "project", "rule", "rule_name", "severity", "level", "field",
    "name", "target", "message", "evidence", "advice", "address", "fingerprint", "suppressed", "baseline_state",
)  # fmt: skip


def findings_csv(report: Report) -> str:
    """Return all findings as CSV text: per document its own, its tables' and their rows', then the reading notices."""
    return csv_text(COLUMNS, ([line.get(column, "") for column in COLUMNS] for line in _lines(report)))


def _lines(report: Report) -> Iterator[dict[str, object]]:
    for document in report.documents:
        yield from _document_lines(document)
    for notice in reading_lines(report):
        yield {
            "document": notice.document,
            "department": notice.department,
            "rule": notice.code,
            "rule_name": notice.name,
            "severity": notice.severity,
            "level": "reading",
            "message": notice.message,
            "advice": notice.advice,
            "address": notice.address,
        }


def _document_lines(document: DocumentResult) -> Iterator[dict[str, object]]:
    submission = document.submission
    for finding in document.findings:
        yield _line(finding, submission, None, None)
    for table in document.tables:
        homes = rows_by_address(table) if table.findings else {}
        for finding in table.findings:
            home = homes.get(finding.address)
            whose = {"department": home.department, "project": home.project} if home else {}
            yield _line(finding, submission, table.table, None) | {name: text for name, text in whose.items() if text}
        for row in table.rows:
            for finding in row.findings:
                yield _line(finding, submission, table.table, row.indicator)
    for aside in document.suppressed:
        form = next((t.table for t in document.tables if t.table.table_no == aside.table_no), None)
        row_of = next((r for r in form.rows if r.row_no == aside.row_no), None) if form else None
        yield _line(aside.finding, submission, form, row_of) | {"suppressed": _reason(aside)}


def _reason(aside: Suppressed) -> str:
    """Why a finding was set aside, by whom and until when, in one cell."""
    until = f"，至 {aside.expires}" if aside.expires else ""
    return f"{aside.reason}（{aside.author}{until}）"


def _line(finding: Finding, submission: Submission, table: Table | None, row: Indicator | None) -> dict[str, object]:
    department = (row and row.department) or (table and table.department) or submission.department
    project = (row and row.project) or (table and table.project) or ""
    return {
        "document": submission.path,
        "table_no": table.table_no if table else "",
        "row_no": row.row_no if row else "",
        "department": department,
        "project": project,
        "rule": finding.rule,
        "rule_name": finding.name,
        "severity": finding.severity.label,
        "level": finding.level,
        "field": finding.field,
        "name": row.name if row else "",
        "target": row.target if row else "",
        "message": finding.message,
        "evidence": finding.evidence.text,
        "advice": finding.advice,
        "address": finding.address,
        "fingerprint": finding.fingerprint,
    }
