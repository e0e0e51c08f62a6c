"""What each grade of a band covers, as an interval of completion values over 0–100."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from auditor.language.normalize import normalize
from auditor.language.target import parse
from auditor.schema import GradingBand

GRADES = (("excellent", "优"), ("good", "良"), ("medium", "中"), ("poor", "差"))
_TOP = Decimal(100)
_INCLUDED = re.compile(r"\(不?含(?:本数)?\)")


@dataclass(frozen=True, slots=True)
class Interval:
    """``low`` … ``high``; ``point`` is True for a single number, ``open_low`` and ``open_high`` leave the end out."""

    grade: str
    low: Decimal
    high: Decimal
    point: bool = False
    open_low: bool = False
    open_high: bool = False

    def __str__(self) -> str:
        ends = "(" if self.open_low else "[", ")" if self.open_high else "]"
        return f"{self.grade}{ends[0]}{self.low:g}，{self.high:g}{ends[1]}"


def of(band: GradingBand) -> list[Interval]:
    """Intervals of the grades that hold a number, best first; a wordy grade gives none."""
    half_open = any("含" in getattr(band, name) for name, _ in GRADES)
    found = (_interval(grade, getattr(band, name), half_open=half_open) for name, grade in GRADES)
    return [interval for interval in found if interval is not None]


def _interval(grade: str, text: str, *, half_open: bool) -> Interval | None:
    quantities = parse(_INCLUDED.sub("", normalize(text))).quantities
    if not quantities:
        return None
    first = quantities[0]
    open_end = "不含" in text or (half_open and "含" not in text)
    if first.upper is not None:
        return Interval(grade, first.number, first.upper, open_high=half_open)
    if len(quantities) > 1:
        low, high = sorted(q.number for q in quantities[:2])
        return Interval(grade, low, high, open_high=any(q.comparator == "<" for q in quantities) or half_open)
    if first.comparator in ("≥", ">"):
        return Interval(grade, first.number, max(_TOP, first.number), open_low=first.comparator == ">" or open_end)
    if first.comparator in ("≤", "<"):
        return Interval(grade, Decimal(0), first.number, open_high=first.comparator == "<" or open_end)
    return Interval(grade, first.number, first.number, point=True)


def overlaps(intervals: list[Interval]) -> tuple[list[str], list[str]]:
    """Pairs that share a stretch, and pairs that share only an end."""
    wide: list[str] = []
    ends: list[str] = []
    for i, left in enumerate(intervals):
        for right in intervals[i + 1 :]:
            low, high = max(left.low, right.low), min(left.high, right.high)
            if low < high:
                wide.append(f"{left}与{right}")
            elif low == high and not _open_at(left, low) and not _open_at(right, low):
                ends.append(f"{left}与{right}")
    return wide, ends


def _open_at(interval: Interval, value: Decimal) -> bool:
    return (interval.open_low and value == interval.low) or (interval.open_high and value == interval.high)


def gaps(intervals: list[Interval]) -> list[str]:
    """Stretches of more than one point within 0–100 that no grade covers."""
    found: list[str] = []
    reached = Decimal(0)
    for interval in sorted(intervals, key=lambda i: (i.low, i.high)):
        if interval.low - reached > 1:
            found.append(f"{reached:g}–{interval.low:g}")
        reached = max(reached, interval.high)
    if _TOP - reached > 1:
        found.append(f"{reached:g}–100")
    return found
