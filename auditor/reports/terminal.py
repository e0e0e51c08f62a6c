"""The report that a person reads on the terminal, in Chinese; also as an SVG picture of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from auditor.reports.document_view import NOT_ASSESSED, document_view
from auditor.reports.drawing import console, draw, drawn, folded
from auditor.reports.explanations import explained
from auditor.reports.fixes import fix_lines, top_fixes
from auditor.reports.marking import STYLES, clean
from auditor.reports.notices import reading_lines
from auditor.reports.overview import department_table, file_table, headline
from auditor.schema import Report, Severity

if TYPE_CHECKING:
    from rich.console import RenderableType

_SEVERITIES = {severity.label: severity for severity in Severity}
_MARKS = "〔〕内为触发规则的文字。"
_SVG = re.sub(r"@font-face \{.*?\}\n", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
"""The frame of the picture; fonts are those of the reader's machine, nothing is fetched."""
_DRAFTS = "建议均为草案，数值须由单位依据填写并留存佐证。"


def to_text(report: Report, width: int = 80, *, colour: bool = False, least: str = "info") -> str:
    """Return the report as text.

    Parameters
    ----------
    report : Report
        One file is shown in full; of several files, one line each. Several departments get a table of their own.
    width : int
        Columns of the terminal.
    colour : bool
        Whether to write colour codes; a pipe gets none.
    least : str
        The severity that :func:`auditor.reports.threshold.at_least` left.
    """
    return drawn(_parts(report, width, colour=colour, least=least), width, colour=colour)


def to_svg(report: Report, width: int = 100, *, least: str = "info") -> str:
    """Return a picture of the terminal report, the same bytes for the same report.

    Parameters
    ----------
    report : Report
        What to draw.
    width : int
        Columns of the pictured terminal.
    least : str
        The severity that :func:`auditor.reports.threshold.at_least` left.
    """
    target = console(width, colour=True, record=True)
    draw(_parts(report, width, colour=True, least=least), target)
    return target.export_svg(title="auditor audit", unique_id="auditor", code_format=_SVG)


def _parts(report: Report, width: int, *, colour: bool, least: str) -> Iterator[RenderableType]:
    whole, report = report, _without_own(report)
    several = len({d.submission.path for d in report.documents} | {f.path for f in report.failures}) > 1
    if several:
        yield Rule(headline(report), align="left", characters="━")
    if several and report.documents:
        yield file_table(report.documents, least)
        yield Text(NOT_ASSESSED, style="dim")
        yield Text("单独审核某个文件可看到逐行明细：auditor audit 文件", style="dim")
    if several:
        yield Text()
    for document in report.documents if not several else []:
        yield from document_view(document, width, colour=colour, least=least)
    yield from _reading(whole)
    yield from fix_lines(top_fixes(report), width, advice=True) if several else explained(report)
    if len(report.departments) > (0 if several else 1):
        if not several:
            yield Text()
        yield Text("各部门", style="bold")
        yield department_table(report)
    yield from _closing(report, several=several, colour=colour)


def _without_own(report: Report) -> Report:
    """Leave out this tool's own reports, which were skipped; 读取情况 still names them."""
    kept = [d for d in report.documents if all(notice.code != "E05" for notice in d.submission.notices)]
    return replace(report, documents=kept)


def _reading(report: Report) -> Iterator[RenderableType]:
    lines = reading_lines(report)
    if lines:
        yield Text("读取情况", style="bold")
    for line in lines:
        severity = _SEVERITIES[line.severity]
        text = Text().append(severity.chinese, STYLES[severity]).append(f" {line.code} {line.name}  ")
        address = line.address if line.address != line.document else ""
        text.append(f"{clean(f'{line.document} {address}'.strip())}：{clean(line.message)}")
        yield _indented(text.append(f" → {clean(line.advice)}" if line.advice else "", "green"))
    if lines:
        yield Text()


def _indented(text: Text) -> Padding:
    return Padding(folded(text), (0, 0, 0, 2))


def _closing(report: Report, *, several: bool, colour: bool) -> Iterator[Text]:
    rows = [row for document in report.documents for table in document.tables for row in table.rows]
    notes = _MARKS if not several and not colour and any(row.findings for row in rows) else ""
    notes += _DRAFTS if not several and any(row.rewrites for row in rows) else ""
    if notes:
        yield Text(notes, style="dim")
