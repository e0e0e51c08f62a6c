"""One indicator row with its findings and suggestions on the terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from auditor.reports.drawing import folded
from auditor.reports.marking import Spans, clean, excerpt, marked, severity_text
from auditor.reports.suggestions import kind_label, one_line
from auditor.schema import Finding, RowResult

INDENT = 5

_CELL_FIELDS = ("name", "target")
_SIGNS = "①②③"


def row_block(row: RowResult, width: int, said: frozenset[str], *, colour: bool) -> RenderableType:
    """Return a row: number, name and value on the left, findings on the right, suggestions under both.

    Parameters
    ----------
    row : RowResult
        The row.
    width : int
        Columns of the terminal.
    said : frozenset of str
        Rules whose message need not stand in the row.
    colour : bool
        Whether the terminal shows styles.
    """
    grid = _grid(width)
    shown = (row.indicator.name, row.indicator.target)
    findings = Text("\n").join(
        finding_text(f, f.evidence.text in shown, colour=colour, brief=f.rule in said) for f in _worst_first(row)
    )
    number = Text(str(row.indicator.row_no), style="dim")
    grid.add_row(number, _cell(row, "name", colour), _cell(row, "target", colour), folded(findings))
    return Group(grid, *_suggestion_lines(row), Text())


def header(width: int) -> Table:
    """Return the line of column heads that stands above the rows."""
    grid = _grid(width)
    grid.add_row(*(Text(head, style="bold") for head in ("行", "三级指标", "指标值", "问题")))
    return grid


def finding_text(finding: Finding, in_cell: bool, *, colour: bool, brief: bool = False) -> Text:
    """Return a finding: severity, id and name; what is wrong here; the text that triggered it.

    Parameters
    ----------
    finding : Finding
        The finding.
    in_cell : bool
        Whether the text that triggered it is already shown, so that it need not be quoted.
    colour : bool
        Whether the terminal shows styles.
    brief : bool
        Whether to leave the message out, because the explanations say the same.
    """
    text = Text().append_text(severity_text(finding.severity)).append(f" {finding.rule} {clean(finding.name)}", "bold")
    if not brief:
        text.append("\n" + clean(finding.message))
    if not in_cell and finding.evidence.text:
        text.append("\n原文：", "dim")
        text.append_text(excerpt(finding.evidence.text, finding.evidence.spans, colour=colour))
    return text


def _grid(width: int) -> Table:
    name, target = max(20, width * 28 // 100), max(12, width * 16 // 100)
    grid = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, width=width)
    grid.add_column(width=INDENT - 2)
    grid.add_column(width=name)
    grid.add_column(width=target)
    grid.add_column(ratio=1)
    return grid


def _worst_first(row: RowResult) -> list[Finding]:
    return sorted(row.findings, key=lambda finding: (-finding.severity, finding.rule))


def _shown_elsewhere(row: RowResult, finding: Finding) -> bool:
    return finding.field in _CELL_FIELDS and finding.evidence.text == getattr(row.indicator, finding.field)


def _cell(row: RowResult, field: str, colour: bool) -> Text:
    """Return the cell as printed with the spans of all findings on it."""
    spans: Spans = [
        span for f in row.findings if f.field == field and _shown_elsewhere(row, f) for span in f.evidence.spans
    ]
    return folded(marked(getattr(row.indicator, field), spans, colour=colour))


def _suggestion_lines(row: RowResult) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for sign, rewrite in zip(_SIGNS, row.rewrites, strict=False):
        line = Text(f"草案{sign} {kind_label(rewrite)}：{clean(one_line(rewrite))}", style="green")
        line.no_wrap, line.overflow = True, "ellipsis"
        lines.append(Padding(line, (0, 0, 0, INDENT)))
    return lines
