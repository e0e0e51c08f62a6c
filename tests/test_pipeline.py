from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pytest

import auditor
from auditor import Auditor, Settings, audit, audit_frame, read_all
from auditor.errors import ConfigurationError
from auditor.schema import DocumentResult, Submission

Submit = Callable[..., Submission]
QUIET = Settings(rewrites=False)
FORM = """一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t村史馆布展面积\t≥120平方米
产出指标\t数量指标\t组织村史宣讲活动\t按计划开展
产出指标\t质量指标\t布展验收合格率\t大于等于95%以上
产出指标\t时效指标\t布展完成时间\t及时
产出指标\t成本指标\t布展成本\t≤{cost}万元
效益指标\t社会效益指标\t乡土文化得到有效传承，乡风文明持续向好\t90%
满意度指标\t服务对象满意度指标\t参观村民满意度\t≥90%
"""
ROWS = [tuple(line.split("\t")[1:]) for line in FORM.format(cost=8).splitlines()[1:]]


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "form.tsv"
    path.write_text(FORM.format(cost=8), encoding="utf-8")
    return path


def _said(document: DocumentResult) -> list[list[dict[str, object]]]:
    return [[asdict(finding) for finding in row.findings] for table in document.tables for row in table.rows]


# --- the corridor -----------------------------------------------------------------------------------------------------


def test_a_file_goes_through_the_whole_corridor(form: Path) -> None:
    report = audit(form)
    (document,) = report.documents
    (table,) = document.tables
    assert report.failures == []
    assert [row.indicator.name for row in table.rows] == [row[1] for row in ROWS]
    assert all(row.prediction.tier and 0 <= row.prediction.confidence <= 1 for row in table.rows)
    assert all(row.score and 0 <= row.score.total <= 100 for row in table.rows)
    assert {f.rule for row in table.rows for f in row.findings} >= {"V07", "V15", "V05"}
    assert any(row.rewrites for row in table.rows)
    assert (document.verdict, table.verdict) == ("需修改", "需修改")
    assert {"version", "ruleset", "model", "corpus"} <= set(report.tool)


def test_the_same_bytes_are_said_the_same_twice(form: Path) -> None:
    assert repr(audit(form)) == repr(audit(form))
    assert pickle.dumps(_said(audit(form).documents[0])) == pickle.dumps(_said(audit(form).documents[0]))


def test_files_do_not_influence_each_other(submit: Submit) -> None:
    one, two = submit(*ROWS, path="one.txt"), submit(*ROWS[:3], path="two.txt")
    together = Auditor(QUIET).audit_all([one, two, one])
    alone = [Auditor(QUIET).audit(submission) for submission in (one, two, one)]
    assert [_said(document) for document in together] == [_said(document) for document in alone]
    assert [document.score for document in together] == [document.score for document in alone]


def test_results_come_in_the_order_of_the_input(tmp_path: Path) -> None:
    for name in "cab":
        (tmp_path / f"{name}.tsv").write_text(FORM.format(cost=8), encoding="utf-8")
    named = audit([tmp_path / "c.tsv", tmp_path / "a.tsv"], QUIET)
    assert [Path(d.submission.path).stem for d in named.documents] == ["c", "a"]
    assert [Path(d.submission.path).stem for d in audit(tmp_path, QUIET).documents] == ["a", "b", "c"]


def test_one_bad_file_does_not_stop_the_others(form: Path) -> None:
    (form.parent / "broken.docx").write_bytes(b"PK\x03\x04 this is no archive")
    (form.parent / "zeros.xlsx").write_bytes(bytes(2000))
    (form.parent / "empty.tsv").write_bytes(b"")
    names = ["broken.docx", "form.tsv", "zeros.xlsx", "empty.tsv", "absent.tsv"]
    report = audit([form.parent / name for name in names], QUIET)
    assert "form.tsv" in {Path(d.submission.path).name for d in report.documents if d.tables}
    failed = {Path(failure.path).name: failure for failure in report.failures}
    assert set(failed) == set(names) - {"form.tsv"}
    assert all(failure.code and failure.message for failure in failed.values())


