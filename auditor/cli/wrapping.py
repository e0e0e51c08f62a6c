"""Wraps and pads text in which a Chinese character takes two columns."""

from __future__ import annotations

import re
import unicodedata

_UNITS = re.compile(r"\s+|[\x21-\x7e]+|.", re.DOTALL)
_NOT_FIRST = set("，。、；：！？）》」』】”’…,.;:!?)]}")


def columns(text: str) -> int:
    """Return how many terminal columns the text takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, width: int) -> str:
    """Fill the text with spaces on the right up to a number of columns."""
    return text + " " * (width - columns(text))


def wrapped(text: str, width: int) -> list[str]:
    """Break text into lines of at most ``width`` columns.

    Breaks stand between Chinese characters and at white space, never inside a Latin word that fits a line; a closing
    punctuation mark stays on the line of the character before it.
    """
    lines, line = [], ""
    for unit in _UNITS.findall(joined(text)):
        fits = columns(line) + columns(unit.rstrip()) <= width
        if fits or (unit in _NOT_FIRST and line):
            line += unit
        else:
            lines.append(line.rstrip())
            line = unit.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def joined(text: str) -> str:
    """Join the lines of a paragraph; no space where a Chinese character stands at the break."""
    result = ""
    for line in (part.strip() for part in text.strip().splitlines()):
        latin = result[-1:].isascii() and line[:1].isascii()
        result += (" " if result and latin else "") + line
    return result
