"""Running heads, feet and page numbers of text taken from pages: found by their places, taken out of the lines."""

from __future__ import annotations

import re
from collections import Counter

from auditor.intake import layout
from auditor.language import tiers

_NUMBERED = re.compile(
    r"\s*(?:第\s*\d{1,4}\s*页(?:[\s,，/]*共\s*\d{1,4}\s*页)?|共\s*\d+\s*页[\s,，]*第\s*\d+\s*页|[-—－–]+\s*\d{1,4}\s*[-—－–]+|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d+.*)\s*"
)
_BREAK = "\x0c"


def without_furniture(lines: list[str]) -> list[str]:
    """Blank page numbers and the heads and feet that stand beside at least two page breaks; line numbers stay.

    Parameters
    ----------
    lines : list of str
        The lines as printed; a form feed begins a page.
    """
    numbers = {i for i, line in enumerate(lines) if len(line) < 40 and _NUMBERED.fullmatch(line)}
    edges = _edges(lines, numbers)
    if not edges:
        return lines
    repeated = Counter(_key(lines[i]) for i in edges)
    gone = numbers | {i for i in edges if repeated[_key(lines[i])] > 1 and not _of_form(lines[i])}
    return ["" if i in gone else line for i, line in enumerate(lines)]


def _edges(lines: list[str], numbers: set[int]) -> set[int]:
    """Lines that are the first or last of a page, page numbers aside."""
    printed = [i for i, line in enumerate(lines) if line.strip() and i not in numbers]
    breaks = sorted(numbers | {i for i, line in enumerate(lines) if _BREAK in line})
    edges: set[int] = set()
    place = 0
    for at in breaks:
        while place < len(printed) and printed[place] < at:
            place += 1
        edges.update(printed[max(0, place - 1) : place + 1])
    return edges | ({printed[0]} if edges else set())


def _key(line: str) -> str:
    return "".join(line.split())


def _of_form(line: str) -> bool:
    """A tier, a column head, a label or the title of a form: part of a table even when each page repeats it."""
    words = line.split()
    alone = layout.is_title(line) or bool(layout.label_role(words[0]))
    return alone or "\t" in line.strip() or tiers.is_name(words[0]) or bool(layout.column_role(words[0]))
