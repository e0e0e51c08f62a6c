"""Training writes a model, its figures and its card; evaluation counts what it should."""

from __future__ import annotations

import json

from auditor import resources
from auditor.categories import evaluation, training


def test_training_writes_three_files(trained):
    assert {p.name for p in trained.iterdir()} == {training.MODEL, training.METRICS, training.CARD}


def test_training_figures_are_complete_and_good(trained):
    figures = json.loads((trained / training.METRICS).read_text(encoding="utf-8"))
    checked = figures["cross_validation"]
    assert set(checked["per_tier"]) == set(resources.toml("corpus", "taxonomy.toml")["second"])
    assert checked["accuracy"] >= 0.8
    assert checked["calibration_error"] <= 0.1
    assert checked["accuracy_when_sure"] > checked["accuracy"]


def test_training_card_prints_the_figures(trained):
    figures = json.loads((trained / training.METRICS).read_text(encoding="utf-8"))
    text = (trained / training.CARD).read_text(encoding="utf-8")
    assert figures["corpus"]["sha256"] in text
    assert str(figures["cross_validation"]["accuracy"]) in text


def test_lessons_of_one_corpus_row_share_a_group_and_hold_no_placeholder():
    learned = list(training.lessons())
    judged = [lesson for lesson in learned if lesson.judged]
    assert len({lesson.group for lesson in judged}) == len(judged)
    assert not any("【" in lesson.row[2] for lesson in learned if not lesson.group.startswith("mistake-"))
    assert all(lesson.tier != "none" for lesson in learned)


def test_evaluate_accepts_a_second_answer(model):
    rows = [("参训学员满意度", "", "≥90%", ""), ("工程验收合格率", "", "≥95%", "")]
    strict = evaluation.evaluate(rows, ["服务对象满意度指标", "数量指标"], classifier=model)
    lenient = evaluation.evaluate(rows, ["服务对象满意度指标", "数量指标"], classifier=model, also=["", "质量指标"])
    assert (strict["accuracy"], lenient["accuracy"]) == (0.5, 1.0)
    assert strict["confusions"] == [
        {"tier": "数量指标", "predicted": "质量指标", "count": 1, "names": ["工程验收合格率"]}
    ]
    assert lenient["confusions"] == []


def test_measures_of_nothing():
    assert evaluation.measures([], [], [], [])["accuracy"] == 0.0
