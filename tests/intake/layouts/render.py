"""One layout, written as data, drawn in every format that departments send.

A layout is a TOML file: ``part`` tables hold ``text`` (a line outside every table) or ``cells`` (rows of a table), and a
part with ``sheet`` begins a further sheet of a workbook. In ``cells`` the sign ``<`` is the covered part of the cell to
its left, ``^`` that of the cell above it. ``expected`` says what has to be read, whatever the format.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from auditor.resources import tomllib

LEFT, UP = "<", "^"
FONT = "STSong-Light"
FIELDS = (
    "table_no", "department", "year", "project", "used", "first_tier", "second_tier_raw", "name", "description", "target",
    "actual", "weight", "score", "deviation", "basis", "period_target",
)  # fmt: skip
_NUMBER = re.compile(r"0|[1-9]\d*(?:\.\d*[1-9])?")
_PERCENT = re.compile(r"([1-9]\d?|100)%")

Cells = list[list[str]]
Part = dict[str, Any]


class Box(NamedTuple):
    """A cell with its place and spans."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str


def load(path: Path) -> dict[str, Any]:
    """Read a layout."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def expected(layout: dict[str, Any]) -> list[dict[str, str]]:
    """Rows that every format has to give: one text for each of ``FIELDS``."""
    wanted = layout["expected"]
    common = {"table_no": "1", "used": "1", **{key: str(value) for key, value in wanted.get("common", {}).items()}}
    rows = [dict(zip(wanted["fields"], row, strict=True)) for row in wanted.get("rows", [])]
    return [{field: str(row.get(field, common.get(field, ""))) for field in FIELDS} for row in rows]


def boxes(cells: Cells) -> list[Box]:
    """The cells of a table with their spans, row by row."""
    found: list[Box] = []
    for r, row in enumerate(cells):
        for c, text in enumerate(row):
            if text in (LEFT, UP):
                continue
            right, down = c + 1, r + 1
            while right < len(row) and row[right] == LEFT:
                right += 1
            while down < len(cells) and cells[down][c] == UP:
                down += 1
            found.append(Box(r, c, down - r, right - c, text))
    return found


def uncovered(cells: Cells) -> Cells:
    """The texts with nothing in the covered places, as a format without merged cells keeps them."""
    return [["" if text in (LEFT, UP) else text for text in row] for row in cells]


def docx(parts: list[Part], path: Path) -> None:
    """A Word document with merged cells."""
    from docx import Document

    document = Document()
    for part in parts:
        if "text" in part:
            document.add_paragraph(part["text"])
            continue
        cells: Cells = part["cells"]
        table = document.add_table(len(cells), len(cells[0]), style="Table Grid")
        for box in boxes(cells):
            cell = table.cell(box.row, box.column)
            if box.rowspan * box.colspan > 1:
                cell = cell.merge(table.cell(box.row + box.rowspan - 1, box.column + box.colspan - 1))
            cell.text = box.text
        document.add_paragraph()
    document.save(str(path))


def xlsx(parts: list[Part], path: Path) -> None:
    """A workbook: texts merged over the form, an empty row between tables, plain numbers and percents as such."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, placed in _sheets(parts):
        sheet: Any = book.create_sheet(name)
        for box in placed:
            cell = sheet.cell(box.row + 1, box.column + 1)
            value, percent = stored(box.text)
            if value != "":
                cell.value = value
            if percent:
                cell.number_format = "0%"
            if box.rowspan * box.colspan > 1:
                end = (box.row + box.rowspan, box.column + box.colspan)
                sheet.merge_cells(None, box.row + 1, box.column + 1, *end)
    book.save(path)


def xls(parts: list[Part], path: Path) -> None:
    """The same as Excel 97 stored it."""
    from layouts import biff8

    sheets = []
    for name, placed in _sheets(parts):
        sheet = biff8.Sheet(name)
        for box in placed:
            if box.text:
                sheet.cells[box.row, box.column] = stored(box.text)
            if box.rowspan * box.colspan > 1:
                sheet.merges.append((box.row, box.row + box.rowspan - 1, box.column, box.column + box.colspan - 1))
        sheets.append(sheet)
    path.write_bytes(biff8.workbook(sheets))


def _sheets(parts: list[Part]) -> list[tuple[str, list[Box]]]:
    """Name and placed cells of every sheet."""
    width = max((len(part["cells"][0]) for part in parts if "cells" in part), default=1)
    sheets: list[tuple[str, list[Box]]] = []
    row = 0
    for part in parts:
        if not sheets or "sheet" in part:
            sheets.append((part.get("sheet", "Sheet1"), []))
            row = 0
        placed = sheets[-1][1]
        if "text" in part:
            placed.append(Box(row, 0, 1, width, part["text"]))
            row += 1
        else:
            placed += [box._replace(row=row + box.row) for box in boxes(part["cells"])]
            row += len(part["cells"]) + 1
    return sheets


