"""One indicator row with its findings and suggestions on the terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from auditor.reports.marking import Spans, clean, excerpt, marked, severity_text
from auditor.reports.suggestions import kind_label, one_line
from auditor.schema import Finding, RowResult

SOURCE_NAMES = {"official": "官方文件", "system": "系统通行做法", "tool": "本工具判断"}

_NUMBER_WIDTH = 4
_CELL_FIELDS = ("name", "target")
_SIGNS = "①②③"


def row_block(row: RowResult, width: int, *, colour: bool) -> RenderableType:
    """Return a row: place, names and value on the left, findings on the right, suggestions under both."""
    grid = _grid(width)
    indicator = row.indicator
    tiers = " / ".join(clean(tier) for tier in (indicator.first_tier, indicator.second_tier_raw) if tier)
    name = Text("\n").join(
        [Text(tiers, style="dim"), _cell(row, "name", colour)] if tiers else [_cell(row, "name", colour)]
    )
    findings = Text("\n").join(finding_text(f, _shown_elsewhere(row, f), colour=colour) for f in _worst_first(row))
    grid.add_row(str(indicator.row_no), name, _cell(row, "target", colour), findings)
    return Group(grid, *_suggestion_lines(row), Text())


def header(width: int) -> Table:
    """Return the line of column heads that stands above the rows."""
    grid = _grid(width)
    grid.add_row(*(Text(head, style="bold") for head in ("行", "一级/二级/三级指标", "指标值", "问题与建议")))
    return grid


def finding_text(finding: Finding, in_cell: bool, *, colour: bool) -> Text:
    """Return a finding: severity, id, name; what and why; the text that triggered it; what to do.

    Parameters
    ----------
    finding : Finding
        The finding.
    in_cell : bool
        Whether the text that triggered it is already shown, so that it need not be quoted.
    colour : bool
        Whether the terminal shows styles.
    """
    text = Text().append_text(severity_text(finding.severity)).append(f" {finding.rule} {clean(finding.name)}", "bold")
    text.append(f" 依据：{SOURCE_NAMES[finding.source_class]}", "dim").append("\n" + clean(finding.message))
    if not in_cell and finding.evidence.text:
        text.append("\n原文：", "dim")
        text.append_text(excerpt(finding.evidence.text, finding.evidence.spans, colour=colour))
    if finding.advice:
        text.append("\n→ " + clean(finding.advice), "green")
    return text


def _grid(width: int) -> Table:
    name, target = max(20, width * 26 // 100), max(12, width * 17 // 100)
    grid = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, width=width)
    grid.add_column(width=_NUMBER_WIDTH)
    grid.add_column(width=name, overflow="fold")
    grid.add_column(width=target, overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
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
    return marked(getattr(row.indicator, field), spans, colour=colour)


def _suggestion_lines(row: RowResult) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for sign, rewrite in zip(_SIGNS, row.rewrites, strict=False):
        line = Text(f"草案{sign} {kind_label(rewrite)}：{clean(one_line(rewrite))}", style="blue")
        line.no_wrap, line.overflow = True, "ellipsis"
        lines.append(Padding(line, (0, 0, 0, _NUMBER_WIDTH + 2)))
    return lines
