from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.language import dates
from auditor.language.normalize import normalize

YEAR = 2026
INTERVALS = [
    ("2026年1月", "2026-01-01", "2026-01-31"),
    ("2026年01月", "2026-01-01", "2026-01-31"),
    ("2028年2月", "2028-02-01", "2028-02-29"),
    ("2026/01/03", "2026-01-03", "2026-01-03"),
    ("2026-01-03", "2026-01-03", "2026-01-03"),
    ("2026.1.3", "2026-01-03", "2026-01-03"),
    ("26-05-15", "2026-05-15", "2026-05-15"),
    ("20251231", "2025-12-31", "2025-12-31"),
    ("2025年12月31日前", "2025-12-31", "2025-12-31"),
    ("2026年6月30号之前", "2026-06-30", "2026-06-30"),
    ("6月30日前", "2026-06-30", "2026-06-30"),
    ("9月", "2026-09-01", "2026-09-30"),
    ("9月份完成", "2026-09-01", "2026-09-30"),
    ("2026.06", "2026-06-01", "2026-06-30"),
    ("2026年", "2026-01-01", "2026-12-31"),
    ("2026年度", "2026-01-01", "2026-12-31"),
    ("上半年", "2026-01-01", "2026-06-30"),
    ("2027年上半年", "2027-01-01", "2027-06-30"),
    ("下半年", "2026-07-01", "2026-12-31"),
    ("第一季度", "2026-01-01", "2026-03-31"),
    ("二季度", "2026-04-01", "2026-06-30"),
    ("第三季度", "2026-07-01", "2026-09-30"),
    ("第4季度", "2026-10-01", "2026-12-31"),
    ("2027年四季度", "2027-10-01", "2027-12-31"),
    ("5月上旬", "2026-05-01", "2026-05-10"),
    ("5月中旬", "2026-05-11", "2026-05-20"),
    ("5月下旬", "2026-05-21", "2026-05-31"),
    ("2026.1.1-2026.12.31", "2026-01-01", "2026-12-31"),
    ("2026年1月1日至12月31日", "2026-01-01", "2026-12-31"),
    ("2026年1月1日－2028年12月31日", "2026-01-01", "2028-12-31"),
    ("2026年3月-10月", "2026-03-01", "2026-10-31"),
    ("3月至9月", "2026-03-01", "2026-09-30"),
    ("1-12月", "2026-01-01", "2026-12-31"),
    ("2026-2028年", "2026-01-01", "2028-12-31"),
    ("2026年—2028年", "2026-01-01", "2028-12-31"),
    ("十月", "2026-10-01", "2026-10-31"),
    ("2027年十二月", "2027-12-01", "2027-12-31"),
    ("三月至九月", "2026-03-01", "2026-09-30"),
]


def _one(text: str, year: int | None = YEAR) -> dates.Date:
    (found,) = dates.find(normalize(text), year)
    return found


@pytest.mark.parametrize(("text", "first", "last"), INTERVALS)
def test_a_date_is_an_interval_at_its_printed_granularity(text: str, first: str, last: str) -> None:
    found = _one(text)
    assert (str(found.first), str(found.last)) == (first, last)
    assert not found.recurring


@pytest.mark.parametrize("text", ["12月底前", "年底", "年底前完成", "年末", "当年年底"])
def test_the_end_of_the_year_ends_on_its_last_day(text: str) -> None:
    found = _one(text)
    assert found.last == dt.date(YEAR, 12, 31)
    assert found.first is not None
    assert found.first >= dt.date(YEAR, 12, 1)


def test_a_date_without_year_takes_the_year_of_the_form() -> None:
    assert str(_one("12月底前", 2031).last) == "2031-12-31"
    assert _one("12月底前", None).last is None
    assert str(_one("2029年12月底前", 2031).last) == "2029-12-31"


@pytest.mark.parametrize("text", ["每月10日前", "每季度末", "每年6月底前", "每周"])
def test_a_recurring_date_has_an_open_interval(text: str) -> None:
    found = _one(text)
    assert found.recurring
    assert (found.first, found.last) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "2030.5万元/年",
        "14-24℃",
        "≥95%",
        "12个月",
        "1年",
        "30天",
        "5个工作日",
        "3.5%",
        "100-200人",
        "1.2",
        "GB50300-2013",
        "全过程",
        "2025万元",
        "2030.5公里",
        "三个月",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert dates.find(normalize(text), YEAR) == []


@pytest.mark.parametrize("text", ["2026年2月30日", "2026年2月29日", "4月31日前"])
def test_a_day_that_does_not_exist_has_no_interval(text: str) -> None:
    assert _one(text).last is None


def test_dates_of_stages_are_kept_apart() -> None:
    found = dates.find(normalize("3月底前完成招标，2026年9月30日前完工"), YEAR)
    assert [str(d.last) for d in found] == ["2026-03-31", "2026-09-30"]
    assert [d.text for d in found] == ["3月底", "2026年9月30日"]


@pytest.mark.parametrize("text", ["2026年", "2026年度", "2026.1.1-2026.12.31", "1-12月"])
def test_a_whole_year_only_restates_the_budget_year(text: str) -> None:
    assert dates.is_whole_year(_one(text))


@pytest.mark.parametrize("text", ["2026年11月", "2026.1.1-2026.12.30", "2026-2027年", "2026年12月31日", "每月10日前"])
def test_a_part_of_a_year_or_two_years_are_no_whole_year(text: str) -> None:
    assert not dates.is_whole_year(_one(text))


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_in_every_way_of_writing(day: dt.date) -> None:
    for written in (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y-%m-%d}",
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
        f"于{day.year}年{day.month:02}月{day.day:02}日前完成",
    ):
        found = _one(written, None)
        assert (found.first, found.last) == (day, day), written


@given(
    st.text(alphabet=st.sampled_from("0123456789年月日号季度上下半底末初每至-./第一二三四前中旬份周"), max_size=16),
)
def test_a_text_without_a_sign_of_the_calendar_holds_no_date(text: str) -> None:
    signed = dates._CALENDAR.search(text)
    assert signed or not (dates._DATE.search(text) or dates._EVERY.search(text))


@given(
    st.text(alphabet=st.sampled_from("0123456789年月日号季度上半下底末初每至-./第一二三四前中旬份周"), max_size=16),
    st.sampled_from([None, 2026]),
)
def test_find_never_crashes_and_its_places_are_in_order(text: str, year: int | None) -> None:
    found = dates.find(text, year)
    places = [place for date in found for place in (date.start, date.end)]
    assert places == sorted(places)
    assert all(date.text == text[date.start : date.end] != "" for date in found)
    single = [date for date in found if date.first and date.last and "-" not in date.text and "至" not in date.text]
    assert all(date.first <= date.last for date in single)
