"""Numbers as officials write them: digits with separators, Chinese numerals, and the scales 万 and 亿, all exact."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
CHINESE = "零〇一二两三四五六七八九十百千"
_THOUSANDS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!,?\d)"
_MALFORMED = r"\d+\.{2,}\d+|\d+\.\d+\.\d+(?![\d.])|\d{1,4}(?:,\d{2,3})+(?![\d.])"
ARABIC_PATTERN = rf"{_THOUSANDS}|{_MALFORMED}|\d+(?:\.\d+)?"
CHINESE_PATTERN = rf"[{CHINESE}]+(?:点[零〇一二三四五六七八九]+)?"
SCALE_PATTERN = r"(?:十|百|千)?(?:万亿|亿|万)|百(?!分)|千"


def parse(text: str) -> Decimal:
    """Return the exact value of a number written in digits or in Chinese.

    Parameters
    ----------
    text : str
        A match of ``ARABIC_PATTERN`` or ``CHINESE_PATTERN``: ``1,200.5``, ``九十五``, ``一点五``, ``二〇二六``.
    """
    if text == "半":
        return Decimal("0.5")
    if text.isdecimal():
        return Decimal(text)
    if text[0].isdecimal():
        whole, point, rest = text.replace(",", "").partition(".")
        return Decimal(whole + point + rest.replace(".", ""))  # 12..5 and 3.5.2 are read, and said to be odd (V19)
    units, _, fraction = text.partition("点")
    value = Decimal(_whole(units))
    if fraction:
        value += Decimal("0." + "".join(str(DIGITS[c]) for c in fraction))
    return value


def _whole(text: str) -> int:
    if not any(c in SCALES for c in text):
        return int("".join(str(DIGITS[c]) for c in text) or 0)
    total = section = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif SCALES[char] >= 10_000:
            total = (total + section + digit) * SCALES[char]
            section = digit = 0
        else:
            section += (digit or 1) * SCALES[char]
            digit = 0
    return total + section + digit


def scale(text: str) -> Decimal:
    """Return the factor of ``万``, ``亿``, ``十万``, ``百``, … ; 1 for the empty text."""
    factor = Decimal(1)
    for char in text:
        factor *= SCALES[char]
    return factor


def plain(value: Decimal) -> str:
    """Return a decimal without exponent and without trailing zeros: ``1.50`` → ``1.5``."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
