"""Which rules to mend first: those whose findings stand on most rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from auditor.schema import Finding, Report, Severity


@dataclass(frozen=True, slots=True)
class Fix:
    """A rule, on how many rows it stands, and the advice of its first finding."""

    rule: str
    name: str
    rows: int
    advice: str


def top_fixes(report: Report, limit: int = 5) -> list[Fix]:
    """Return the rules that repair most rows, most first; errors and warnings only.

    Parameters
    ----------
    report : Report
        One file or many.
    limit : int
        How many rules at most.
    """
    rows: Counter[str] = Counter()
    first: dict[str, Finding] = {}
    for document in report.documents:
        for table in document.tables:
            for row in table.rows:
                pressing = {f.rule: f for f in row.findings if f.severity >= Severity.WARNING}
                rows.update(pressing.keys())
                first = {**pressing, **first}
    ranked = sorted(rows, key=lambda rule: (-rows[rule], rule))[:limit]
    return [Fix(rule, first[rule].name, rows[rule], first[rule].advice) for rule in ranked]
