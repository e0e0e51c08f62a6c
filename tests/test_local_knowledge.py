"""Local words and header aliases of the settings apply to the call that names them, and to no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.errors import ConfigurationError
from auditor.pipeline import Auditor, audit, read_all
from auditor.schema import Submission
from auditor.settings import Settings, load

Submit = Callable[..., Submission]
ROWS = [("社会效益指标", "村民文化生活", "获金豆牌称号"), ("数量指标", "宣讲场次", "≥12场")]


def _rules(submission: Submission, **words: tuple[str, ...]) -> set[str]:
    document = Auditor(Settings(rewrites=False, words=words)).audit(submission)
    return {finding.rule for finding in document.tables[0].rows[0].findings}


def test_a_local_word_counts_as_one_of_its_list(submit: Submit) -> None:
    assert "V03" in _rules(submit(*ROWS))
    assert "V03" not in _rules(submit(*ROWS), checkable_state=("获金豆牌",))


def test_a_local_word_is_forgotten_with_its_call(submit: Submit) -> None:
    for _ in range(2):
        assert "V03" not in _rules(submit(*ROWS), checkable_state=("获金豆牌",))
        assert "V03" in _rules(submit(*ROWS))


def test_an_unknown_list_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigurationError) as raised:
        load(words={"adverbs": ["获金豆牌"]})
    assert raised.value.code == "C103"
    assert "degree" in raised.value.hint


def _file(tmp_path: Path) -> Path:
    path = tmp_path / "目标.csv"
    path.write_text("二级指标,三级指标,拟达水准\n数量指标,宣讲场次,≥12场\n", encoding="utf-8")
    return path


def test_a_local_header_is_read(tmp_path: Path) -> None:
    path = _file(tmp_path)
    (plain,), _ = read_all([path])
    (aliased,), _ = read_all([path], Settings(headers={"指标值": ("拟达水准", "没有出现的表头")}))
    (after,), _ = read_all([path])
    assert [s.tables[0].rows[0].target for s in (plain, aliased, after)] == ["", "≥12场", ""]
    assert [n.code for n in aliased.notices] == []


def test_a_local_header_wins_over_the_known_meaning(tmp_path: Path) -> None:
    path = tmp_path / "目标.csv"
    path.write_text("二级指标,三级指标,备注\n数量指标,宣讲场次,≥12场\n", encoding="utf-8")
    report = audit(path, Settings(rewrites=False, headers={"指标值": ("备注",)}))
    assert report.documents[0].tables[0].rows[0].indicator.target == "≥12场"


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(ConfigurationError) as raised:
        load(headers={"金额": ["金额（元）"]})
    assert "指标值" in raised.value.hint
