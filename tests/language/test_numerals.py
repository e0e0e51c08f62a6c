from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.language import numerals, units

WRITTEN = [
    ("一", "1"), ("两", "2"), ("九", "9"), ("十", "10"), ("十二", "12"), ("二十", "20"), ("二十五", "25"), ("九十九", "99"),
    ("一百", "100"), ("一百零五", "105"), ("一百二十", "120"), ("两百", "200"), ("三千", "3000"), ("一千零一", "1001"),
    ("六千三百二十一", "6321"), ("一点五", "1.5"), ("零点八", "0.8"), ("九十八点七五", "98.75"), ("二〇二六", "2026"),
    ("〇", "0"), ("零", "0"), ("半", "0.5"), ("0", "0"), ("7", "7"), ("1,200.5", "1200.5"), ("12,345,678", "12345678"),
    ("0.10", "0.10"), ("450.62", "450.62"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_parse_is_exact(text: str, expected: str) -> None:
    assert numerals.parse(text) == Decimal(expected)


def _chinese(number: int) -> str:
    """Write a number below 10000 the way officials do."""
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    text = ""
    for size, word in ((1000, "千"), (100, "百"), (10, "十")):
        digit, number = divmod(number, size)
        text += digits[digit] + word if digit else ("零" if text and not text.endswith("零") else "")
    text = (text + (digits[number] if number else "")).rstrip("零")
    return text[1:] if text.startswith("一十") else text


@given(st.integers(0, 9999))
def test_every_chinese_number_below_ten_thousand(number: int) -> None:
    written = _chinese(number)
    assert re.fullmatch(numerals.CHINESE_PATTERN, written)
    assert numerals.parse(written) == number


@given(st.decimals(0, 10**9, allow_nan=False, places=2))
def test_separators_change_nothing(value: Decimal) -> None:
    written = f"{value:,}"
    assert re.fullmatch(numerals.ARABIC_PATTERN, written)
    assert numerals.parse(written) == numerals.parse(written.replace(",", "")) == value


@pytest.mark.parametrize(
    ("text", "factor"),
    [("", 1), ("百", 100), ("千", 1000), ("万", 10**4), ("十万", 10**5), ("百万", 10**6), ("千万", 10**7), ("亿", 10**8), ("万亿", 10**12)],
)  # fmt: skip
def test_scale(text: str, factor: int) -> None:
    assert numerals.scale(text) == factor


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1.50", "1.5"), ("100.00", "100"), ("100", "100"), ("0", "0"), ("0.00", "0"), ("1E+3", "1000"), ("-2.10", "-2.1"), ("1E-7", "0.0000001")],
)  # fmt: skip
def test_plain_has_neither_exponent_nor_trailing_zeros(value: str, expected: str) -> None:
    assert numerals.plain(Decimal(value)) == expected


@given(st.decimals(-(10**12), 10**12, allow_nan=False))
def test_plain_keeps_the_value(value: Decimal) -> None:
    assert Decimal(numerals.plain(value)) == value


@pytest.mark.parametrize(
    ("number", "unit", "yuan"),
    [
        ("1", "元", "1"), ("0.1", "万元", "1000"), ("2030.5", "万元/年", "20305000"), ("0.07", "亿元", "7000000"), ("13", "万", "130000"),
        ("2", "千元", "2000"), ("2000", "元/人·月", "2000"), ("450.62", "万元", "4506200"), ("1.1", "亿", "110000000"),
    ],
)  # fmt: skip
def test_money_is_converted_exactly(number: str, unit: str, yuan: str) -> None:
    converted = units.yuan(Decimal(number), unit)
    assert converted == Decimal(yuan)
    assert isinstance(converted, Decimal)


@pytest.mark.parametrize("unit", ["人", "%", "", "天", "个"])
def test_what_is_no_money_has_no_amount(unit: str) -> None:
    assert units.yuan(Decimal(3), unit) is None
