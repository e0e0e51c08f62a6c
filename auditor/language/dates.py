"""Dates as intervals at their printed granularity: 2026年1月 is 2026-01-01 … 2026-01-31."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from auditor.language import numerals, units
from auditor.resources import remembered

_YEAR = r"(?P<year>(?:19|20)\d{2}|\d{2}(?=[-.]\d{1,2}[-.]\d))"
_PART = r"上半年|下半年|第?[一二三四1-4]季度(?:末|底)?|[一二三四]季度|年底|年末|年初|年中|底|末|初"
_DATE = re.compile(
    r"(?<!\d)(?:(?P<year5>(?:19|20)\d{2})年)?(?<![一二三四五六七八九十百个])(?P<month4>十[一二]?|[一二三四五六七八九])月(?:份)?(?P<part4>底|末|初|上旬|中旬|下旬)?|"
    rf"(?<!\d){_YEAR}(?:年度?|(?=[-./]\d)|(?=\d{{4}}(?!\d)))"
    rf"(?:[-./]?(?P<month>1[0-2]|0?[1-9])(?!\d*[%‰元万亿])(?:月(?:份)?|(?=[-./]\d)|(?=\d{{2}}(?!\d))|(?![\d.]))"
    rf"(?:[-./]?(?P<day>3[01]|[12]\d|0?[1-9])(?:[日号]|(?![\d.%‰元万亿月])))?)?(?P<part>{_PART}|上旬|中旬|下旬)?"
    r"|(?<!\d)(?P<month2>1[0-2]|0?[1-9])月(?:份)?(?:(?P<day2>3[01]|[12]\d|0?[1-9])[日号]|(?P<part2>底|末|初|上旬|中旬|下旬))"
    r"|(?<!\d)(?P<month3>1[0-2]|0?[1-9])月(?:份)?(?=[^\d]|$)"
    r"|(?<!\d)(?P<year4>(?:19|20)\d{2})年度?(?!\d)"
    rf"|(?P<rel>(?:当年|本年|次年|年度)?(?:年底|年末|年初|年中|上半年|下半年|第[一二三四1-4]季度(?:末|底)?|[一二三四]季度(?:末|底)?))"
)
_EVERY = re.compile(
    r"每(?:年|季度|季|月|周|学期|半年|旬|日|天)(?:度)?(?:(?:1[0-2]|[1-9])月)?(?:(?:3[01]|[12]\d|[1-9])[日号])?(?:底|末|初)?"
)
_CALENDAR = re.compile(r"[年季月每]|\d\d[-./]\d|\d{8}")  # one of these stands in every date
_RANGE = re.compile(r"[-~至到]{1,2}")
_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class Date:
    """A date or a span of dates: ``first`` … ``last`` as printed; None where no year is known.

    ``recurring`` is True for 每月10日, whose interval is left open; ``joined`` where two dates are printed.
    ``start`` and ``end`` are offsets in the text.
    """

    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    recurring: bool = False
    text: str = ""
    joined: bool = False


def find(text: str, year: int | None = None) -> list[Date]:
    """Find the dates of a normalised text, ranges joined.

    Parameters
    ----------
    text : str
        Normalised text.
    year : int, optional
        The form's year, for dates printed without one (12月底前).
    """
    if not _CALENDAR.search(text):
        return []
    found = [Date(m.start(), m.end(), None, None, recurring=True, text=m.group()) for m in _EVERY.finditer(text)]
    for match in _DATE.finditer(text):
        bare_number = match.group().isdecimal() and not match["month"]
        if (
            match.group()
            and not bare_number
            and not _is_decimal(text, match)
            and not any(d.start <= match.start() < d.end for d in found)
        ):
            found.append(_read(match, year))
    return _join(text, sorted(found, key=lambda d: d.start), year)


def _is_decimal(text: str, match: re.Match[str]) -> bool:
    """True for the 2030.5 of 2030.5公里: a month printed as a mere number, with a unit behind it."""
    return match.group()[-1].isdecimal() and not match["day"] and _unit_behind().match(text, match.end()) is not None


@remembered(maxsize=1)
def _unit_behind() -> re.Pattern[str]:
    return re.compile(rf"(?:{units.pattern()})(?=$|[^\u4e00-\u9fff]|以|左右)")


def _join(text: str, dates: list[Date], year: int | None) -> list[Date]:
    joined: list[Date] = []
    for date in dates:
        before = joined[-1] if joined else None
        if before and not date.recurring and not before.recurring and _RANGE.fullmatch(text[before.end : date.start]):
            last = date.last
            if before.first and (last is None or date.first is None or date.first.year != before.first.year):
                again = find(date.text, before.first.year) if not re.match(r"(?:19|20)\d\d", date.text) else []
                last = again[0].last if again else last
            printed = text[before.start : date.end]
            joined[-1] = Date(before.start, date.end, before.first, last, text=printed, joined=True)
        else:
            joined.append(_half_range(text, date, year))
    return joined


def _half_range(text: str, date: Date, year: int | None) -> Date:
    """Read the first half of ``1-12月`` and ``2026-2028年``, which is printed without its 月 or 年."""
    year_head = re.search(r"(?<!\d)((?:19|20)\d{2})[-~至]$", text[: date.start])
    if year_head and re.match(r"(?:19|20)\d{2}年", date.text) and date.last:
        start = dt.date(int(year_head.group(1)), 1, 1)
        printed = text[year_head.start() : date.end]
        return Date(year_head.start(), date.end, start, date.last, text=printed, joined=True)
    head = re.search(r"(?<![\d.])(1[0-2]|[1-9])[-~至]$", text[: date.start])
    if not head or date.recurring or not re.match(r"\d{1,2}月", date.text):
        return date
    year = date.first.year if date.first else year
    first = dt.date(year, int(head.group(1)), 1) if year else None
    return Date(head.start(), date.end, first, date.last, text=text[head.start() : date.end], joined=True)


def _read(match: re.Match[str], year: int | None) -> Date:
    part = match["part"] or match["part2"] or match["part4"] or match["rel"] or ""
    printed = match["year"] or match["year4"] or match["year5"]
    if printed:
        year = int(printed) + (2000 if len(printed) == 2 else 0)
    month, day = match["month"] or match["month2"] or match["month3"] or match["month4"], match["day"] or match["day2"]
    first, last = _interval(year, int(numerals.parse(month or "0")), int(day or 0), part) if year else (None, None)
    return Date(match.start(), match.end(), first, last, text=match.group())


def _interval(year: int, month: int, day: int, part: str) -> tuple[dt.date | None, dt.date | None]:
    if month:
        days = calendar.monthrange(year, month)[1]
        if day > days:
            return None, None
        low, high = (day, day) if day else _inside_month(part, days)
        return dt.date(year, month, low), dt.date(year, month, high)
    quarter = re.search(r"([一二三四1-4])季度", part)
    if quarter:
        number = _QUARTER[quarter.group(1)]
        return dt.date(year, number * 3 - 2, 1), dt.date(year, number * 3, 30 if number in (2, 3) else 31)
    if "上半年" in part or "年中" in part:
        return dt.date(year, 1, 1), dt.date(year, 6, 30)
    if "下半年" in part:
        return dt.date(year, 7, 1), dt.date(year, 12, 31)
    if part.endswith(("底", "末")):
        return dt.date(year, 12, 1), dt.date(year, 12, 31)
    if part.endswith("初"):
        return dt.date(year, 1, 1), dt.date(year, 1, 31)
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _inside_month(part: str, days: int) -> tuple[int, int]:
    if part == "上旬" or part == "初":
        return 1, 10
    if part == "中旬":
        return 11, 20
    if part in ("下旬", "底", "末"):
        return 21, days
    return 1, days


def is_whole_year(date: Date) -> bool:
    """True where the interval is a whole calendar year: it only restates the budget year."""
    return bool(
        date.first
        and date.last
        and (date.first.month, date.first.day, date.last.month, date.last.day) == (1, 1, 12, 31)
        and date.first.year == date.last.year
    )
