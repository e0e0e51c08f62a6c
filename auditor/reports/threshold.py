"""What of a report is shown, and what decides the exit code."""

from __future__ import annotations

from dataclasses import replace

from auditor.reports.records import all_findings
from auditor.schema import Finding, Report, RowResult, Severity


def at_least(report: Report, severity: str) -> Report:
    """Return the report without findings below a severity and without their drafts; verdicts and scores stay as they are.

    Parameters
    ----------
    report : Report
        The whole report; it is not changed.
    severity : str
        ``info``, ``warning`` or ``error``.
    """
    limit = Severity[severity.upper()]

    def kept(findings: list[Finding]) -> list[Finding]:
        return [finding for finding in findings if finding.severity >= limit]

    documents = [
        replace(
            document,
            findings=kept(document.findings),
            tables=[
                replace(
                    table,
                    findings=kept(table.findings),
                    rows=[_row(row, kept(row.findings)) for row in table.rows],
                )
                for table in document.tables
            ],
        )
        for document in report.documents
    ]
    return replace(report, documents=documents)


def _row(row: RowResult, findings: list[Finding]) -> RowResult:
    """Return the row with these findings; where all were taken away, the drafts that answer them go too."""
    return replace(row, findings=findings, rewrites=row.rewrites if findings or not row.findings else [])


def worst(report: Report) -> Severity:
    """Return the worst severity of all findings; reading notices do not count."""
    found = (finding.severity for document in report.documents for finding in all_findings(document))
    return max(found, default=Severity.NONE)
