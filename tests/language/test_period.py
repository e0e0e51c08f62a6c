"""The printed period of a project: start, end, what is turned round and what is missing."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.language import period
from auditor.language.period import Period


def day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025年3月—2025年10月", "2025-03-01", "2025-10-31"),
        ("2025年3月——2025年10月", "2025-03-01", "2025-10-31"),
        ("2025-01-01至2025-12-31", "2025-01-01", "2025-12-31"),
        ("20250101-20251231", "2025-01-01", "2025-12-31"),
        ("2025.3.1～2025.10.31", "2025-03-01", "2025-10-31"),
        ("2025年1-12月", "2025-01-01", "2025-12-31"),
        ("自2025年3月1日起至2025年11月30日止", "2025-03-01", "2025-11-30"),
        ("3年（2024-2026年）", "2024-01-01", "2026-12-31"),
        ("2024-2026", "2024-01-01", "2026-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025年度", "2025-01-01", "2025-12-31"),
        ("2025年下半年", "2025-07-01", "2025-12-31"),
        ("1年", "", ""),
        ("长期", "", ""),
        ("", "", ""),
        ("2025年11月至3月", "2025-11-01", ""),
    ],
)
def test_start_and_end(text: str, start: str, end: str) -> None:
    assert period.read(text) == Period(day(start), day(end))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025年3月起", "2025-03-01", ""),
        ("2025年3月-", "2025-03-01", ""),
        ("2025-03-01至", "2025-03-01", ""),
        ("至2025年10月", "", "2025-10-31"),
        ("2025年12月底前", "", "2025-12-31"),
        ("2025年3月1日", "", ""),
    ],
)
def test_one_date_is_half_a_period(text: str, start: str, end: str) -> None:
    assert period.read(text) == Period(day(start), day(end), half=True)


@pytest.mark.parametrize("text", ["2025年9月—2025年3月", "2025.12.31-2025.1.1", "2025年1月至2024年12月"])
def test_an_inverted_period_ends_with_its_later_date(text: str) -> None:
    found = period.read(text)
    start, end = found.span()
    assert found.inverted
    assert start is not None
    assert end is not None
    assert start <= end


@given(st.text(max_size=20))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(period.read(text), Period)