def test_a_named_file_without_table_is_a_failure_and_unjudged(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("关于召开会议的通知\n请各单位于周五前报名。\n", encoding="utf-8")
    report = audit(path, QUIET)
    assert [failure.code for failure in report.failures] == ["E02"]
    assert [document.verdict for document in report.documents] == ["未评"]


def test_progress_is_told_before_each_file(form: Path) -> None:
    (form.parent / "second.tsv").write_text(FORM.format(cost=9), encoding="utf-8")
    told: list[tuple[int, int]] = []
    read_all([form.parent], progress=lambda number, total, name: told.append((number, total)))
    assert told == [(1, 2), (2, 2)]


def test_nothing_in_nothing_out() -> None:
    assert Auditor(QUIET).audit_all([]) == []
    (empty,) = Auditor(QUIET).audit_all([Submission("a.txt", "text")])
    assert (empty.tables, empty.verdict, empty.score) == ([], "未评", None)


def test_rewrites_can_be_switched_off(form: Path) -> None:
    assert not any(row.rewrites for row in audit(form, QUIET).documents[0].tables[0].rows)


@pytest.mark.parametrize("field", ["select", "ignore"])
def test_an_unknown_rule_is_refused(field: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        Auditor(Settings(**{field: ("V99",)}))
    assert raised.value.code == "C402"
    assert "V99" in raised.value.message


def test_only_the_selected_rules_speak(submit: Submit) -> None:
    rows = Auditor(Settings(rewrites=False, select=("V05", "N"))).audit(submit(*ROWS)).tables[0].rows
    ids = {f.rule for row in rows for f in row.findings}
    assert ids
    assert all(rule == "V05" or rule[0] == "N" for rule in ids)


# --- carrying it about ------------------------------------------------------------------------------------------------


def test_an_auditor_can_be_pickled(submit: Submit) -> None:
    one = Auditor(Settings(rewrites=False, ignore=("V13",)))
    again = pickle.loads(pickle.dumps(one))
    assert again.rulesets.general.wanted == one.rulesets.general.wanted
    assert _said(again.audit(submit(*ROWS))) == _said(one.audit(submit(*ROWS)))


def test_results_can_be_pickled(submit: Submit) -> None:
    found = Auditor(QUIET).audit(submit(*ROWS))
    assert pickle.loads(pickle.dumps(found)) == found


def test_an_auditor_works_in_another_process(submit: Submit) -> None:
    one, submission = Auditor(QUIET), submit(*ROWS)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert _said(pool.apply(one.audit, (submission,))) == _said(one.audit(submission))


def test_the_public_names_can_be_loaded() -> None:
    for name in auditor.__all__:
        assert getattr(auditor, name) is not None
    with pytest.raises(AttributeError, match="nothing_here"):
        _ = auditor.nothing_here


# --- frames -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def frame() -> pd.DataFrame:
    rows = [{"二级指标": tier, "三级指标": name, "指标值": target} for tier, name, target in ROWS]
    return pd.DataFrame(rows, index=[f"r{i}" for i in range(len(rows))])


def test_a_frame_is_audited_line_by_line(frame: pd.DataFrame, submit: Submit) -> None:
    found = audit_frame(frame, QUIET)
    assert list(found.index) == list(frame.index)
    assert found["name"].tolist() == frame["三级指标"].tolist()
    document = Auditor(QUIET).audit(submit(*ROWS))
    expected = [" ".join(f.rule for f in row.findings) for row in document.tables[0].rows]
    assert [sorted(ids.split()) for ids in found["findings"]] == [sorted(ids.split()) for ids in expected]
    assert found["predicted_tier"].tolist() == [row.prediction.tier for row in document.tables[0].rows]


def test_a_frame_is_not_changed(frame: pd.DataFrame) -> None:
    before = frame.copy(deep=True)
    audit_frame(frame, QUIET)
    pd.testing.assert_frame_equal(frame, before)


def test_a_frame_may_have_machine_names_and_gaps(frame: pd.DataFrame) -> None:
    renamed = frame.rename(columns={"二级指标": "second_tier", "三级指标": "name", "指标值": "target"})
    assert audit_frame(renamed, QUIET)["findings"].tolist() == audit_frame(frame, QUIET)["findings"].tolist()
    gap = frame.copy()
    gap.loc["r0", "指标值"] = None
    assert "V01" in audit_frame(gap, QUIET).loc["r0", "findings"].split()


def test_a_frame_without_lines_stays_empty(frame: pd.DataFrame) -> None:
    assert len(audit_frame(frame.iloc[:0], QUIET)) == 0


def test_a_frame_without_names_is_refused() -> None:
    with pytest.raises(ConfigurationError) as raised:
        audit_frame(pd.DataFrame({"金额": [1]}), QUIET)
    assert raised.value.code == "C105"
