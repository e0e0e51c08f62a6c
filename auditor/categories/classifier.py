"""The classifier of the second tier: a linear model over :mod:`auditor.categories.ngrams`.

The prediction is taken from name, description, target and unit alone, never from the tier under which the row stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator

from auditor import resources
from auditor.categories import ngrams
from auditor.errors import ResourceError
from auditor.language import segment
from auditor.schema import Prediction

if TYPE_CHECKING:
    from auditor.categories.ngrams import Row, Texts

TRUSTED = ["auditor.categories.classifier.SecondTierClassifier"]

_CHUNK = 4096  # rows that fit the processor's cache
_GRAIN = 1024  # weights are multiples of 1/1024: the same on every machine, and a small file
_MOST_WORDS = 3
_WORD_SHARE = 0.35


class SecondTierClassifier(BaseEstimator):  # type: ignore[misc]
    """Multinomial logistic regression on hashed character n-grams.

    Parameters
    ----------
    regularization : float
        Inverse strength ``C`` of the L2 penalty.
    name_scale, tail_scale, description_scale, target_scale : float
        How much the n-grams of the name, its last characters, the description, and target with unit count.
    sign_scale : float
        How much the word lists count.
    temperature : float
        Scores are divided by it before they become probabilities; training sets it from held-out rows.

    Attributes
    ----------
    classes_ : ndarray of shape (n_tiers,)
        Names of the second tiers.
    coef_ : ndarray of shape (ngrams.BUCKETS, n_tiers), float32
        Weight of every bucket for every tier.
    intercept_ : ndarray of shape (n_tiers,), float32
    """

    def __init__(
        self,
        *,
        regularization: float = 10.0,
        name_scale: float = 1.0,
        tail_scale: float = 0.8,
        description_scale: float = 0.5,
        target_scale: float = 0.5,
        sign_scale: float = 1.2,
        temperature: float = 1.0,
    ) -> None:
        self.regularization = regularization
        self.name_scale = name_scale
        self.tail_scale = tail_scale
        self.description_scale = description_scale
        self.target_scale = target_scale
        self.sign_scale = sign_scale
        self.temperature = temperature

    def fit(
        self, rows: Sequence[Row], tiers: Sequence[str], sample_weight: npt.ArrayLike | None = None
    ) -> SecondTierClassifier:
        """Learn from rows ``(name, description, target, unit)`` and the tiers that they belong to."""
        from sklearn.linear_model import LogisticRegression

        features = ngrams.feature_map([ngrams.texts(row) for row in rows], self._scale)
        seen = np.unique(features.indices)
        model = LogisticRegression(C=self.regularization, class_weight="balanced", max_iter=400, tol=1e-3)
        model.fit(features[:, seen].astype(np.float64), np.asarray(tiers, dtype=str), sample_weight=sample_weight)
        self.classes_ = model.classes_
        self.coef_ = np.zeros((ngrams.BUCKETS, len(model.classes_)), dtype=np.float32)
        self.coef_[seen] = np.round(model.coef_.T * _GRAIN) / _GRAIN
        self.intercept_ = model.intercept_.astype(np.float32)
        return self

    def decision_function(self, rows: Sequence[Row]) -> npt.NDArray[np.float32]:
        """Return the linear scores, of shape (rows, tiers)."""
        chunks = (rows[first : first + _CHUNK] for first in range(0, max(len(rows), 1), _CHUNK))
        return np.concatenate([self._scores([ngrams.texts(row) for row in chunk]) for chunk in chunks])

    def predict_proba(self, rows: Sequence[Row]) -> npt.NDArray[np.float64]:
        """Return the probabilities of the tiers, of shape (rows, tiers)."""
        return softmax(self.decision_function(rows), self.temperature)

    def predict(self, rows: Sequence[Row]) -> list[Prediction]:
        """Judge each row ``(name, description, target, unit)``.

        A row whose name and description hold no letter and whose target says nothing either gets an empty tier and
        confidence 0. A row gets the same answer alone and in a batch.
        """
        return [one for first in range(0, len(rows), _CHUNK) for one in self._judge(rows[first : first + _CHUNK])]

    def _judge(self, rows: Sequence[Row]) -> list[Prediction]:
        prepared = [ngrams.texts(row) for row in rows]
        scores = self._scores(prepared)
        order = np.argsort(-scores, axis=1, kind="stable")[:, :2]
        confidence = np.take_along_axis(softmax(scores, self.temperature), order[:, :1], axis=1)[:, 0]
        words = self._deciding_words([t.name for t in prepared], order[:, 0])
        return [
            Prediction(str(self.classes_[first]), round(float(sure), 4), str(self.classes_[second]), decided)
            if _says_something(text)
            else Prediction()
            for text, (first, second), sure, decided in zip(prepared, order, confidence, words, strict=True)
        ]

    @property
    def _scale(self) -> ngrams.Scale:
        return ngrams.Scale(
            self.name_scale, self.tail_scale, self.description_scale, self.target_scale, self.sign_scale
        )

    def _scores(self, prepared: Sequence[Texts]) -> npt.NDArray[np.float32]:
        scores: npt.NDArray[np.float32] = ngrams.feature_map(prepared, self._scale) @ self.coef_ + self.intercept_
        return scores

    def _deciding_words(self, names: Sequence[str], winner: npt.NDArray[np.intp]) -> list[tuple[str, ...]]:
        """The words of each name whose n-grams spoke most for the winning tier, strongest first."""
        cut = segment.engine(segment.Tokenizer.RJIEBA)
        tokens = [cut(name) if name.isprintable() else [*name] for name in names]
        starts = np.cumsum([0] + [len(t) for t in tokens])
        token_at = _token_of_each_character(tokens)
        row_at = np.repeat(np.arange(len(names)), [len(n) + 2 for n in names])
        weight = np.zeros(starts[-1])
        for block in ngrams.name_blocks(names, 1.0):
            first, last = token_at[block.start], token_at[block.start + block.size - 1]
            inside = (first == last) & (first >= 0)
            row = row_at[block.start[inside]]
            value = self.coef_[block.bucket[inside], winner[row]] / np.sqrt(block.count[row])
            weight += np.bincount(first[inside], weights=value, minlength=len(weight))
        return [_strongest(t, weight[a:b].tolist()) for t, a, b in zip(tokens, starts[:-1], starts[1:], strict=True)]


def softmax(scores: npt.NDArray[np.float32], temperature: float = 1.0) -> npt.NDArray[np.float64]:
    """Turn scores of shape (rows, tiers) into probabilities."""
    scaled = (scores - scores.max(axis=1, keepdims=True)).astype(np.float64) / temperature
    shares: npt.NDArray[np.float64] = np.exp(scaled)
    shares /= shares.sum(axis=1, keepdims=True)
    return shares


@cache
def load() -> SecondTierClassifier:
    """Load ``models/second_tier.skops`` once.

    Raises
    ------
    ResourceError
        ``M201`` if the model is missing, ``M202`` if it cannot be read or holds anything but the classifier.
    """
    try:
        place = resources.path("models", "second_tier.skops")
    except ResourceError as error:
        raise ResourceError("M201", "缺少二级指标分类模型 models/second_tier.skops。", _REBUILD) from error
    return read(place)


def read(place: Any) -> SecondTierClassifier:
    """Read a classifier from a skops file; see :func:`load` for the errors."""
    import skops.io

    try:
        model = skops.io.load(place, trusted=TRUSTED)
    except Exception as error:
        raise ResourceError("M202", f"二级指标分类模型 {place} 已损坏或不是本程序的模型。", _REBUILD) from error
    if not isinstance(model, SecondTierClassifier) or getattr(model, "coef_", np.empty(0)).shape[0] != ngrams.BUCKETS:
        raise ResourceError("M202", f"二级指标分类模型 {place} 与当前程序版本不符。", _REBUILD)
    return model


_REBUILD = "请重新安装 indicator-auditor，或运行 auditor train 重新生成模型。"


def _says_something(text: Texts) -> bool:
    return any(map(str.isalpha, text.name + text.description + text.target))


def _token_of_each_character(tokens: list[list[str]]) -> npt.NDArray[np.int64]:
    """Token number at every code point of the marked names; -1 at the marks."""
    places: list[int] = []
    number = 0
    for row in tokens:
        places.append(-1)
        for token in row:
            places.extend([number] * len(token))
            number += 1
        places.append(-1)
    return np.array(places, dtype=np.int64)


def _strongest(tokens: list[str], weights: list[float]) -> tuple[str, ...]:
    """Up to three words, each with at least a third of the best one's weight, without doubles."""
    ranked = sorted(zip(weights, tokens, strict=True), key=lambda pair: -pair[0])
    floor = max(ranked[0][0] * _WORD_SHARE, 0.0) if ranked else 0.0
    chosen = (token for weight, token in ranked if weight > 0 and weight >= floor and token[0].isalpha())
    return tuple(dict.fromkeys(chosen))[:_MOST_WORDS]
