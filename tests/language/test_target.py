from __future__ import annotations

import csv
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from auditor.language import units
from auditor.language.normalize import normalize
from auditor.language.target import Quantity, Target, may_count, parse, sign_of

with Path(__file__).with_name("targets.csv").open(encoding="utf-8", newline="") as handle:
    CASES = list(csv.DictReader(handle))

SIGNS = "≥ > = < ≤".split()
MEASURED = ("quantity", "ratio", "money", "period", "score", "range")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text']}-{case['shows']}")
def test_a_target_is_read(case: dict[str, str]) -> None:
    found = parse(case["text"], 2026)
    main = found.main
    read = (main.comparator, main.number, main.unit) if main else ("", None, "")
    expected = (case["comparator"], Decimal(case["number"]) if case["number"] else None, case["unit"])
    assert (found.kind, read) == (case["kind"], expected)


def test_the_table_of_targets_has_no_line_twice() -> None:
    texts = [case["text"] for case in CASES]
    assert len(texts) == len(set(texts)) >= 120


# --- numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "upper"),
    [("14-24℃", "24"), ("10～20人", "20"), ("10至20人", "20"), ("90%-95%", "95"), ("1.5—2.5倍", "2.5")],
)
def test_a_range_has_an_upper_bound(text: str, upper: str) -> None:
    main = parse(text).main
    assert main is not None
    assert main.upper == Decimal(upper)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10万人次", "100000"),
        ("1.2亿人次", "120000000"),
        ("3千册", "3000"),
        ("三十万份", "300000"),
        ("5百户", "500"),
        ("26场", "26"),
    ],
)
def test_a_scale_multiplies_the_value(text: str, value: str) -> None:
    main = parse(text).main
    assert main is not None
    assert main.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("≤0.1万元", "1000"), ("2030.5万元/年", "20305000"), ("13万", "130000"), ("0.07亿元", "7000000"), ("1,260.50元", "1260.50"),
        ("两万元", "20000"), ("2000元/人·月", "2000"), ("1万亿元", "1000000000000"), ("99%", None), ("26场", None),
    ],
)  # fmt: skip
def test_money_is_exact(text: str, yuan: str | None) -> None:
    main = parse(text).main
    assert main is not None
    assert main.yuan == (None if yuan is None else Decimal(yuan))


@given(st.decimals(0, 10**9, allow_nan=False, places=2), st.sampled_from([("元", 1), ("万元", 10**4), ("亿元", 10**8)]))
def test_any_printed_amount_is_exact(amount: Decimal, unit: tuple[str, int]) -> None:
    main = parse(f"≤{amount:,}{unit[0]}").main
    assert main is not None
    assert (main.comparator, main.number, main.yuan) == ("≤", amount, amount * unit[1])


@pytest.mark.parametrize("group", [("100%", "100.00%", "１００％"), ("≥95%", "≧ 95％", "95%以上", "不低于95.0%")])
def test_equal_targets_are_written_alike(group: tuple[str, ...]) -> None:
    assert len({parse(text).canonical() for text in group}) == 1


@pytest.mark.parametrize(
    ("text", "hedged"), [("达到33个", True), ("约33个", True), ("33个左右", True), ("≥33个", False), ("33个", False)]
)
def test_an_unclear_word_marks_the_number(text: str, hedged: bool) -> None:
    main = parse(text).main
    assert main is not None
    assert main.hedged is hedged


# --- comparators ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("≥90%", ["≥"]), ("大于等于90%以上", ["大于等于", "以上"]), ("≤5天以内", ["≤", "以内"]), ("90%", []), ("90%以上", ["以上"]),
    ],
)  # fmt: skip
def test_markers_are_the_places_of_comparators(text: str, marks: list[str]) -> None:
    found = parse(text)
    assert found.main is not None
    assert [found.text[a:b].strip() for a, b in found.main.markers] == marks


