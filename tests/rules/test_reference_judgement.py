"""The reference submissions, where this machine has them, are judged as labelled by hand, and left alone where they are right."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.pipeline import audit
from auditor.reports.findings_csv import findings_csv
from auditor.reports.rows import rows_csv
from auditor.schema import DocumentResult, Finding, Report
from auditor.settings import Settings

CHECKOUT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("AUDITOR_SHARED") or CHECKOUT.parent / "shared")
SCORE = SHARED / "tools" / "score.py"
FORMS = {path.name[:3]: path for path in sorted((SHARED / "submissions").glob("[0-9]*.txt"))}
LABELLED = ("000", "002", "004")

pytestmark = pytest.mark.skipif(
    not SCORE.is_file(), reason=f"no labelled reference submissions at {SHARED} (set AUDITOR_SHARED to their folder)"
)


@pytest.fixture(scope="module")
def report() -> Report:
    return audit([*FORMS.values(), SHARED / "gold" / "real_rows.csv"], Settings(rewrites=False))


def _measured(*args: str | Path) -> dict[str, float]:
    """Run the score tool; return the figures that it prints."""
    done = subprocess.run(
        [sys.executable, str(SCORE), *map(str, args)], capture_output=True, check=True, text=True, encoding="utf-8"
    )
    return {name: float(value) for name, value in re.findall(r"^(\w+) (\d+(?:\.\d+)?)\b", done.stdout, re.MULTILINE)}


def _part(report: Report, *names: str) -> Report:
    kept = [d for d in report.documents if Path(d.submission.path).name[:3] in names]
    return Report(kept)


def _document(report: Report, name: str) -> DocumentResult:
    return _part(report, name).documents[0]


def _findings(document: DocumentResult) -> list[tuple[str, Finding]]:
    """Every finding with the cell that it points at, '' for findings above rows."""
    found = [("", finding) for finding in document.findings]
    for table in document.tables:
        found += [("", finding) for finding in table.findings]
        for row in table.rows:
            found += [(getattr(row.indicator, finding.field, ""), finding) for finding in row.findings]
    return found


def test_rows_are_judged_as_labelled(report: Report, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(rows_csv(_part(report, *LABELLED)), encoding="utf-8")
    found = _measured("findings", SHARED / "gold" / "rules_rows.csv", tmp_path / "rows.csv")
    assert found["recall"] >= 0.97
    assert found["precision"] >= 0.98


def test_rows_from_elsewhere_are_judged_as_labelled(report: Report, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(rows_csv(_part(report, "rea")), encoding="utf-8")
    found = _measured("findings", SHARED / "gold" / "real_rows_rules.csv", tmp_path / "rows.csv")
    assert found["recall"] >= 0.95
    assert found["precision"] >= 0.97
    assert found["fine_rows_left_alone"] >= 0.97


def test_forms_and_documents_are_judged_as_labelled(report: Report, tmp_path: Path) -> None:
    (tmp_path / "findings.csv").write_text(findings_csv(_part(report, *LABELLED)), encoding="utf-8")
    found = _measured("levels", SHARED / "gold", tmp_path / "findings.csv")
    for level in ("tables", "selfeval_rows", "grading"):
        assert found[f"{level}_recall"] >= 0.95
        assert found[f"{level}_precision"] >= 0.95
    assert found["documents_recall"] == 1


@pytest.mark.parametrize(
    ("document", "rule"),
    [
        ("000", "T05"),
        ("000", "V09"),
        ("001", "V22"),
        *((document, rule) for document in FORMS for rule in ("V22", "V23", "D10", "D11", "D12", "S13", "S14", "S16")),
        *(("004", rule) for rule in ("S08", "S09", "T04", "T07", "S15")),
    ],
)
def test_what_is_right_is_left_alone(report: Report, document: str, rule: str) -> None:
    assert [f.message for _, f in _findings(_document(report, document)) if f.rule == rule] == []


def test_sums_that_agree_are_left_alone(report: Report) -> None:
    """The money of 000, 001 and 004 adds up; only the rounding of 001 is worth a remark."""
    found = {
        name: [(f.rule, f.severity.label) for _, f in _findings(_document(report, name)) if f.rule == "D09"]
        for name in ("000", "001", "004")
    }
    assert found == {"000": [], "001": [("D09", "info")], "004": []}


@pytest.mark.parametrize("document", sorted(FORMS))
def test_evidence_is_really_in_the_cell(report: Report, document: str) -> None:
    """A finding on a row quotes its cell untouched; spans lie in it and mark something; numbers are printed in it."""
    for cell, finding in _findings(_document(report, document)):
        evidence = finding.evidence
        if finding.level == "row":
            assert evidence.text == cell
            assert evidence.spans or not cell
        assert all(0 <= a < b <= len(evidence.text) for a, b in evidence.spans)


@pytest.mark.parametrize("document", sorted(FORMS))
def test_quotes_of_forms_and_documents_are_printed_there(report: Report, document: str) -> None:
    """Where a finding above rows quotes, each piece stands in the file as printed."""
    printed = _squeezed(FORMS[document].read_text(encoding="utf-8-sig"))
    for cell, finding in _findings(_document(report, document)):
        if not cell and finding.evidence.text:
            pieces = finding.evidence.text.split(" / ")
            assert [piece for piece in pieces if _squeezed(piece) not in printed] == [], finding.rule


def _squeezed(text: str) -> str:
    return re.sub(r"[\s|｜#]", "", text)


def test_no_rule_fails(report: Report) -> None:
    assert [f.message for d in report.documents for _, f in _findings(d) if f.rule == "I02"] == []
