from __future__ import annotations

import pytest

from auditor import scoring
from auditor.schema import (
    DocumentResult,
    Evidence,
    Finding,
    Indicator,
    Notice,
    RowResult,
    RowScore,
    Severity,
    Submission,
    Table,
    TableResult,
)

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR
QUANTITY, SOCIAL = "数量指标", "社会效益指标"


def finding(rule: str, severity: Severity) -> Finding:
    return Finding(rule, "", severity, "row", "target", "", Evidence(), "", "tool")


def score(
    *found: tuple[str, Severity], target: str = "≥3次", tier: str = QUANTITY, raw: str | None = None, basis: bool = True
) -> RowScore:
    row = Indicator(1, 1, "走访次数", target, second_tier=tier, second_tier_raw=tier if raw is None else raw)
    return scoring.row_score(row, [finding(*one) for one in found], basis)


def result(
    tier: str, target: str, *found: tuple[str, Severity], used: bool = True, weight: str = "", department: str = ""
) -> RowResult:
    first = {"社会效益指标": "效益指标", "服务对象满意度指标": "满意度指标"}.get(tier, "产出指标")
    row = Indicator(
        1,
        1,
        "甲",
        target,
        first_tier=first,
        second_tier=tier,
        second_tier_raw=tier,
        used=used,
        weight=weight,
        department=department,
    )
    return RowResult(row, findings=[finding(*one) for one in found])


def scored(*tables: TableResult, notices: tuple[Notice, ...] = ()) -> DocumentResult:
    document = DocumentResult(
        Submission("a.txt", "text", tables=[t.table for t in tables], notices=list(notices)), list(tables)
    )
    scoring.score_document(document)
    return document


def table(
    *rows: RowResult, found: tuple[tuple[str, Severity], ...] = (), columns: tuple[str, ...] = ("name", "target")
) -> TableResult:
    return TableResult(
        Table(1, columns=columns, rows=[r.indicator for r in rows]), list(rows), [finding(*one) for one in found]
    )


# --- 6.1 the row ------------------------------------------------------------------------------------------------------


def test_a_row_without_finding_has_a_hundred() -> None:
    assert score().total == 100
    assert sum(score().parts.values()) == 100


PART_OF = [
    (40, "V01 V02 V03 V04 V05 V12 V13 V14 V15 V18 V22"), (25, "N01 N02 N03 N04 N05 N06 N07 N08 N11"),
    (15, "C01 C02 C03 C04 C05 C06 C07 C08 C09 C10"), (10, "V06 V07 V08 V09 V10 V11 V19"), (10, "V20 V21 V23"),
]  # fmt: skip
RULES = [(points, rule) for points, ids in PART_OF for rule in ids.split()]


@pytest.mark.parametrize(("points", "rule"), RULES)
def test_each_rule_takes_from_its_part(points: int, rule: str) -> None:
    assert score((rule, WARNING)).total == pytest.approx(100 - points * 0.5)
    assert score((rule, INFO)).total == pytest.approx(100 - points * 0.1)
    assert score((rule, ERROR)).total == pytest.approx(min(60, 100 - points))


@pytest.mark.parametrize("rule", ["V16", "V17", "N09"])
@pytest.mark.parametrize("severity", [INFO, WARNING])
def test_some_rules_never_lower_a_score(rule: str, severity: Severity) -> None:
    assert score((rule, severity)).total == 100


def test_a_part_takes_only_its_worst_finding() -> None:
    assert score(("V03", WARNING), ("V15", INFO), ("V05", WARNING)).total == score(("V03", WARNING)).total == 80


def test_parts_add_up() -> None:
    assert score(("V03", WARNING), ("N01", WARNING), ("C05", INFO), ("V06", INFO)).total == pytest.approx(
        100 - 20 - 12.5 - 1.5 - 1
    )


@pytest.mark.parametrize("rule", ["V06", "V20", "C01", "V16", "N08"])
def test_a_row_with_any_error_has_at_most_sixty(rule: str) -> None:
    assert score((rule, ERROR)).total == 60


def test_a_row_may_have_less_than_the_cap() -> None:
    assert score(("V03", ERROR), ("N01", ERROR)).total == 35


def test_a_form_without_basis_column_is_not_judged_by_it() -> None:
    found = score(("V03", WARNING), basis=False)
    assert "依据与佐证" not in found.parts
    assert found.total == pytest.approx(100 * 70 / 90, abs=0.05)


@pytest.mark.parametrize("target", ["显著", "", "2026年", "《规划（2021-2025）》"])
def test_a_target_without_number_is_not_judged_by_signs(target: str) -> None:
    found = score(("N01", WARNING), target=target)
    assert "符号与单位" not in found.parts
    assert found.total == pytest.approx(100 * 77.5 / 90, abs=0.05)


