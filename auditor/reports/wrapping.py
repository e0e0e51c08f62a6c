"""Wraps and pads text in which a Chinese character takes two columns."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_CLOSING = "，。、；：！？）》」』】〕”’…｜,.;:!?)}]"
_OPENING = "（《「『【〔“‘([{"
_UNITS = re.compile(
    rf"[{re.escape(_OPENING)}]*"
    r"(?:[0-9A-Za-z!-~]*[/\\_]|[!-~]+|.)"
    rf"[{re.escape(_CLOSING)}]*\s*",
    re.DOTALL,
)


def columns(text: str) -> int:
    """Return how many terminal columns the text takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, width: int) -> str:
    """Fill the text with spaces on the right up to a number of columns."""
    return text + " " * (width - columns(text))


def breaks(text: str, width: int) -> list[int]:
    """Return where to break one line of text so that no piece takes more than ``width`` columns.

    Breaks stand between Chinese characters and at white space, never inside a Latin word that fits a line. A closing
    punctuation mark stays with the character before it, an opening one with the character after it.
    """
    found: list[int] = []
    used = 0
    for unit in _UNITS.finditer(text):
        wide = columns(unit[0].rstrip())
        if used and used + wide > width:
            found.append(unit.start())
            used = 0
        if wide > width:
            used = _hard(unit, width, found)
        else:
            used += columns(unit[0])
    return found


def wrapped(text: str, width: int) -> list[str]:
    """Break a paragraph into lines of at most ``width`` columns; its own line breaks are joined."""
    flat = joined(text)
    edges = [0, *breaks(flat, width), len(flat)]
    return [line for line in (flat[a:b].strip() for a, b in pairwise(edges)) if line]


def joined(text: str) -> str:
    """Join the lines of a paragraph; no space where a Chinese character stands at the break."""
    result = ""
    for line in (part.strip() for part in text.strip().splitlines()):
        latin = result[-1:].isascii() and line[:1].isascii()
        result += (" " if result and latin else "") + line
    return result


def _hard(unit: re.Match[str], width: int, found: list[int]) -> int:
    """Break inside a unit that no line can hold; return the columns used on its last line."""
    used = 0
    for place, character in enumerate(unit[0], unit.start()):
        wide = columns(character)
        if used and used + wide > width:
            found.append(place)
            used = 0
        used += wide
    return used
