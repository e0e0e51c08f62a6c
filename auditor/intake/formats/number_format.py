"""Number formats of spreadsheets: a stored value and its format code → the text that a person sees in the cell.

Covers what forms use: percentages, decimals, thousands, literal words around the number (``"≥"0"个"``), dates with 年 and
月. A code that is not understood gives the value as an unformatted cell would show it.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy-mm-dd", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"',
    29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 37: "#,##0", 38: "#,##0",
    39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<space>_.)|\*.|\[\$(?P<sign>[^\]-]*)[^\]]*\]|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]'
    r"|(?P<general>General|G/通用格式)|(?P<digits>[0#?][0#?,.]*|\.[0#?]+)|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|AM/PM|上午/下午|[aA]{3,4})"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 a cell's date has no zone
_LAST_SERIAL = 2_958_466
_EXACT, _DECIMALS = 1e15, 8


def plain(value: object) -> str:
    """Return the text of a value without number format: integers without ``.0``, dates as ``2026-01-03``."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _general(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes" if value.second == 0 else "seconds").removesuffix(" 00:00")
    if isinstance(value, dt.timedelta):
        return _elapsed(value)
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _general(value: float) -> str:
    if not math.isfinite(value):
        return ""
    if value == int(value) and abs(value) < _EXACT:
        return str(int(value))
    text = format(Decimal(format(round(value, 9), ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _elapsed(value: dt.timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


@lru_cache(maxsize=1000)
def _tokens(section: str) -> tuple[tuple[str, str], ...]:
    return tuple((m.lastgroup or "", m.group(m.lastgroup) if m.lastgroup else "") for m in _TOKEN.finditer(section))


@lru_cache(maxsize=1000)
def _sections(code: str) -> tuple[str, ...]:
    return tuple(re.findall(r'(?:^|;)((?:"[^"]*"|\\.|[^;"\\])*)', code)[:4]) or (code,)


@lru_cache(maxsize=1000)
def matters(code: str) -> bool:
    """True where a cell with this format does not look like its bare value."""
    return any(kind != "general" and not (kind == "other" and text == "@") for kind, text in _tokens(code))


@lru_cache(maxsize=1000)
def is_date(code: str) -> bool:
    """True for the format of a date, a time or a duration."""
    kinds = {kind for kind, _ in _tokens(_sections(code)[0])} if code else set()
    return bool(kinds & {"date", "elapsed"}) and not kinds & {"digits", "general"}


@lru_cache(maxsize=50_000, typed=True)
def shown(value: object, code: str) -> str:
    """Return the text that a cell shows.

    Parameters
    ----------
    value : str, bool, int, float, date, datetime, time or timedelta
        As stored; a float under a date format is a day number since 1899-12-30.
    code : str
        Format code such as ``0.00%`` or ``yyyy"年"m"月"``.
    """
    if isinstance(value, bool | str):
        return plain(value)
    if isinstance(value, int | float):
        if not is_date(code):
            return _number(value, code)
        if not 0 <= value < _LAST_SERIAL:
            return plain(value)
        value = _EPOCH + dt.timedelta(seconds=round(value * 86400))
    if isinstance(value, dt.date):
        return _date(value, code)
    return plain(value)


def _number(value: float, code: str) -> str:
    sections = _sections(code)
    at = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    tokens = _tokens(sections[at])
    masks = [text for kind, text in tokens if kind in ("digits", "general")]
    if (
        len(masks) != 1
        or ("other", "E") in tokens
        or ("other", "/") in tokens
        or any(kind == "date" for kind, _ in tokens)
        or not abs(value) < _EXACT
    ):
        return plain(value)
    percents = min(sum(token == ("other", "%") for token in tokens), 2)
    number = Decimal(repr(value)).scaleb(2 * percents)
    text = "".join(
        _masked(abs(number), part) if kind == "digits"
        else plain(float(abs(number))) if kind == "general"
        else "" if kind == "space" or (kind == "other" and part == "@")
        else part
        for kind, part in tokens
    )  # fmt: skip
    return ("-" if value < 0 and at == 0 and re.search("[1-9]", text) else "") + text.strip()


def _masked(number: Decimal, mask: str) -> str:
    """Write a number by a mask of digits such as ``#,##0.00``; commas at its end divide by a thousand."""
    body = mask.rstrip(",")
    whole, _, fraction = body.partition(".")
    fraction = fraction[:_DECIMALS]
    number = number.scaleb(-3 * (len(mask) - len(body)))
    rounded = number.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    left, _, right = text.partition(".")
    right = right.rstrip("0").ljust(fraction.count("0"), "0")
    left = left.zfill(whole.count("0")) if left.strip("0") else "0" * whole.count("0")
    return f"{left}.{right}" if right else left


def _date(value: dt.date, code: str) -> str:
    tokens = _tokens(_sections(code)[0]) if code else ()
    parts = [(kind, text.lower() if kind == "date" else text) for kind, text in tokens]
    letters = "".join(text[0] for kind, text in parts if kind == "date")
    if (
        not letters
        or ({"y", "m", "d"} <= set(letters) and not letters.startswith("ymd"))
        or any(t in ("mmm", "mmmm") for _, t in parts)
    ):
        return plain(value)
    moment = value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001
    written: list[str] = []
    for at, (kind, text) in enumerate(parts):
        before = next((t for k, t in reversed(parts[:at]) if k == "date"), "")
        after = next((t for k, t in parts[at + 1 :] if k == "date"), "")
        minute = text.startswith("m") and (before.startswith("h") or after.startswith("s"))
        written.append(_date_part(moment, text, minute=minute) if kind == "date" else "" if kind == "space" else text)
    return "".join(written).split("@", maxsplit=1)[0].strip()


def _date_part(moment: dt.datetime, token: str, *, minute: bool) -> str:
    letter = "n" if minute else token[0]
    if letter == "y":
        return f"{moment.year:04}" if len(token) > 2 else f"{moment.year % 100:02}"
    if letter == "a":
        return ""
    number = {"m": moment.month, "d": moment.day, "h": moment.hour, "n": moment.minute, "s": moment.second}[letter]
    return f"{number:02}" if len(token) == 2 else str(number)
