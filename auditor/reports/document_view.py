"""One file in full on the terminal: verdict, score, what was not assessed, every finding in its row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from auditor.reports.drawing import folded
from auditor.reports.explanations import said_once
from auditor.reports.fixes import fix_lines, top_fixes
from auditor.reports.marking import STYLES, clean
from auditor.reports.records import all_findings
from auditor.reports.row_view import INDENT, finding_text, header, row_block
from auditor.reports.rows import number
from auditor.schema import DocumentResult, Finding, Report, RowResult, Severity, Table, TableResult, Verdict
from auditor.scoring import WEIGHTS

if TYPE_CHECKING:
    from rich.console import RenderableType

SCORE_NAME = "措辞质量得分"
NOT_ASSESSED = "未评：是否符合单位职能和规划、指标值高低与历年水平、预算规模、论证与证明材料；得分只看文字。"

_CLEAR = {"info": "未见问题", "warning": "没有警告或错误", "error": "没有错误"}
_MOST_ROWS = 200
"""Rows of one table that a person reads on a terminal; an export of thousands goes to a file."""

VERDICTS: dict[Verdict, str] = {
    "需修改": "bold red",
    "建议复核": "bold yellow",
    "未见问题": "bold green",
    "未评": "dim",
}


def document_view(
    document: DocumentResult, width: int, *, colour: bool, least: str = "info"
) -> Iterator[RenderableType]:
    """Yield what is to be printed about a file, top to bottom; ``least`` is the severity that is shown at least."""
    yield Rule(Text(clean(document.submission.path), style="bold"), align="left", characters="━")
    yield from _head(document, least)
    yield Text()
    yield from fix_lines(top_fixes(Report([document])), width, advice=False)
    yield from _findings("文件", document.findings, colour=colour)
    said = said_once(document)
    for table in document.tables:
        yield from _table(table, width, said, colour=colour, least=least)


def verdict_text(verdict: Verdict) -> Text:
    """Return the verdict in its colour."""
    return Text(verdict, style=VERDICTS[verdict])


def counts_text(findings: Iterator[Finding], least: str) -> Text:
    """Return ``错误 2  警告 3  提示 1``, down to the severity that is shown at least."""
    found = list(findings)
    parts = [
        Text(f"{severity.chinese} {sum(f.severity == severity for f in found)}", style=STYLES[severity])
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
        if severity >= Severity[least.upper()]
    ]
    return Text("  ").join(parts)


def score_text(score: float | None, grade: str) -> str:
    """Return ``71.5（中）``, or 未评."""
    return "未评" if score is None else number(score, 1) + (f"（{grade}）" if grade else "")


def _head(document: DocumentResult, least: str) -> Iterator[Text]:
    submission = document.submission
    rows = [row for table in document.tables for row in table.rows]
    used = sum(row.indicator.used for row in rows)
    facts = [clean(submission.department), f"{submission.year} 年度" if submission.year else ""]
    if rows:
        in_use = "全部在用" if used == len(rows) else f"在用 {used} 行"
        facts += [f"指标表 {len(document.tables)} 张", f"指标 {len(rows)} 行（{in_use}）"]
    if any(facts):
        yield Text("  ".join(fact for fact in facts if fact))
    if not rows:
        yield Text("结论：").append_text(verdict_text(document.verdict)).append("（没有读到指标表）", "dim")
        return
    verdict = Text("结论：").append_text(verdict_text(document.verdict))
    verdict.append(f"    {SCORE_NAME}：").append(score_text(document.score, document.grade), style="bold")
    yield verdict.append("    ").append_text(counts_text(all_findings(document), least))
    if document.suppressed:
        yield Text(
            f"另有 {len(document.suppressed)} 处按忽略清单略去，不计入结论和得分；csv 报告列出各处的原因。", style="dim"
        )
    if any(value is not None for value in document.profile.values()):
        points = (f"{name} {_points(name, value)}" for name, value in document.profile.items())
        yield Text(f"四维对照：{'  '.join(points)}  已评 {document.assessed_points}/100 分")
    yield Text(NOT_ASSESSED, style="dim")


def _points(dimension: str, value: float | None) -> str:
    return "未评" if value is None else f"{number(value, 1)}/{WEIGHTS[dimension]}"


def _table(
    result: TableResult, width: int, said: frozenset[str], *, colour: bool, least: str
) -> Iterator[RenderableType]:
    head = Text().append(f"表 {result.table.table_no} {_title(result.table)}".rstrip(), "bold").append("  ")
    yield head.append_text(verdict_text(result.verdict)).append(f"  {score_text(result.score, result.grade)}")
    yield from _findings("本表", result.findings, colour=colour)
    found = [row for row in result.rows if row.findings or row.rewrites]
    if found:
        yield header(width)
        yield Rule(style="dim")
    place = ""
    for row in found[:_MOST_ROWS]:
        if _place(row, result.table) != place:
            place = _place(row, result.table)
            yield Padding(folded(Text(place, style="dim")), (0, 0, 0, INDENT))
        yield row_block(row, width, said, colour=colour)
    if len(found) > _MOST_ROWS:
        hint = "全部问题请用 auditor audit 文件 --output 结果.csv 写出"
        yield Text(f"这里只列前 {_MOST_ROWS} 行，还有 {len(found) - _MOST_ROWS} 行有问题；{hint}。", style="bold")
    yield from _clear([row for row in result.rows if not (row.findings or row.rewrites)], bool(found), least)
    yield Text()


def _title(table: Table) -> str:
    title, project = clean(table.title), clean(table.project)
    return title if project in title else f"{title} {project}".strip()


def _place(row: RowResult, table: Table) -> str:
    """Return the tiers of a row; in a list of many projects, before them whose row it is."""
    indicator = row.indicator
    department = indicator.department if indicator.department != table.department else ""
    project = indicator.project if indicator.project != table.project else ""
    parts = (department, project, indicator.first_tier, indicator.second_tier_raw)
    return " / ".join(clean(part) for part in parts if part)


def _clear(rows: list[RowResult], others: bool, least: str) -> Iterator[Text]:
    counts = {
        f"行{_CLEAR[least]}": sum(r.indicator.used for r in rows),
        "行未使用": sum(not r.indicator.used for r in rows),
    }
    if rows:
        listed = "，".join(f"{count} {what}" for what, count in counts.items() if count)
        yield Text(f"{'其余 ' if others else ''}{listed}。", style="dim")


def _findings(place: str, findings: list[Finding], *, colour: bool) -> Iterator[RenderableType]:
    if not findings:
        return
    yield Text(f"{place}问题", style="bold")
    for finding in sorted(findings, key=lambda f: (-f.severity, f.rule, f.address)):
        text = finding_text(finding, False, colour=colour)
        if finding.address:
            text.append(f"  位置：{clean(finding.address)}", "dim")
        yield Padding(folded(text), (0, 0, 0, 2))
    yield Text()
