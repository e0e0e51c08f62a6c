"""One line per indicator row: the columns of ``auditor extract --format csv`` and ``auditor audit --format rows``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from auditor.reports.suggestions import one_line
from auditor.schema import Indicator, Report, RowResult, Submission, Table, TableResult

EXTRACT_COLUMNS = (
    "document", "table_no", "row_no", "table_title", "department", "year", "project", "currency_unit", "used",
    "first_tier", "second_tier_raw", "second_tier", "name", "description", "target", "actual", "weight", "score",
    "deviation", "basis", "period_target", "address",
)  # fmt: skip
"""Columns of the extract, in order."""

AUDIT_COLUMNS = (
    "predicted_tier", "confidence", "second_choice", "findings", "severity", "score", "verdict", "rewrites",
)  # fmt: skip
"""What ``--format rows`` adds behind them. ``score`` stands twice: the printed 得分, then the wording score."""

REWRITE_SEPARATOR = " ‖ "


def extract_values(submission: Submission, table: Table, row: Indicator) -> dict[str, str | int]:
    """Return the extract columns of one row; what a row does not say itself is taken from its table and file."""
    return {
        "document": submission.path,
        "table_no": row.table_no,
        "row_no": row.row_no,
        "table_title": table.title,
        "department": row.department or table.department or submission.department,
        "year": row.year or table.year or submission.year,
        "project": row.project or table.project,
        "currency_unit": table.currency_unit,
        "used": int(row.used),
        "first_tier": row.first_tier,
        "second_tier_raw": row.second_tier_raw,
        "second_tier": row.second_tier,
        "name": row.name,
        "description": row.description,
        "target": row.target,
        "actual": row.actual,
        "weight": row.weight,
        "score": row.score,
        "deviation": row.deviation,
        "basis": row.basis,
        "period_target": row.period_target,
        "address": row.address,
    }


def number(value: float | None, digits: int = 2) -> str:
    """Print a number without needless zeros: ``72.5``, ``100``; nothing for None."""
    if value is None:
        return ""
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def extract_csv(submissions: Iterable[Submission]) -> str:
    """Return the extract of all submissions as CSV text without a byte order mark.

    Parameters
    ----------
    submissions : iterable of Submission
        In the order in which they are to be printed.
    """
    lines = (
        list(extract_values(submission, table, row).values())
        for submission in submissions
        for table in submission.tables
        for row in table.rows
    )
    return csv_text(EXTRACT_COLUMNS, lines)


def rows_csv(report: Report) -> str:
    """Return ``--format rows``: the extract columns and what was found about each row."""
    return csv_text(EXTRACT_COLUMNS + AUDIT_COLUMNS, audited_lines(report))


def csv_text(columns: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """Write a header and lines as CSV with plain line feeds."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(lines)
    return buffer.getvalue()


def audited_lines(report: Report) -> Iterator[list[object]]:
    """Yield the values of ``EXTRACT_COLUMNS + AUDIT_COLUMNS`` for each row of a report."""
    for document in report.documents:
        for table in document.tables:
            for row in table.rows:
                values = extract_values(document.submission, table.table, row.indicator)
                yield [*values.values(), *_audit_values(table, row)]


def _audit_values(table: TableResult, row: RowResult) -> list[object]:
    return [
        row.prediction.tier,
        number(row.prediction.confidence, 4) if row.prediction.tier else "",
        row.prediction.second,
        " ".join(sorted({finding.rule for finding in row.findings})),
        row.severity.label if row.findings else "",
        number(row.score.total) if row.score else "",
        table.verdict,
        REWRITE_SEPARATOR.join(one_line(rewrite) for rewrite in row.rewrites),
    ]