def test_a_local_tier_is_not_judged_by_category() -> None:
    found = score(("N01", WARNING), tier="", raw="创新指标")
    assert "类别归属" not in found.parts
    assert found.total == pytest.approx(100 * 72.5 / 85, abs=0.05)


def test_all_three_parts_may_be_skipped() -> None:
    found = score(("V03", WARNING), tier="", raw="创新指标", target="良好", basis=False)
    assert set(found.parts) == {"值可衡量", "名称与口径"}
    assert found.total == pytest.approx(100 * 45 / 65, abs=0.05)


@pytest.mark.parametrize(
    ("points", "word"),
    [(100, "优"), (90, "优"), (89.9, "良"), (80, "良"), (79.9, "中"), (60, "中"), (59.9, "差"), (0, "差")],
)
def test_grades(points: float, word: str) -> None:
    assert scoring.grade(points) == word


# --- 6.1 the table and the document -----------------------------------------------------------------------------------

FINE = (QUANTITY, "≥3次")
BENEFIT = (SOCIAL, "≥80%")


def test_a_table_is_the_mean_of_its_used_rows() -> None:
    half = result(QUANTITY, "≥3次", ("N01", WARNING))
    one = scored(table(result(*FINE), half, result(*BENEFIT), result(QUANTITY, "/", used=False))).tables[0]
    assert [row.score and row.score.total for row in one.rows] == [100, pytest.approx(86.1), 100, None]
    assert one.score == pytest.approx((100 + 86.1 + 100) / 3, abs=0.06)
    assert one.grade == "优"


def test_a_row_declared_not_applicable_does_not_count() -> None:
    declared = result(SOCIAL, "无", ("C08", INFO))
    one = scored(table(result(*FINE), result(*BENEFIT), declared)).tables[0]
    assert declared.score is None
    assert one.score == 100


def test_a_column_of_weights_weighs() -> None:
    rows = [result(*FINE, weight="30"), result(*BENEFIT, ("N01", WARNING), weight="10分")]
    assert scored(table(*rows)).tables[0].score == pytest.approx((3 * 100 + 86.1) / 4, abs=0.06)


@pytest.mark.parametrize("weight", ["", "0", "若干", "-5"])
def test_rows_weigh_the_same_where_one_has_no_weight(weight: str) -> None:
    rows = [result(*FINE, weight="30"), result(*BENEFIT, ("N01", WARNING), weight=weight)]
    assert scored(table(*rows)).tables[0].score == pytest.approx((100 + 86.1) / 2, abs=0.06)


@pytest.mark.parametrize(("wrong", "fine", "capped"), [(1, 1, True), (2, 3, False), (2, 2, True), (1, 2, False)])
def test_a_table_half_in_error_is_poor(wrong: int, fine: int, capped: bool) -> None:
    rows = (
        [result(*BENEFIT)] * (fine > 0)
        + [result(*FINE) for _ in range(fine - 1)]
        + [result(*FINE, ("C05", ERROR)) for _ in range(wrong)]
    )
    one = scored(table(*rows)).tables[0]
    assert one.score is not None
    assert (one.score == 59.9) is capped
    assert (one.grade == "差") is capped


def test_a_table_without_goal_is_medium_at_best() -> None:
    one = scored(table(result(*FINE), result(*BENEFIT), found=(("D01", ERROR),))).tables[0]
    assert (one.score, one.grade) == (79.9, "中")


@pytest.mark.parametrize(
    "benefit",
    [
        None,
        result(SOCIAL, "明显改善", ("V03", WARNING)),
        result(SOCIAL, "95%", ("V05", WARNING)),
        result(SOCIAL, "/", used=False),
        result(SOCIAL, "无", ("C08", INFO)),
    ],
)
def test_a_table_without_usable_benefit_is_medium_at_best(benefit: RowResult | None) -> None:
    rows = [result(*FINE) for _ in range(9)] + ([benefit] if benefit else [])
    one = scored(table(*rows)).tables[0]
    assert (one.score, one.grade) == (79.9, "中")


def test_a_document_is_the_mean_over_all_used_rows() -> None:
    three = table(result(*FINE), result(*FINE), result(*BENEFIT))
    one = table(result(*BENEFIT, ("N01", WARNING)))
    found = scored(three, one)
    assert found.score == pytest.approx((3 * 100 + 86.1) / 4, abs=0.06)
    assert found.grade == "优"


def test_without_a_used_row_there_is_no_score() -> None:
    found = scored(table(result(QUANTITY, "/", used=False)))
    assert (found.tables[0].score, found.tables[0].grade, found.score, found.grade) == (None, "", None, "")
    assert set(found.profile.values()) == {None}
    assert found.assessed_points == 0


