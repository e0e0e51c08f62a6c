"""Text files: dumps of Word tables (tabs), text of PDF tables (no tabs), narrative between them.

Three shapes are told apart by their tabs: a tab before every cell and a blank line between rows; one row a line with
tabs between cells; no tabs at all. Tables drawn with characters are a fourth. Addresses are line numbers from 1.
"""

from __future__ import annotations

import re

from auditor.intake import layout
from auditor.intake.formats import pages, pdf_text, ruled
from auditor.intake.formats.decode import decode
from auditor.intake.grid import Block, Paragraph, from_texts
from auditor.language import tiers

_FIELD_CODE = re.compile(r"\[bookmark:[^\]]*\]|\s*\bTC\s.*?\\[a-z]\s.*$|\x13.*?(?:\x14|\x15)|\x15")
_HEADING = re.compile(
    r"表\s*$|^第[一二三四五六七八九十]+部分|^[（(]?[一二三四五六七八九十]+[、）)]|^附件|^注[:：]|^说明[:：]"
)
_JUNK = "\x07\x08\x0c\x01"


def read(data: bytes) -> list[Block]:
    """Read the bytes of a text file into blocks.

    Raises
    ------
    ReadingError
        ``R201`` and ``R202`` of :func:`decode`.
    """
    printed = decode(data).split("\n")
    lines = [_clean(line) for line in printed]
    if ruled.is_ruled(lines):
        return ruled.read(lines)
    cell_lines = sum(line.lstrip(" ").startswith("\t") and line.strip(" ").count("\t") == 1 for line in lines)
    inner = sum("\t" in line.strip() for line in lines)
    if cell_lines >= 4 and cell_lines > 3 * inner:
        return _cell_per_line(lines)
    lines = [_clean(line) for line in pages.without_furniture(printed)]
    return _row_per_line(lines) if inner else pdf_text.read(lines)


def _clean(line: str) -> str:
    return _FIELD_CODE.sub("", line.translate({ord(c): "\n" if c == "\x0c" else "" for c in _JUNK})).replace("\n", "")


class _Rows:
    """Collects rows into grids and lines into paragraphs, in order."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.rows: list[list[tuple[str, str]]] = []
        self.width = 0  # of the widest row of the grid that is open

    def row(self, cells: list[tuple[str, str]]) -> None:
        self.rows.append(cells)
        self.width = max(self.width, len(cells))

    def paragraph(self, text: str, line: int) -> None:
        if text.strip():
            self.close()
            self.blocks.append(Paragraph(text.strip(), f"L{line}"))

    def close(self) -> None:
        if self.rows:
            self.blocks.append(from_texts(_mend(self.rows)))
            self.rows = []
            self.width = 0


def _cell_per_line(lines: list[str]) -> list[Block]:
    """Lines of a tab and a cell, a blank line between rows; others continue the cell or stand outside the table."""
    out = _Rows()
    row: list[tuple[str, str]] = []
    blank = 0

    def end_row() -> None:
        if row:
            out.row(list(row))
            row.clear()

    for number, line in enumerate(lines, 1):
        if line.lstrip(" ").startswith("\t"):
            if line.startswith(" ") and row:  # a cell mark after the last row of a table: a new table begins
                end_row()
                out.close()
            elif blank:
                end_row()
            row.append((line.strip(), f"L{number}"))
            blank = 0
        elif not line.strip():
            blank += 1
        elif row and _continues(lines, number, line, row, blank, out.width):
            text, address = row[-1]
            row[-1] = (f"{text}\n{line.strip()}" if text else line.strip(), address)
            blank = 0
        else:
            end_row()
            out.paragraph(line, number)
            blank = 0
    end_row()
    out.close()
    return out.blocks


def _mend(rows: list[list[tuple[str, str]]]) -> list[list[tuple[str, str]]]:
    """Join the two halves of a row below the header that a cell with an empty last paragraph tore apart."""
    mended: list[list[tuple[str, str]]] = []
    width = 0
    for row in rows:
        if layout.is_header([layout.column_role(text) for text, _ in row]):
            width = len(row)
        torn = mended and width and len(mended[-1]) < width and len(mended[-1]) + len(row) == width
        if torn and mended[-1][-1][0] and row[0][0] and not tiers.is_name(row[0][0]):
            mended[-1].extend(row)
        else:
            mended.append(list(row))
    return mended


def _continues(lines: list[str], number: int, line: str, row: list[tuple[str, str]], blank: int, width: int) -> bool:
    """Does a line without a tab belong to the cell above it?"""
    if line.startswith(" ") and _HEADING.search(line.strip()):
        return False
    if not blank:
        return True
    if blank > 1 and row[-1][0]:
        return False
    if _holds_prose(row) and not _HEADING.search(line):
        return True
    full = width and len(row) >= width
    follows = next((n for n in lines[number:] if n.strip() or n.startswith("\t")), "")
    return not full and not _HEADING.search(line) and follows.startswith("\t")


def _holds_prose(row: list[tuple[str, str]]) -> bool:
    """Is the last cell the text of a goal or purpose, which may have several paragraphs?"""
    return (
        len(row) > 1
        and bool(row[-1][0])
        and layout.label_role(row[-2][0]) in ("goal", "goal_term", "purpose", "completion")
    )


def _row_per_line(lines: list[str]) -> list[Block]:
    """``cell<TAB>cell`` lines; a line without a tab right below a row continues its last cell."""
    out = _Rows()
    previous_was_row = False
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            cells = [(cell.strip(), f"L{number}") for cell in line.split("\t")]
            short = out.rows and len(out.rows[-1]) < out.width and len(out.rows[-1]) + len(cells) - 1 == out.width
            if previous_was_row and short and out.rows[-1][-1][0] and cells[0][0] and out.rows[-1][0][0]:
                _glue(out.rows[-1], cells)
            else:
                out.row(cells)
            previous_was_row = True
        elif not line.strip():
            previous_was_row = False
        elif (
            previous_was_row
            and out.rows
            and not _HEADING.search(line.strip())
            and not layout.is_foot(line)
            and not layout.is_labelled(line)
        ):
            text, address = out.rows[-1][-1]
            out.rows[-1][-1] = (f"{text}\n{line.strip()}" if text else line.strip(), address)
        else:
            out.paragraph(line, number)
    out.close()
    return out.blocks


def _glue(row: list[tuple[str, str]], cells: list[tuple[str, str]]) -> None:
    text, address = row[-1]
    row[-1] = (f"{text}\n{cells[0][0]}", address)
    row.extend(cells[1:])