@pytest.mark.parametrize(
    ("cell", "sign"),
    [("≥", "≥"), (" ≧ ", "≥"), (">=", "≥"), ("＞", ">"), ("＝", "="), ("＜", "<"), ("<=", "≤"), ("不低于", "≥"), ("不超过", "≤"), ("定性", ""), ("", ""), ("文字", "")],
)  # fmt: skip
def test_sign_of_a_comparator_column(cell: str, sign: str) -> None:
    assert sign_of(cell) == sign


# --- dates, stages, lists ---------------------------------------------------------------------------------------------


def test_stages_keep_their_order() -> None:
    found = parse("第一季度10%，第二季度30%，第三季度60%，第四季度100%", 2026)
    assert found.kind == "staged"
    assert [q.number for q in found.quantities] == [10, 30, 60, 100]
    assert [str(d.last) for d in found.dates] == ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]


def test_the_parts_of_a_list_carry_their_labels() -> None:
    found = parse("电脑3台、打印机2台")
    assert [(q.label, q.number, q.unit) for q in found.quantities] == [("电脑", 3, "台"), ("打印机", 2, "台")]


@pytest.mark.parametrize(
    "text", ["26场", "12月底前", "2026年6月", "1年", "每月10日前", "≥95%", "2026年12月31日", "上半年"]
)
def test_there_is_something_to_measure_against(text: str) -> None:
    assert parse(text).has_number


@pytest.mark.parametrize(
    "text", ["2026年", "2026年度", "2026年全年", "20届", "《规划（2021-2025）》", "全省第四", "显著", "", "/", "A4"]
)
def test_there_is_nothing_to_measure_against(text: str) -> None:
    assert not parse(text).has_number


# --- units ------------------------------------------------------------------------------------------------------------

BY_CLASS = {
    "count": "个 项 件 次 场 场次 期 批 批次 班次 人 人次 人天 户 家 名 位 台 套 台套 辆 部 集 篇 份 册 本 条 幅 种 类 处 座 所 间 门 课时 起 例 卷 标箱 公里 米 "
    "平方米 立方米 亩 公顷 吨 公斤 株 头 只 粒",
    "ratio": "% ‰ 百分点 倍",
    "money": "元 万元 亿元 元/人 元/人天 元/人·月 元/台 元/平方米 元/亩 元/天 元/标箱/年 万元/年 万元/公里",
    "time": "天 工作日 周 个月 季度 年 小时 分钟",
    "score": "分 级 等级 名次",
    "bad": "百分 百分比 百分之 车辆 人/次 %% 标箱标箱 台台",
}
UNITS = [(unit, kind) for kind, members in BY_CLASS.items() for unit in members.split()]


@pytest.mark.parametrize(("unit", "kind"), UNITS)
def test_a_unit_is_read_whole_and_classed(unit: str, kind: str) -> None:
    found = parse(f"≥37{unit}")
    assert found.main is not None
    assert (found.main.number, found.main.unit, found.main.unit_class) == (37, unit, kind)
    assert units.class_of(unit) == kind


def test_every_unit_of_the_corpus_is_in_normal_form_and_read_back() -> None:
    assert [unit for unit in units.classes() if normalize(unit) != unit] == []
    scales = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "百万": 10**6}
    unread = []
    for unit in units.classes().keys() - {"届"}:  # 20届 is an ordinal
        main = parse(f"≥37{unit}").main
        if main is None or not any(scale + main.unit == unit and main.factor == f for scale, f in scales.items()):
            unread.append(unit)
    assert unread == []


def test_collective_counters_are_counts() -> None:
    assert {units.class_of(unit) for unit in units.collective()} == {"count"}
    assert {"个", "种", "类", "批", "项"} <= units.collective()


def test_every_bad_unit_has_a_standard_one() -> None:
    bad = {unit for unit, kind in units.classes().items() if kind == "bad"}
    assert bad == set(units.corrections())
    assert {units.class_of(right) for right in units.corrections().values()} <= {"count", "ratio"}


