"""Text of a submission on the terminal: control characters made harmless, the words that triggered a rule marked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from rich.text import Text

from auditor.schema import Severity

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan", Severity.NONE: ""}

_MARK = "bold underline"
_OPEN, _CLOSE = "〔", "〕"
_LONG = 60
_AROUND = 20

Spans = Iterable[tuple[int, int]]


def clean(text: str) -> str:
    """Put the text on one line and replace control characters, which could steer a terminal, with ``·``."""
    flat = "".join(c if c.isprintable() else " " if c.isspace() else "·" for c in text)
    return " ".join(flat.split())


def severity_text(severity: Severity) -> Text:
    """Return 错误, 警告 or 提示 in its colour."""
    return Text(severity.chinese, style=STYLES[severity])


def marked(text: str, spans: Spans, *, colour: bool) -> Text:
    """Return the text with the spans underlined, or inside 〔〕 where the terminal shows no colours.

    Parameters
    ----------
    text : str
        Cell text as printed.
    spans : iterable of (start, end)
        Half-open character ranges of ``text``; they may overlap and come in any order.
    colour : bool
        Whether styles are visible. Without them a span over the whole text is left unmarked.
    """
    merged = _merged(spans, len(text))
    if not colour and merged == [(0, len(text))]:
        merged = []
    result = Text()
    for inside, piece in _pieces(text, merged):
        if not inside:
            result.append(_visible(piece))
        elif colour:
            result.append(_visible(piece), style=_MARK)
        else:
            result.append(_OPEN + _visible(piece) + _CLOSE)
    return result


def excerpt(text: str, spans: Spans, *, colour: bool) -> Text:
    """Return a marked text, cut to the neighbourhood of its spans where it is long; ``…`` marks each cut."""
    merged = _merged(spans, len(text))
    if len(text) <= _LONG:
        return marked(text, merged, colour=colour)
    windows = _merged(((a - _AROUND, b + _AROUND) for a, b in merged), len(text)) or [(0, _LONG)]
    result = Text("…" * (windows[0][0] > 0))
    for start, end in windows:
        inside = [(a - start, b - start) for a, b in merged if start <= a < end]
        result.append_text(marked(text[start:end], inside, colour=colour)).append("…" * (end < len(text)))
    return result


def _merged(spans: Spans, length: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, a), min(length, b)) for a, b in spans):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces(text: str, merged: list[tuple[int, int]]) -> list[tuple[bool, str]]:
    cuts = [0, *(edge for span in merged for edge in span), len(text)]
    return [(bool(n % 2), text[a:b]) for n, (a, b) in enumerate(pairwise(cuts)) if a < b]


def _visible(piece: str) -> str:
    return "".join(c if c.isprintable() else " " if c.isspace() else "·" for c in piece)
