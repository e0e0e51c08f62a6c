"""What ``auditor rewrite`` prints: the suggestions only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from auditor.reports.json import dumped
from auditor.reports.marking import clean
from auditor.reports.records import rewrite_record
from auditor.reports.rows import csv_text
from auditor.reports.suggestions import kind_label, one_line
from auditor.schema import DocumentResult, Report, RowResult, TableResult

SCHEMA = "auditor-rewrites/1"

COLUMNS = (
    "document", "table_no", "row_no", "name", "target", "findings", "kind", "second_tier", "suggestion", "formula",
    "evidence_source", "basis", "note",
)  # fmt: skip

_Place = tuple[DocumentResult, TableResult, RowResult]


def rewrites_csv(report: Report) -> str:
    """Return one line per suggestion."""
    return csv_text(
        COLUMNS,
        (
            [
                *_place(place),
                " ".join(_rules(place[2])),
                r.kind,
                r.second_tier,
                one_line(r),
                r.formula,
                r.evidence_source,
                r.basis,
                r.note,
            ]
            for place in _rows(report)
            for r in place[2].rewrites
        ),
    )


def rewrites_json(report: Report) -> str:
    """Return the rows that have suggestions, and the files that could not be read."""
    keys = COLUMNS[:5]
    return dumped(
        {
            "schema": SCHEMA,
            "rows": [
                {
                    **dict(zip(keys, _place(place), strict=True)),
                    "findings": _rules(place[2]),
                    "rewrites": [rewrite_record(rewrite) for rewrite in place[2].rewrites],
                }
                for place in _rows(report)
            ],
            "failures": [asdict(failure) for failure in report.failures],
        }
    )


def rewrites_text(report: Report) -> str:
    """Return each row with its suggestions, one a line."""
    lines: list[str] = []
    for document, table, row in _rows(report):
        place = f"{clean(document.submission.path)} 表 {table.table.table_no} 行 {row.indicator.row_no}"
        lines.append(f"{place}  {clean(row.indicator.name)}｜{clean(row.indicator.target)}  [{' '.join(_rules(row))}]")
        lines += [f"    {kind_label(rewrite)}：{clean(one_line(rewrite))}" for rewrite in row.rewrites]
    lines.append("建议均为草案，数值须由单位依据填写并留存佐证。" if lines else "没有修改草案。")
    return "\n".join(lines) + "\n"


def _rows(report: Report) -> Iterator[_Place]:
    for document in report.documents:
        for table in document.tables:
            for row in table.rows:
                if row.rewrites:
                    yield document, table, row


def _place(place: _Place) -> list[str | int]:
    document, table, row = place
    indicator = row.indicator
    return [document.submission.path, table.table.table_no, indicator.row_no, indicator.name, indicator.target]


def _rules(row: RowResult) -> list[str]:
    return sorted({finding.rule for finding in row.findings})
