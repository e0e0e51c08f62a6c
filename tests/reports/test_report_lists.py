"""Predictions, measures and the rule catalogue as text."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from auditor.reports.catalogue import rule_text, rules_json, rules_text
from auditor.reports.measures import measures_text
from auditor.reports.predictions import predictions_csv, predictions_json
from auditor.rules.rule import Option
from auditor.schema import Prediction


@dataclass(frozen=True)
class Info:
    """A rule as the catalogue lists it."""

    id: str = "V03"
    name: str = "定性值无评判标准"
    slug: str = "unmeasurable-target"
    family: str = "V"
    level: str = "row"
    severity: str = "错误"
    looks_at: str = "指标值"
    rationale: str = "没有标准就无法评价。"
    leaves_alone: str = "已写明档次的值。"
    advice: str = "写明评判标准。"
    source_class: str = "official"
    bad: str = "明显提升"
    good: str = "≥90%"
    options: dict[str, Any] = field(default_factory=lambda: {"limit": Option(3, 1, 9, "最多几个")})
    yields_to: tuple[str, ...] = ("V01",)


def test_predictions_csv_lists_the_words_that_decided() -> None:
    text = predictions_csv(["出勤率", "…"], [Prediction("质量指标", 0.9, "数量指标", ("率", "出勤")), Prediction()])
    assert text.splitlines() == [
        "name,predicted_tier,confidence,second_choice,words",
        "出勤率,质量指标,0.9,数量指标,率 出勤",
        "…,,0,,",
    ]


def test_predictions_json_has_the_same_keys() -> None:
    (record,) = json.loads(predictions_json(["出勤率"], [Prediction("质量指标", 0.9, "数量指标", ("率",))]))
    assert record == {
        "name": "出勤率", "predicted_tier": "质量指标", "confidence": 0.9, "second_choice": "数量指标", "words": ["率"]
    }  # fmt: skip


def test_measures_text_says_when_confusions_are_left_out() -> None:
    confusion = {"tier": "质量指标", "predicted": "时效指标", "count": 2, "names": ["按期合格率"]}
    figures = {
        "rows": 20, "accuracy": 0.9, "macro_f1": 0.88, "calibration_error": 0.03, "sure": 0.8,
        "accuracy_when_sure": 0.95, "confusions": [confusion] * 9,
        "per_tier": {"质量指标": {"rows": 20, "precision": 0.9, "recall": 0.8, "f1": 0.85}},
    }  # fmt: skip
    text = measures_text(figures)
    assert "准确率 90.0%" in text
    assert "最常见的混淆（前 8 种）" in text
    assert text.count("判为") == 8


def test_rule_list_and_rule_page() -> None:
    rule: Any = Info()
    assert "V03" in rules_text([rule])
    assert "共 1 条" in rules_text([rule])
    assert json.loads(rules_json([rule]))[0]["slug"] == "unmeasurable-target"
    page = rule_text(rule)
    for piece in (
        "V03 定性值无评判标准",
        "为什么：",
        "反例：明显提升",
        "正例：≥90%",
        "limit = 3  最多几个（1 到 9）",
        "依据：官方要求",
    ):
        assert piece in page
