"""Which rules to mend first: those whose findings stand on most rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from auditor.reports.drawing import folded
from auditor.reports.marking import STYLES, clean
from auditor.reports.wrapping import columns, padded
from auditor.schema import Finding, Report, Severity

if TYPE_CHECKING:
    from rich.console import RenderableType

_BAR, _SHORTEST_BAR = 36, 8


@dataclass(frozen=True, slots=True)
class Fix:
    """A rule, on how many rows it stands, how bad it is at worst, and the advice of its first finding."""

    rule: str
    name: str
    rows: int
    severity: Severity
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
    worst: dict[str, Severity] = {}
    first: dict[str, Finding] = {}
    for document in report.documents:
        for table in document.tables:
            for row in table.rows:
                pressing = [f for f in row.findings if f.severity >= Severity.WARNING]
                rows.update({f.rule for f in pressing})
                for finding in pressing:
                    first.setdefault(finding.rule, finding)
                    worst[finding.rule] = max(finding.severity, worst.get(finding.rule, Severity.NONE))
    ranked = sorted(rows, key=lambda rule: (-rows[rule], -worst[rule], rule))[:limit]
    return [Fix(rule, first[rule].name, rows[rule], worst[rule], first[rule].advice) for rule in ranked]


def fix_lines(fixes: list[Fix], width: int, *, advice: bool) -> Iterator[RenderableType]:
    """Yield one line per rule with a bar as long as its share of rows; ``advice`` adds what to do."""
    if not fixes:
        return
    yield Text("优先修改（能改好最多行的问题）", style="bold")
    names = [f"{fix.rule} {clean(fix.name)}" for fix in fixes]
    longest = max(columns(name) for name in names)
    room = min(_BAR, width - longest - 14)
    for name, fix in zip(names, fixes, strict=True):
        line = Text(f"{padded(name, longest)}  ")
        if room >= _SHORTEST_BAR:
            length = max(1, round(room * fix.rows / fixes[0].rows))
            line.append("━" * length, STYLES[fix.severity]).append(" " * (room - length))
        line.append(f" {fix.rows:>4} 行", "bold")
        yield Padding(folded(line), (0, 0, 0, 2))
        if advice and fix.advice:
            yield Padding(folded(Text("→ " + clean(fix.advice), style="green")), (0, 0, 0, 6))
    yield Text()
