"""Every invented submission is read as its ``.expected.csv`` says, cell by cell, white space aside."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from auditor import intake
from auditor.schema import Submission

FIXTURES = Path(__file__).with_name("fixtures")
FORMS = sorted(p for p in FIXTURES.iterdir() if not p.name.endswith(".expected.csv"))
WITHOUT_TABLE = ("grading_bands_only.txt", "notice_without_table.txt")


def squeezed(text: object) -> str:
    return "".join(str(text).split())


def expected_rows(form: Path) -> list[dict[str, str]]:
    with form.with_suffix(".expected.csv").open(encoding="utf-8-sig", newline="") as handle:
        return [{key: squeezed(text) for key, text in row.items()} for row in csv.DictReader(handle)]


def rows_read(submission: Submission, columns: list[str]) -> list[dict[str, str]]:
    rows = [row for table in submission.tables for row in table.rows]
    return [{c: squeezed(int(row.used) if c == "used" else getattr(row, c)) for c in columns} for row in rows]


@pytest.mark.parametrize("form", FORMS, ids=lambda p: p.name)
def test_rows_are_read_as_printed(form: Path) -> None:
    expected = expected_rows(form)
    submission = intake.read(form)
    assert rows_read(submission, list(expected[0]) if expected else ["name"]) == expected


@pytest.mark.parametrize("form", FORMS, ids=lambda p: p.name)
def test_every_row_knows_where_its_target_is(form: Path) -> None:
    submission = intake.read(form)
    assert all(row.address for table in submission.tables for row in table.rows)


@pytest.mark.parametrize(("named", "code"), [(True, "E02"), (False, "E03")])
@pytest.mark.parametrize("name", WITHOUT_TABLE)
def test_a_file_without_table_says_so(name: str, named: bool, code: str) -> None:
    submission = intake.read(FIXTURES / name, named=named)
    assert [notice.code for notice in submission.notices] == [code]


def test_only_files_without_table_get_that_notice() -> None:
    noticed = {p.name for p in FORMS if any(n.code == "E02" for n in intake.read(p).notices)}
    assert noticed == set(WITHOUT_TABLE)


def test_grading_bands_are_read_beside_and_as_prose() -> None:
    bands = intake.read(FIXTURES / "grading_bands_only.txt").bands
    assert [band.section for band in bands] == ["综合核算科", "综合核算科", "普查中心"]
    assert bands[0].excellent == "≥99%"


def test_a_value_without_name_is_doubtful() -> None:
    notices = intake.read(FIXTURES / "tsv_flat_export.txt").notices
    assert [notice.code for notice in notices] == ["E04"]


@pytest.mark.parametrize(
    ("name", "unit", "total", "executed"),
    [
        ("word_label_once_long_goal.txt", "元", "3268000.00", ""),
        ("csv_form_saved_from_sheet.csv", "元", "1286400.00", ""),
        ("tsv_label_on_every_row.txt", "万元", "46.8", ""),
        ("tsv_fourth_tier_files_title.txt", "元", "12560000.00", ""),
        ("markdown_pipes.md", "万元", "38.5", ""),
        ("pdf_name_value_basis_lines.txt", "万元", "74.2", ""),
        ("tsv_selfeval_score_first_subtotals.txt", "", "212", "203.6"),
        ("pdf_stacked_money_and_reasons.txt", "万元", "120", "118"),
    ],
)
def test_money_is_read(name: str, unit: str, total: str, executed: str) -> None:
    table = intake.read(FIXTURES / name).tables[0]
    assert (table.currency_unit, table.budget.total, table.budget.executed) == (unit, total, executed)


@pytest.mark.parametrize(
    ("name", "goals", "completion"),
    [
        (
            "word_label_once_long_goal.txt",
            ["完成东段城墙抢险加固，消除坍塌险情。对排水沟、垛口进行修补；同步建立变形监测点位。工程资料归档。"],
            "",
        ),
        (
            "tsv_paired_heads_two_rows.txt",
            ["三年整治黑臭水体9条，断面水质达到考核要求。", "年内整治黑臭水体3条。"],
            "",
        ),
        (
            "pdf_every_cell_on_its_line.txt",
            ["维修渠系建筑物，恢复灌溉面积。"],
            "维修任务完成，灌溉面积恢复。",
        ),
        (
            "tsv_project_lines_between_tables.txt",
            ["目标1：为农村学生提供课间餐。目标2：食堂从业人员持证上岗。"],
            "",
        ),
    ],
)
def test_goals_are_read_whole(name: str, goals: list[str], completion: str) -> None:
    table = intake.read(FIXTURES / name).tables[0]
    assert ([goal.text for goal in table.goals], table.completion) == (goals, completion)


@pytest.mark.parametrize(
    ("name", "weight", "score"),
    [
        ("tsv_selfeval_weighted_tiers.txt", "100", "98.5"),
        ("tsv_selfeval_score_first_subtotals.txt", "100", "98.6"),
        ("tsv_selfeval_totals_between_groups.txt", "90", "89.8"),
        ("pdf_stacked_money_and_reasons.txt", "70", "68"),
    ],
)
def test_the_last_total_is_the_tables(name: str, weight: str, score: str) -> None:
    table = intake.read(FIXTURES / name).tables[0]
    assert (table.total_weight, table.total_score) == (weight, score)


def test_reasons_stay_with_their_rows() -> None:
    rows = intake.read(FIXTURES / "pdf_stacked_money_and_reasons.txt").tables[0].rows
    assert [row.deviation for row in rows] == ["", "两处机房返修", "", ""]


def test_a_header_that_would_be_misread_can_be_named(tmp_path: Path) -> None:
    form = tmp_path / "local.csv"
    form.write_text("一级指标,三级指标,本地口径\n产出指标,植树株数,≥300株\n", encoding="utf-8")
    submission = intake.read(form, columns={"target": "本地口径"})
    assert [row.target for row in submission.tables[0].rows] == ["≥300株"]


def test_large_exports_stay_complete(tmp_path: Path) -> None:
    form = tmp_path / "season.csv"
    lines = [f"甲县第{i // 50}局,第{i // 10}号项目,产出指标,数量指标,第{i}项工作数量,≥{i + 1}项" for i in range(3000)]
    form.write_text("\n".join(["部门名称,项目名称,一级指标,二级指标,三级指标,指标值", *lines]), encoding="utf-8")
    table = intake.read(form).tables[0]
    assert (len(table.rows), table.rows[-1].row_no, table.rows[-1].project) == (3000, 3000, "第299号项目")
