"""Tables drawn with characters: Markdown pipes, +---+ grids and box-drawing lines, with the text between them."""

from __future__ import annotations

import re

from auditor.intake.grid import Block, Paragraph, from_texts

_FRAME = str.maketrans("│┃║｜", "||||")
_BORDER = re.compile(r"[\s|+:=\-─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋╭╮╰╯]+")
_MARKUP = re.compile(r"^\s{0,3}#{1,6}\s+|^\s*[-*+]\s+(?=\S)|^\s*>\s?|\*\*|__|`")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SPLIT = re.compile(r"(?<!\\)\|")
_FEWEST = 3
_BARE_RULE = re.compile(r"\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+")


def is_ruled(lines: list[str]) -> bool:
    """True where a text holds a table drawn with characters."""
    return sum(_is_row(line) for line in lines) >= _FEWEST or any(_BARE_RULE.fullmatch(line) for line in lines)


def read(lines: list[str]) -> list[Block]:
    """Read drawn tables into grids; what stands between them becomes paragraphs without markup."""
    blocks: list[Block] = []
    rows: list[tuple[int, str]] = []
    for number, line in enumerate([*_closed(lines), ""], 1):
        if _is_row(line) or (_is_border(line) and (rows or not _is_dash(line))):
            rows.append((number, line.translate(_FRAME)))
            continue
        if rows:
            blocks.append(from_texts(_rows(rows)))
            rows = []
        text = _MARKUP.sub("", line).strip()
        if text and not _is_border(text):
            blocks.append(Paragraph(text, f"L{number}"))
    return blocks


def _closed(lines: list[str]) -> list[str]:
    """Give Markdown tables without outer pipes their outer pipes: the head above the rule, the rule, the rows below."""
    closed = list(lines)
    for at, line in enumerate(lines):
        if not _BARE_RULE.fullmatch(line):
            continue
        place = max(0, at - 1)
        while place < len(lines) and lines[place].strip() and "|" in lines[place]:
            closed[place] = f"| {lines[place].strip()} |"
            place += 1
    return closed


def _is_row(line: str) -> bool:
    text = line.strip().translate(_FRAME)
    return text.startswith("|") and text.count("|") >= 3 and not _is_border(text)


def _is_border(line: str) -> bool:
    text = line.strip()
    return len(text) >= 3 and bool(_BORDER.fullmatch(text)) and not _is_blank_row(text)


def _is_blank_row(text: str) -> bool:
    return not text.translate(_FRAME).replace("|", "").strip()


def _is_dash(line: str) -> bool:
    """A rule of dashes between paragraphs, not the upper border of a table."""
    return not re.search(r"[+┌╔┏╭|]", line)


def _rows(lines: list[tuple[int, str]]) -> list[list[tuple[str, str]]]:
    """Rows of a table: one a line, or one between two borders where borders stand between the rows."""
    borders = sum(_is_border(line) for _, line in lines)
    framed = borders >= _FEWEST
    rows: list[list[tuple[str, str]]] = []
    fresh = True
    for number, line in lines:
        if _is_border(line):
            fresh = True
            continue
        cells = [
            _BREAK.sub("\n", _MARKUP.sub("", cell).replace("\\|", "|")).strip()
            for cell in _SPLIT.split(line.strip().strip("|"))
        ]
        if fresh or not framed or len(cells) != len(rows[-1]):
            rows.append([(cell, f"L{number}") for cell in cells])
        else:
            rows[-1] = [
                (f"{text}\n{more}" if text and more else text or more, at)
                for (text, at), more in zip(rows[-1], cells, strict=True)
            ]
        fresh = False
    return rows
