"""Each rule that fired, explained once: why it matters and what to do. Rows then need not repeat it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from auditor.reports.drawing import folded
from auditor.reports.marking import STYLES, clean
from auditor.reports.records import all_findings
from auditor.schema import DocumentResult, Finding, Report, RowResult, Severity

if TYPE_CHECKING:
    from rich.console import RenderableType

SOURCE_NAMES = {"official": "官方要求", "system": "系统要求", "tool": "本工具建议"}

_QUOTED = re.compile("“([^”]*)”")


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule, how often it fired, how bad at worst, why it matters, what to do, on what the rule rests."""

    rule: str
    name: str
    count: int
    severity: Severity
    reason: str
    advice: str
    source: str


def explanations(report: Report) -> list[Explanation]:
    """Return one explanation per rule that fired, worst first, then the most frequent."""
    reasons = rationales() | report.rationales
    found: dict[str, list[Finding]] = {}
    for document in report.documents:
        for finding in all_findings(document):
            found.setdefault(finding.rule, []).append(finding)
    listed = [
        Explanation(
            rule,
            findings[0].name,
            len(findings),
            max(finding.severity for finding in findings),
            reasons.get(rule, ""),
            findings[0].advice,
            SOURCE_NAMES[findings[0].source_class],
        )
        for rule, findings in found.items()
    ]
    return sorted(listed, key=lambda e: (-e.severity, -e.count, e.rule))


def explained(report: Report) -> Iterator[RenderableType]:
    """Yield the section that explains every rule that fired."""
    listed = explanations(report)
    if listed:
        yield Text("为什么、怎么改", style="bold")
    for entry in listed:
        head = Text().append(entry.rule, STYLES[entry.severity]).append(f" {clean(entry.name)}", "bold")
        head.append(f"  {entry.count} 处  依据：{entry.source}", "dim")
        yield Padding(folded(head), (0, 0, 0, 2))
        body = Text(clean(entry.reason))
        if entry.advice:
            body.append("\n" * bool(entry.reason)).append("→ " + clean(entry.advice), "green")
        if body:
            yield Padding(folded(body), (0, 0, 0, 6))
    if listed:
        yield Text("auditor explain 编号 可查看一条规则的全部说明。", style="dim")


def rationales() -> dict[str, str]:
    """Return rule id → why it matters, from the catalogue."""
    from auditor.rules.registry import catalogue

    return {rule.id: rule.rationale for rule in catalogue()}


def said_once(document: DocumentResult) -> frozenset[str]:
    """Return the rules whose messages say nothing that the row and the explanation do not show.

    Such a rule fired on several rows, with the same words each time, and quotes only the name and the value of its row.
    """
    templates: dict[str, set[str]] = {}
    fired: dict[str, int] = {}
    for row, finding in _row_findings(document):
        template = _QUOTED.sub("“”", finding.message) if _quotes_the_row(row, finding) else finding.message
        templates.setdefault(finding.rule, set()).add(template)
        fired[finding.rule] = fired.get(finding.rule, 0) + 1
    return frozenset(rule for rule, count in fired.items() if count > 1 and len(templates[rule]) == 1)


def _quotes_the_row(row: RowResult, finding: Finding) -> bool:
    shown = f"{row.indicator.name}｜{row.indicator.target}"
    return all(quoted in shown for quoted in _QUOTED.findall(finding.message))


def _row_findings(document: DocumentResult) -> Iterable[tuple[RowResult, Finding]]:
    return ((row, finding) for table in document.tables for row in table.rows for finding in row.findings)
