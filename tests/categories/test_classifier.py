"""The classifier: obvious names, unsure rows, the same answer alone and in a batch, coded load errors."""

from __future__ import annotations

import numpy as np
import pytest
import skops.io
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression

from auditor import resources
from auditor.categories import classifier, ngrams
from auditor.categories.classifier import SecondTierClassifier
from auditor.errors import ResourceError
from auditor.schema import Prediction

SMALL = [
    (("培训班举办次数", "", "≥0次", "次"), "数量指标"),
    (("印发宣传手册数量", "", "≥0册", "册"), "数量指标"),
    (("工程验收合格率", "", "＝0%", "%"), "质量指标"),
    (("数据填报准确率", "", "≥0%", "%"), "质量指标"),
    (("参训学员满意度", "", "≥0%", "%"), "服务对象满意度指标"),
    (("来访群众满意度", "", "≥0%", "%"), "服务对象满意度指标"),
]
OBVIOUS = [
    (("购置办公电脑数量", "", "≥20台", "台"), "数量指标"),
    (("道路修缮工程验收合格率", "", "=100%", "%"), "质量指标"),
    (("设备采购完成时间", "", "2024年10月31日前", ""), "时效指标"),
    (("补贴资金发放及时率", "", "=100%", "%"), "时效指标"),
    (("培训班人均成本", "", "≤400", "元/人·天"), "成本指标"),
    (("群众政策知晓率", "", "≥90%", "%"), "社会效益指标"),
    (("办公楼年节约电费", "", "≥3万元", "万元"), "经济效益指标"),
    (("河流断面水质达标率", "", "≥95%", "%"), "生态效益指标"),
    (("路灯设备使用年限", "", "≥8年", "年"), "可持续影响指标"),
    (("参训教师满意度", "", "≥90%", "%"), "服务对象满意度指标"),
    (("惠民演出场次", "", "12场", "场"), "数量指标"),
]
SAYING_NOTHING = [("", "", "", ""), ("88", "", "100", ""), ("/", "", "/", ""), ("——", "", "≥95%", "")]


@pytest.fixture(scope="module")
def small():
    rows, tiers = zip(*SMALL, strict=True)
    return SecondTierClassifier().fit(rows, tiers)


@pytest.mark.parametrize(("row", "tier"), OBVIOUS)
def test_classifier_puts_obvious_rows_where_they_belong(model, row, tier):
    assert model.predict([row])[0].tier == tier


@pytest.mark.parametrize("row", SAYING_NOTHING)
def test_classifier_is_silent_where_the_row_says_nothing(model, row):
    assert model.predict([row]) == [Prediction()]


def test_classifier_is_unsure_of_words_from_elsewhere(model):
    assert model.predict([("甲乙丙丁", "", "", "")])[0].confidence < 0.5


def test_classifier_batch_equals_single(model):
    rows = [row for row, _ in OBVIOUS] + SAYING_NOTHING
    many = rows * 400
    assert model.predict(many) == [model.predict([row])[0] for row in rows] * 400


def test_classifier_no_rows(small):
    assert small.predict([]) == []
    assert small.decision_function([]).shape == (0, 3)


def test_classifier_names_the_words_that_decided(small):
    prediction = small.predict([("消防设施验收合格率", "", "≥95%", "%")])[0]
    assert prediction.tier == "质量指标"
    assert "合格率" in prediction.words
    assert 1 <= len(prediction.words) <= 3


def test_classifier_second_choice_differs(model):
    assert all(p.tier != p.second for p in model.predict([row for row, _ in OBVIOUS]))


def test_classifier_fits_the_same_twice(small):
    rows, tiers = zip(*SMALL, strict=True)
    again = clone(small).fit(rows, tiers)
    assert np.array_equal(again.coef_, small.coef_)


def test_classifier_probabilities_add_up(small):
    shares = small.predict_proba([row for row, _ in SMALL])
    assert shares.shape == (len(SMALL), len(small.classes_))
    assert np.allclose(shares.sum(axis=1), 1.0)


def test_classifier_survives_skops(small, tmp_path):
    skops.io.dump(small, tmp_path / "model.skops", compression=8)
    rows = [row for row, _ in OBVIOUS]
    assert classifier.read(tmp_path / "model.skops").predict(rows) == small.predict(rows)


def test_load_missing_model(monkeypatch):
    def missing(*parts):
        raise ResourceError("M101", "缺少文件。")

    monkeypatch.setattr(resources, "path", missing)
    classifier.load.cache_clear()
    with pytest.raises(ResourceError) as caught:
        classifier.load()
    assert caught.value.code == "M201"


def test_read_broken_model(tmp_path):
    (tmp_path / "broken.skops").write_bytes(b"not a model")
    with pytest.raises(ResourceError) as caught:
        classifier.read(tmp_path / "broken.skops")
    assert caught.value.code == "M202"


def test_read_foreign_model(tmp_path):
    skops.io.dump(LogisticRegression(), tmp_path / "foreign.skops")
    with pytest.raises(ResourceError) as caught:
        classifier.read(tmp_path / "foreign.skops")
    assert caught.value.code == "M202"


def test_read_model_of_another_feature_map(small, tmp_path):
    other = clone(small)
    other.classes_, other.intercept_, other.coef_ = (
        small.classes_,
        small.intercept_,
        small.coef_[: ngrams.BUCKETS // 2],
    )
    skops.io.dump(other, tmp_path / "older.skops", compression=8)
    with pytest.raises(ResourceError) as caught:
        classifier.read(tmp_path / "older.skops")
    assert caught.value.code == "M202"
