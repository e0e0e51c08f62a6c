"""Many files on the terminal: one line each, most urgent first, and the departments at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from auditor.reports.document_view import SCORE_NAME, VERDICTS, verdict_text
from auditor.reports.drawing import folded
from auditor.reports.marking import clean
from auditor.reports.records import all_findings, severity_counts
from auditor.schema import DocumentResult, Report, Severity

_COUNTS = ("错误", "警告", "提示")


def headline(report: Report) -> Text:
    """Return how many files were read, how many not, and how many have which verdict."""
    text = Text(f"共 {len(report.documents)} 个文件", style="bold")
    if report.failures:
        text.append(f"，另有 {len(report.failures)} 个未读取")
    counts = Counter(document.verdict for document in report.documents)
    for verdict in VERDICTS:
        if counts[verdict]:
            text.append("  ").append_text(verdict_text(verdict)).append(f" {counts[verdict]}")
    return text


def file_table(documents: Iterable[DocumentResult], least: str = "info") -> Table:
    """Return one line per file, ranked by errors and then by warnings per used row; – for what is not shown."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("文件", ratio=1, overflow="fold")
    table.add_column("结论", no_wrap=True)
    for head in ("在用", *_COUNTS, "得分"):
        table.add_column(head, justify="right", no_wrap=True)
    for document in sorted(documents, key=_urgency):
        counts = severity_counts(all_findings(document))
        table.add_row(
            folded(Text(clean(document.submission.path))),
            verdict_text(document.verdict),
            str(_used(document)),
            *(
                str(count) if Severity[label.upper()] >= Severity[least.upper()] else "–"
                for label, count in counts.items()
            ),
            _score(document.score),
        )
    return table


def department_table(report: Report) -> Table:
    """Return one line per department with findings per used row, in the order of the report."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("部门", ratio=1, overflow="fold")
    for head in ("文件", "在用", *(f"{count}/行" for count in _COUNTS), SCORE_NAME):
        table.add_column(head, justify="right", no_wrap=True)
    for department in report.departments:
        used = department.used_rows
        rates = (department.findings_by_severity.get(label, 0) for label in ("error", "warning", "info"))
        table.add_row(
            folded(Text(clean(department.department) or "（未填部门）")),
            str(department.documents),
            str(used),
            *(f"{count / used:.2f}" if used else "–" for count in rates),
            _score(department.score),
        )
    return table


def _score(score: float | None) -> str:
    return "未评" if score is None else f"{score:.1f}"


def _used(document: DocumentResult) -> int:
    return sum(row.indicator.used for table in document.tables for row in table.rows)


def _urgency(document: DocumentResult) -> tuple[float, float, str]:
    counts, used = severity_counts(all_findings(document)), max(_used(document), 1)
    return (-counts["error"] / used, -counts["warning"] / used, document.submission.path)