# --- 6.2 the four dimensions ------------------------------------------------------------------------------------------


def test_the_profile_has_the_official_dimensions_and_weights() -> None:
    found = scored(table(result(*FINE), result(*BENEFIT)))
    assert found.profile == {"完整性": 20, "相关性": 30, "适当性": 30, "可行性": 20}
    assert found.assessed_points == 90  # 条件充分性 is never assessed by wording


@pytest.mark.parametrize(
    ("rule", "severity", "dimension", "points"),
    [
        ("V01", ERROR, "完整性", 20 - 10 * 0.5), ("V14", ERROR, "完整性", 20 - 10 * 0.5), ("V20", WARNING, "完整性", 20 - 10 * 0.25), ("N01", WARNING, "完整性", 20 - 10 * 0.25),
        ("N04", WARNING, "完整性", 20 - 10 * 0.25), ("V08", WARNING, "适当性", 30 - 15 * 0.25), ("V09", ERROR, "适当性", 30 - 15 * 0.5), ("V18", ERROR, "适当性", 30 - 15 * 0.5),
        ("N07", WARNING, "可行性", 20 * 0.75), ("V15", WARNING, "可行性", 20 * 0.75), ("V21", WARNING, "可行性", 20 * 0.75),
    ],
)  # fmt: skip
def test_a_sub_item_loses_by_errors_and_half_warnings_per_used_row(
    rule: str, severity: Severity, dimension: str, points: float
) -> None:
    found = scored(table(result(*FINE, (rule, severity)), result(*BENEFIT)))
    assert found.profile[dimension] == pytest.approx(points, abs=0.06)


def test_a_sub_item_cannot_fall_below_nought() -> None:
    rows = [result(*FINE, ("V15", ERROR), ("N07", ERROR), ("V21", ERROR)) for _ in range(3)]
    assert scored(table(*rows)).profile["可行性"] == 0


def test_relevance_holds_half_of_the_wording_score() -> None:
    found = scored(table(result(*FINE, ("N02", WARNING)), result(*BENEFIT)))
    assert found.profile["相关性"] == pytest.approx(15 + 15 * (86.1 + 100) / 200, abs=0.06)
    fund = scored(table(result(*FINE, ("C03", WARNING)), result(*BENEFIT)))
    row = 100 * (90 - 7.5) / 90
    assert fund.profile["相关性"] == pytest.approx(15 * 0.75 + 15 * (row + 100) / 200, abs=0.06)


def test_information_does_not_lower_the_profile() -> None:
    plain, noted = scored(table(result(*FINE))), scored(table(result(*FINE, ("V16", INFO), ("V17", INFO))))
    assert plain.profile == noted.profile


# --- 6.3 the verdict --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "notice", "verdict"),
    [
        ([], "", "未见问题"), ([("N09", INFO)], "", "未见问题"), ([("N01", WARNING)], "", "建议复核"), ([("N09", INFO), ("V01", ERROR), ("N01", WARNING)], "", "需修改"), ([], "E04", "建议复核"),
        ([("V01", ERROR)], "E04", "需修改"), ([], "E05", "未见问题"),
    ],
)  # fmt: skip
def test_the_verdict_is_that_of_the_worst_finding(found: list[tuple[str, Severity]], notice: str, verdict: str) -> None:
    notices = (Notice(notice, "warning", ""),) if notice else ()
    assert scored(table(result(*FINE, *found), result(*BENEFIT)), notices=notices).verdict == verdict


def test_a_finding_on_the_form_counts_for_the_verdict() -> None:
    found = scored(table(result(*FINE), result(*BENEFIT), found=(("D01", ERROR),)))
    assert (found.verdict, found.tables[0].verdict) == ("需修改", "需修改")


def test_a_file_without_table_has_no_verdict() -> None:
    assert scored(notices=(Notice("E02", "error", ""),)).verdict == "未评"


def test_departments_are_rolled_up_in_order() -> None:
    first = scored(table(result(*FINE, department="文旅局"), result(*BENEFIT, ("V03", WARNING), department="文旅局")))
    second = scored(table(result(*FINE, ("V01", ERROR), department="卫健局"), result(*FINE, department="文旅局")))
    found = {one.department: one for one in scoring.departments([first, second])}
    assert list(found) == sorted(found)
    assert (found["文旅局"].documents, found["文旅局"].used_rows) == (2, 3)
    assert (found["卫健局"].documents, found["卫健局"].used_rows) == (1, 1)
    assert found["卫健局"].findings_by_severity == {"error": 1}
    assert found["文旅局"].findings_by_rule == {"V03": 1}
    assert found["卫健局"].score == 55.6
    assert scoring.departments([scored(table(result(*FINE)))])[0].department == "（未写明部门）"
