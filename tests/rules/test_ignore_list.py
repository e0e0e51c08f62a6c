"""Findings set aside with a reason: by fingerprint, until a day, and never silently."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from auditor.errors import ConfigurationError
from auditor.pipeline import Auditor, audit
from auditor.rules import ignore_list
from auditor.rules.ignore_list import Entry, IgnoreList
from auditor.schema import DocumentResult, Finding, Submission
from auditor.settings import Settings

Submit = Callable[..., Submission]
ROWS = [
    ("数量指标", "宣讲场次", "≥12场"),
    ("数量指标", "宣讲人数", "≥8人"),
    ("社会效益指标", "村民文化生活", "有效改善"),
    ("社会效益指标", "乡村治理能力", "明显增强"),
]
QUIET = Settings(rewrites=False)
TODAY = date(2026, 3, 1)


def _findings(document: DocumentResult) -> list[Finding]:
    rows = [f for table in document.tables for row in table.rows for f in row.findings]
    return [*document.findings, *(f for table in document.tables for f in table.findings), *rows]


def _of(document: DocumentResult, rule: str) -> list[Finding]:
    return [finding for finding in _findings(document) if finding.rule == rule]


def _list(*fingerprints: str, expires: date | None = None) -> IgnoreList:
    entries = [Entry(f, "已有评判标准", "王某", expires, i) for i, f in enumerate(fingerprints, 2)]
    return IgnoreList(entries, TODAY, "忽略清单.csv")


def _audit(submission: Submission, ignoring: IgnoreList) -> DocumentResult:
    return Auditor(QUIET).audit_all([submission], ignoring=ignoring)[0]


def test_a_finding_is_set_aside_with_its_reason_and_place(submit: Submit) -> None:
    before = Auditor(QUIET).audit(submit(*ROWS))
    first = _of(before, "V03")[0]
    after = _audit(submit(*ROWS), _list(first.fingerprint))
    assert first not in _findings(after)
    (aside,) = after.suppressed
    assert aside.finding == first
    assert (aside.reason, aside.author, aside.table_no, aside.row_no) == ("已有评判标准", "王某", 1, 3)


def test_what_is_set_aside_counts_nowhere(submit: Submit) -> None:
    before = Auditor(QUIET).audit(submit(*ROWS))
    prints = [finding.fingerprint for finding in _of(before, "V03")]
    after = _audit(submit(*ROWS), _list(*prints))
    assert _of(before, "T09")
    assert not _of(after, "T09")
    scores = [[row.score.total for row in d.tables[0].rows if row.score] for d in (before, after)]
    assert [late > early for early, late in zip(*scores, strict=True)] == [False, False, True, True]


def test_findings_of_tables_are_set_aside_too(submit: Submit) -> None:
    (table,) = _of(Auditor(QUIET).audit(submit(*ROWS)), "T09")
    after = _audit(submit(*ROWS), _list(table.fingerprint))
    assert [(s.finding.rule, s.table_no, s.row_no) for s in after.suppressed] == [("T09", 1, None)]


def test_an_entry_holds_through_its_last_day(submit: Submit) -> None:
    found = _of(Auditor(QUIET).audit(submit(*ROWS)), "V03")[0].fingerprint
    assert _audit(submit(*ROWS), _list(found, expires=TODAY)).suppressed
    late = _list(found, expires=date(2026, 2, 28))
    assert not _audit(submit(*ROWS), late).suppressed
    (notice,) = late.notices()
    assert (notice.code, notice.level, notice.address) == ("I04", "warning", "忽略清单.csv 第 2 行")


def test_an_entry_that_nothing_needed_is_named(submit: Submit) -> None:
    found = _of(Auditor(QUIET).audit(submit(*ROWS)), "V03")[0].fingerprint
    ignoring = _list(found, "0" * 16)
    _audit(submit(*ROWS), ignoring)
    assert [(n.code, n.address) for n in ignoring.notices()] == [("I03", "忽略清单.csv 第 3 行")]


def _write(path: Path, text: str, encoding: str = "utf-8-sig") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_is_read_as_excel_saves_it(tmp_path: Path, encoding: str) -> None:
    text = "序号,指纹,原因,经办人,到期日\r\n1,0123456789abcdef,“良好”有市级标准,李某,2026/12/31\r\n,,,,\r\n2,fedcba9876543210,口头说明,王某,\r\n"
    assert ignore_list.read(_write(tmp_path / "忽略.csv", text, encoding)) == (
        Entry("0123456789abcdef", "“良好”有市级标准", "李某", date(2026, 12, 31), 2),
        Entry("fedcba9876543210", "口头说明", "王某", None, 4),
    )


def test_english_heads_are_read(tmp_path: Path) -> None:
    path = _write(tmp_path / "ignored.csv", "fingerprint,reason,author\n0123456789abcdef,why,who\n")
    assert ignore_list.read(path) == (Entry("0123456789abcdef", "why", "who", None, 2),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "缺少"),
        ("指纹,经办人\n0123456789abcdef,李某\n", "原因"),
        ("指纹,原因,经办人\n0123456789abcdef,,李某\n", "第 2 行"),
        ("指纹,原因,经办人\n0123456789abcdef,有标准,\n", "经办人"),
        ("指纹,原因,经办人\n第三行,有标准,李某\n", "16 位"),
        ("指纹,原因,经办人,到期日\n0123456789abcdef,有标准,李某,明年\n", "明年"),
        ("指纹,原因,经办人,到期日\n0123456789abcdef,有标准,李某,2026-13-01\n", "2026-13-01"),
    ],
)
def test_a_wrong_list_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        ignore_list.read(_write(tmp_path / "忽略.csv", text))
    assert raised.value.code == "C106"
    assert said in raised.value.message + raised.value.hint


def test_a_list_that_is_not_there_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as raised:
        Auditor(Settings(ignore_file=str(tmp_path / "absent.csv")))
    assert raised.value.code == "C106"


def test_the_list_of_the_settings_applies(tmp_path: Path) -> None:
    source = tmp_path / "绩效目标.csv"
    source.write_text(
        "二级指标,三级指标,指标值\n数量指标,宣讲场次,≥12场\n社会效益指标,村民文化生活,有效改善\n", encoding="utf-8"
    )
    before = audit(source, QUIET)
    wanted = _of(before.documents[0], "V03")[0].fingerprint
    path = _write(tmp_path / "忽略.csv", f"指纹,原因,经办人\n{wanted},有标准,李某\n{'0' * 16},旧的,李某\n")
    after = audit(source, Settings(rewrites=False, ignore_file=str(path)))
    assert not _of(after.documents[0], "V03")
    assert [notice.code for notice in after.notices] == ["I03"]
    assert before.notices == []
