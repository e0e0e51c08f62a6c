"""The printed period of a project (2025年3月—2025年10月): when it starts and ends, at the granularity that is printed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from auditor.language import dates, lexicon
from auditor.language.normalize import normalize
from auditor.resources import remembered

_YEARS = re.compile(r"(?<![\d.])((?:19|20)\d{2})(?:[-~至到]{1,2}((?:19|20)\d{2}))?(?![\d.])")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_MONTH = 31  # days
_BOTH = 2  # years that must be printed before a period can be called inverted


@dataclass(frozen=True, slots=True)
class Period:
    """``start`` and ``end`` of a project, None where it is not printed.

    ``inverted`` is True where the end lies before the start (``start`` and ``end`` stay as printed), ``half`` where only
    one of the two dates is filled in.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    inverted: bool = False
    half: bool = False

    def span(self) -> tuple[dt.date | None, dt.date | None]:
        """Start and end in order: of an inverted period the later date is the end."""
        return (self.end, self.start) if self.inverted else (self.start, self.end)


@remembered(maxsize=10_000)
def read(text: str) -> Period:
    """Read the cell of a period; any string is accepted, what is no date says nothing."""
    norm = normalize(text)
    years = _YEARS.fullmatch(norm)
    if years:
        norm = f"{years[1]}年-{years[2] or years[1]}年"
    found = [date for date in dates.find(norm) if not date.recurring]
    if not found or any(date.first is None or date.last is None for date in found):
        return Period()
    if len(found) == 1 and not found[0].joined:
        return _single(norm, found[0])
    start, end = found[0].first, found[-1].last
    if start is None or end is None:
        return Period()
    if end < start and len(_YEAR.findall(norm)) < _BOTH:
        return Period(start)  # 12月至3月: the second year is not printed
    return Period(start, end, inverted=end < start)


def _single(norm: str, date: dates.Date) -> Period:
    """One date: a quarter, half a year or a year is a period, anything finer is one end of it."""
    if date.first and date.last and (date.last - date.first).days >= _MONTH:
        return Period(date.first, date.last)
    before, after = norm[: date.start], norm[date.end :]
    if re.search(lexicon.phrase("period_open"), before + after):
        return Period()
    if re.search(lexicon.phrase("period_since"), before) or re.match(lexicon.phrase("period_from"), after):
        return Period(start=date.first, half=True)
    if re.search(lexicon.phrase("period_until"), before) or re.match(lexicon.phrase("period_before"), after):
        return Period(end=date.last, half=True)
    return Period(half=True)