def stored(text: str) -> tuple[str | float, bool]:
    """The value that a spreadsheet keeps for a text, and whether it shows it as a percent."""
    percent = _PERCENT.fullmatch(text)
    if percent:
        return int(percent[1]) / 100, True
    return (float(text), False) if _NUMBER.fullmatch(text) else (text, False)


def web(parts: list[Part], path: Path) -> None:
    """A web page with rowspan and colspan."""
    out = ["<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>"]
    for part in parts:
        if "text" in part:
            out.append(f"<p>{html.escape(part['text'])}</p>")
            continue
        out.append("<table border='1'>")
        drawn = boxes(part["cells"])
        for number in range(len(part["cells"])):
            line = [
                f'<td rowspan="{box.rowspan}" colspan="{box.colspan}">{html.escape(box.text).replace(chr(10), "<br/>")}</td>'
                for box in drawn
                if box.row == number
            ]
            out.append(f"<tr>{''.join(line)}</tr>")
        out.append("</table>")
    path.write_text("\n".join(out), encoding="utf-8")


def _delimited(parts: list[Part], path: Path, delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    width = max((len(part["cells"][0]) for part in parts if "cells" in part), default=1)
    for part in parts:
        rows = [[part["text"]]] if "text" in part else uncovered(part["cells"])
        writer.writerows([*row, *[""] * (width - len(row))] for row in rows)
        if "cells" in part:
            writer.writerow([""] * width)
    path.write_text(out.getvalue(), encoding="utf-8-sig", newline="")


def comma(parts: list[Part], path: Path) -> None:
    """A form saved from a spreadsheet program as csv."""
    _delimited(parts, path, ",")


def tab(parts: list[Part], path: Path) -> None:
    """The same with tabs."""
    _delimited(parts, path, "\t")


def dump(parts: list[Part], path: Path) -> None:
    """The text of a Word document: a tab before every cell, a blank line between rows; cells merged to the right are one."""
    lines: list[str] = []
    for part in parts:
        if "text" in part:
            lines += [part["text"], ""]
            continue
        covered = {
            (r, c)
            for box in boxes(part["cells"])
            for r in range(box.row, box.row + box.rowspan)
            for c in range(box.column + 1, box.column + box.colspan)
        }
        for r, row in enumerate(part["cells"]):
            lines += ["\t" + ("" if text == UP else text) for c, text in enumerate(row) if (r, c) not in covered]
            lines.append("")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def pdf(parts: list[Part], path: Path) -> None:
    """Ruled tables on landscape pages."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=12, wordWrap="CJK")
    flow: list[Any] = []
    for part in parts:
        if "text" in part:
            flow.append(Paragraph(html.escape(part["text"]), style))
            continue
        cells: Cells = part["cells"]
        drawn = boxes(cells)
        content: list[list[Any]] = [[""] * len(row) for row in cells]
        commands: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        for box in drawn:
            content[box.row][box.column] = Paragraph(html.escape(box.text).replace("\n", "<br/>"), style)
            end = (box.column + box.colspan - 1, box.row + box.rowspan - 1)
            commands += [("SPAN", (box.column, box.row), end)] * (box.rowspan * box.colspan > 1)
        flow += [Table(content, colWidths=_widths(drawn, len(cells[0])), style=commands), Spacer(0, 20)]
    SimpleDocTemplate(str(path), pagesize=landscape(A4), title="form", leftMargin=40, rightMargin=40).build(flow)


def _widths(drawn: list[Box], count: int) -> list[float]:
    room = 750.0
    wanted = [
        max(
            [
                40,
                *(
                    12 + 9.5 * len(line)
                    for b in drawn
                    if b.column == c and b.colspan == 1
                    for line in b.text.split("\n")
                ),
            ]
        )
        for c in range(count)
    ]
    return [width * min(1.0, room / sum(wanted)) for width in wanted]


WRITERS: dict[str, Callable[[list[Part], Path], None]] = {
    "docx": docx,
    "xlsx": xlsx,
    "xls": xls,
    "html": web,
    "csv": comma,
    "tsv": tab,
    "txt": dump,
    "pdf": pdf,
}


def write(parts: list[Part], folder: Path, extension: str) -> Path:
    """Draw the parts of a layout in one format; return the file."""
    path = folder / f"form.{extension}"
    WRITERS[extension](parts, path)
    return path
