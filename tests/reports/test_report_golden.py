"""Every format byte for byte. ``AUDITOR_UPDATE_GOLDEN=1`` rewrites the files; CI never sets it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_report import many_files, one_file

from auditor.reports import findings_csv, json, rewrites, rows, submissions, terminal
from auditor.schema import Report

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
UPDATE = "AUDITOR_UPDATE_GOLDEN"

CASES: dict[str, Callable[[], str]] = {
    "report-one.json": lambda: json.report_json(one_file()),
    "report-many.json": lambda: json.report_json(many_files()),
    "report-many.jsonl": lambda: json.report_jsonl(many_files()),
    "report-many-findings.csv": lambda: findings_csv.findings_csv(many_files()),
    "report-many-rows.csv": lambda: rows.rows_csv(many_files()),
    "report-one-80.txt": lambda: terminal.to_text(one_file(), 80),
    "report-one-120.txt": lambda: terminal.to_text(one_file(), 120),
    "report-many-80.txt": lambda: terminal.to_text(many_files(), 80),
    "rewrites-one.txt": lambda: rewrites.rewrites_text(one_file()),
    "rewrites-one.csv": lambda: rewrites.rewrites_csv(one_file()),
    "rewrites-one.json": lambda: rewrites.rewrites_json(one_file()),
    "extract-many.csv": lambda: rows.extract_csv(document.submission for document in many_files().documents),
    "extract-many.json": lambda: submissions.submissions_json(
        [document.submission for document in many_files().documents], many_files().failures
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_output_equals_golden_file(name: str) -> None:
    text = CASES[name]()
    if os.environ.get(UPDATE):
        (GOLDEN / name).write_bytes(text.encode())
    assert text.encode() == (GOLDEN / name).read_bytes()


@pytest.mark.parametrize("name", CASES)
def test_output_is_the_same_twice_and_ends_with_a_line_feed(name: str) -> None:
    assert CASES[name]() == CASES[name]()
    assert CASES[name]().endswith("\n")


@pytest.mark.parametrize("report", [one_file(), many_files(), Report()])
def test_reports_are_not_changed_by_drawing(report: Report) -> None:
    before = json.report_json(report)
    terminal.to_text(report)
    findings_csv.findings_csv(report)
    assert json.report_json(report) == before


@pytest.mark.skipif(not os.environ.get("CI"), reason="only in CI")
def test_golden_files_are_not_regenerated_in_ci() -> None:
    assert not os.environ.get(UPDATE)
