"""``Report`` as the plain structure ``auditor-report/1`` that the JSON outputs print.

The shape is published as ``auditor/reports/schema/auditor-report-1.schema.json``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from auditor.reports.rows import extract_values
from auditor.schema import (
    DocumentResult,
    Finding,
    Prediction,
    Report,
    Rewrite,
    RowResult,
    RowScore,
    Severity,
    Submission,
    Suppressed,
    TableResult,
)

SCHEMA = "auditor-report/1"

_TOOL_KEYS = ("version", "ruleset", "model", "corpus")

Record = dict[str, Any]


def report_record(report: Report) -> Record:
    """Return the whole report as dictionaries, lists, strings and numbers, with the keys of ``auditor-report/1``."""
    return {
        "schema": SCHEMA,
        "tool": tool_record(report),
        "documents": [document_record(document) for document in report.documents],
        "failures": [asdict(failure) for failure in report.failures],
        "notices": [asdict(notice) for notice in report.notices],
        "summary": _summary(report),
    }


def tool_record(report: Report) -> Record:
    """Return which version, rules, model and corpus made the report."""
    return {key: report.tool.get(key, "") for key in _TOOL_KEYS}


def document_record(document: DocumentResult) -> Record:
    """Return one document of the report."""
    submission = document.submission
    return {
        "path": submission.path,
        "format": submission.format,
        "kinds": submission.kinds,
        "department": submission.department,
        "year": submission.year,
        "verdict": document.verdict,
        "notices": [asdict(notice) for notice in submission.notices],
        "tables": [_table(submission, table) for table in document.tables],
        "grading": [asdict(band) for band in submission.bands],
        "tasks": [asdict(task) for task in submission.tasks],
        "findings": [finding_record(finding) for finding in document.findings],
        "suppressed": [_suppressed(aside) for aside in document.suppressed],
        "score": _rounded(document.score),
        "profile": {name: _rounded(points) for name, points in document.profile.items()},
    }


def finding_record(finding: Finding) -> Record:
    """Return a finding."""
    evidence = finding.evidence
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity.label,
        "level": finding.level,
        "field": finding.field,
        "message": finding.message,
        "evidence": {
            "text": evidence.text,
            "spans": [list(span) for span in evidence.spans],
            "numbers": list(evidence.numbers),
        },
        "advice": finding.advice,
        "source_class": finding.source_class,
        "address": finding.address,
        "fingerprint": finding.fingerprint,
    }


def _suppressed(aside: Suppressed) -> Record:
    return {
        **finding_record(aside.finding),
        "table_no": aside.table_no,
        "row_no": aside.row_no,
        "reason": aside.reason,
        "author": aside.author,
        "expires": aside.expires,
    }


def rewrite_record(rewrite: Rewrite) -> Record:
    """Return a suggestion."""
    record = asdict(rewrite)
    record["blanks"] = [asdict(blank) for blank in rewrite.blanks]
    record["copied"] = [{"text": piece.text, "from": piece.source} for piece in rewrite.copied]
    return record


def all_findings(document: DocumentResult) -> Iterator[Finding]:
    """Yield the findings of a document: its own, its tables' and their rows'."""
    yield from document.findings
    for table in document.tables:
        yield from table.findings
        for row in table.rows:
            yield from row.findings


def severity_counts(findings: Iterator[Finding]) -> dict[str, int]:
    """Count findings per severity, errors first; a severity without findings counts 0."""
    counts = Counter(finding.severity for finding in findings)
    return {severity.label: counts[severity] for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)}


def _table(submission: Submission, result: TableResult) -> Record:
    table = result.table
    return {
        "table_no": table.table_no,
        "title": table.title,
        "project": table.project,
        "framework": table.framework,
        "currency_unit": table.currency_unit,
        "budget": asdict(table.budget),
        "goals": [asdict(goal) for goal in table.goals],
        "rows": [_row(submission, result, row) for row in result.rows],
        "findings": [finding_record(finding) for finding in result.findings],
        "score": _rounded(result.score),
    }


def _row(submission: Submission, result: TableResult, row: RowResult) -> Record:
    return {
        **extract_values(submission, result.table, row.indicator),
        "prediction": _prediction(row.prediction),
        "findings": [finding_record(finding) for finding in row.findings],
        "rewrites": [rewrite_record(rewrite) for rewrite in row.rewrites],
        "score": _score(row.score),
    }


def _prediction(prediction: Prediction) -> Record:
    return {
        "tier": prediction.tier,
        "confidence": round(prediction.confidence, 4),
        "second": prediction.second,
        "words": list(prediction.words),
    }


def _score(score: RowScore | None) -> Record | None:
    if score is None:
        return None
    return {"total": _rounded(score.total), **{part: _rounded(points) for part, points in score.parts.items()}}


def _summary(report: Report) -> Record:
    rows = [row for document in report.documents for table in document.tables for row in table.rows]
    findings = [finding for document in report.documents for finding in all_findings(document)]
    return {
        "documents": len(report.documents),
        "rows": len(rows),
        "used_rows": sum(row.indicator.used for row in rows),
        "findings_by_rule": dict(sorted(Counter(finding.rule for finding in findings).items())),
        "findings_by_severity": severity_counts(iter(findings)),
        "departments": [
            {**asdict(department), "score": _rounded(department.score)} for department in report.departments
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