def test_a_name_of_a_count_of_times_takes_sessions() -> None:
    assert {"次", "场次", "场", "期", "班次"} <= units.fits()["次数"]
    assert not units.fits()["次数"] & {"家", "户", "个"}


# --- any text ---------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    "≥ ≤ > < = ≧ 》 《 不低于 不超过 以上 以内 左右 达到 控制在 约 0 1 3 12 95 0.5 1,260 100 2026 万 亿 十 一 两 百分之 百分 半 % ％％ ‰ 个 场 人次 万元 元/人 元 天 年 月 日 "
    "个工作日 分 级 标箱 - ~ 至 / ( ) （ ） 1.0 《规划》 “三会” 。 ， 、 ； 第 季度 底 前 且 培训 完成 每 余 A4 ① \n 　 5G 名".split(
        " "
    )
)
TEXT = st.lists(PIECES, max_size=9).map("".join) | st.text(max_size=30)


@given(TEXT, st.sampled_from([None, 2026]))
@example("第百", None)
@example("百分之", None)
@example("半年/", None)
@example("00000000", 2026)
def test_parse_never_crashes_and_its_places_lie_in_the_text(text: str, year: int | None) -> None:
    found = parse(text, year)
    assert (found.kind == "none") <= (not found.quantities and not found.dates)
    for quantity in found.quantities:
        assert found.text[quantity.start : quantity.end].strip()
        assert quantity.comparator in ("", *SIGNS)
        assert isinstance(quantity.value, Decimal)
        assert all(quantity.start <= a < b <= quantity.end for a, b in quantity.markers)
    places = [(q.start, q.end) for q in found.quantities]
    assert places == sorted(places)
    assert all(a[1] <= b[0] for a, b in pairwise(places))
    assert found.canonical() is not None


def _names_the_calendar(quantity: Quantity) -> bool:
    """两月 is written 2月, 2000.0年 2000年: durations that nobody prints, and dates when written plainly."""
    return quantity.unit.startswith("月") or (quantity.unit.startswith("年") and 1900 <= quantity.value < 2100)


def _essence(found: Target) -> tuple[object, ...]:
    main = found.main
    assert main is not None
    return found.kind, main.comparator, main.value, main.upper and main.upper * main.factor, main.unit


@given(TEXT)
@example("≥14℃且≤24℃")
@example("≥-8℃")
@example("1/3")
def test_the_canonical_form_is_read_back_to_the_same_quantity(text: str) -> None:
    found = parse(text)
    if found.kind not in MEASURED or any(_names_the_calendar(quantity) for quantity in found.quantities):
        return
    again = parse(found.canonical())
    assert _essence(again) == _essence(found)
    assert again.canonical() == found.canonical()


@given(
    st.sampled_from(["", *SIGNS]),
    st.decimals(0, 10**7, allow_nan=False, places=1),
    st.sampled_from([unit for unit, kind in UNITS if kind != "bad"]),
)
def test_a_well_formed_target_is_read_and_written_back(sign: str, number: Decimal, unit: str) -> None:
    found = parse(f"{sign}{number}{unit}")
    assert found.main is not None
    assume(not _names_the_calendar(found.main))
    assert (found.main.comparator, found.main.number, found.main.unit) == (sign, number, unit)
    assert parse(found.canonical()).main is not None
    assert _essence(parse(found.canonical())) == _essence(found)


@given(TEXT)
def test_a_year_changes_nothing_but_the_intervals_of_dates(text: str) -> None:
    plain, dated = parse(text), parse(text, 2026)
    assert (plain.kind, plain.text, plain.quantities) == (dated.kind, dated.text, dated.quantities)
    assert [(d.start, d.end, d.text) for d in plain.dates] == [(d.start, d.end, d.text) for d in dated.dates]


@given(TEXT)
def test_what_cannot_count_holds_neither_number_nor_date(text: str) -> None:
    found = parse(text)
    assert may_count(normalize(text)) or not (found.quantities or found.dates)
