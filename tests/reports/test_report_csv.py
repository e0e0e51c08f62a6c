from __future__ import annotations

import csv
import io

from sample_report import many_files, one_file, tidy

from auditor.reports.findings_csv import findings_csv
from auditor.reports.rows import extract_csv, number, rows_csv
from auditor.schema import Failure, Notice, Report

EXTRACT = (
    "document table_no row_no table_title department year project currency_unit used first_tier second_tier_raw "
    "second_tier name description target actual weight score deviation basis period_target address"
)
ROWS = "predicted_tier confidence second_choice findings severity score verdict rewrites"
FINDINGS = (
    "document table_no row_no department project rule rule_name severity level field name target message evidence "
    "advice address fingerprint suppressed baseline_state"
)


def lines(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_columns_stand_in_the_order_of_the_contract() -> None:
    assert " ".join(lines(extract_csv([]))[0]) == EXTRACT
    assert " ".join(lines(rows_csv(Report()))[0]) == f"{EXTRACT} {ROWS}"
    assert " ".join(lines(findings_csv(Report()))[0]) == FINDINGS


def test_rows_keep_document_order_and_say_what_was_found() -> None:
    rows = records(rows_csv(one_file()))
    assert [row["row_no"] for row in rows] == ["1", "2", "3"]
    assert [row["used"] for row in rows] == ["1", "1", "0"]
    assert rows[1]["findings"] == "N04 V03"
    assert rows[1]["severity"] == "error"
    assert rows[1]["score"] == "60"
    assert rows[1]["rewrites"].count(" ‖ ") == 3
    assert rows[2]["findings"] == rows[2]["severity"] == rows[2]["score"] == rows[2]["confidence"] == ""


def test_department_year_and_project_come_from_the_table_where_the_row_has_none() -> None:
    row = records(extract_csv([one_file().documents[0].submission]))[0]
    assert (row["department"], row["year"], row["project"]) == ("滨江区园林局", "2024", "行道树补植")


def test_cells_with_line_feeds_commas_and_quotes_survive() -> None:
    submission = tidy().submission
    submission.tables[0].rows[0].target = '≥4次，其中"专题"\n2次'
    assert records(extract_csv([submission]))[0]["target"] == '≥4次，其中"专题"\n2次'


def test_findings_of_all_levels_are_listed_with_their_place() -> None:
    found = {line["rule"]: line for line in records(findings_csv(many_files()))}
    assert (found["V03"]["table_no"], found["V03"]["row_no"], found["V03"]["level"]) == ("1", "2", "row")
    assert (found["T01"]["table_no"], found["T01"]["row_no"]) == ("1", "")
    assert (found["G01"]["table_no"], found["G01"]["row_no"]) == ("", "")
    assert found["E04"]["level"] == found["E01"]["level"] == "reading"
    assert found["E01"]["document"] == "扫描件.pdf"


def test_an_unread_file_is_listed_once() -> None:
    document = tidy()
    document.submission.notices.append(Notice("E02", "error", "未找到绩效指标表。"))
    failure = Failure(document.submission.path, "E02", "未找到绩效指标表。")
    listed = records(findings_csv(Report([document], [failure])))
    assert [line["rule"] for line in listed] == ["E02"]


def test_number_is_printed_without_needless_zeros() -> None:
    assert [number(v) for v in (100, 72.5, 72.456, 0, None)] == ["100", "72.5", "72.46", "0", ""]
