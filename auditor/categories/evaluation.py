"""How well a classifier judges: against given answers, and on its own corpus by cross-validation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from auditor.categories.classifier import SecondTierClassifier, softmax

if TYPE_CHECKING:
    from auditor.categories.ngrams import Row

FOLDS = 5
_TEMPERATURES = np.geomspace(0.2, 3.0, 28)


def evaluate(
    rows: Sequence[Row], tiers: Sequence[str], *, classifier: SecondTierClassifier, also: Sequence[str] | None = None
) -> dict[str, Any]:
    """Measure a classifier against given answers.

    Parameters
    ----------
    rows : sequence of (name, description, target, unit)
    tiers : sequence of str
        The second tier that each row belongs to.
    classifier : SecondTierClassifier
        A fitted one, e.g. ``classifier.load()``.
    also : sequence of str, optional
        A second tier that is accepted too, or an empty string.

    Returns
    -------
    dict
        See :func:`measures`.
    """
    predictions = classifier.predict(rows)
    return measures(
        [r[0] for r in rows], tiers, [p.tier for p in predictions], [p.confidence for p in predictions], also=also
    )


def measures(
    names: Sequence[str],
    tiers: Sequence[str],
    predicted: Sequence[str],
    confidence: Sequence[float],
    *,
    also: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Compare predicted tiers with the answers.

    Returns
    -------
    dict
        ``rows``, ``accuracy``, ``macro_f1``, ``calibration_error``, ``sure`` (share of rows with confidence of at least
        0.5), ``accuracy_when_sure``, ``per_tier`` (tier → rows, precision, recall, f1) and ``confusions`` (list of
        ``{"tier", "predicted", "count", "names"}``, most frequent first).
    """
    accepted = [{tier, other} for tier, other in zip(tiers, also or tiers, strict=True)]
    right = np.array([p in a for p, a in zip(predicted, accepted, strict=True)], dtype=bool)
    counted = [t if ok else p for t, p, ok in zip(tiers, predicted, right, strict=True)]
    per_tier = {tier: _tier_figures(tier, tiers, counted) for tier in sorted(set(tiers))}
    sure = np.asarray(confidence) >= 0.5
    return {
        "rows": len(right),
        "accuracy": _share(right),
        "macro_f1": round(float(np.mean([t["f1"] for t in per_tier.values()])), 4) if per_tier else 0.0,
        "calibration_error": _calibration_error(right, np.asarray(confidence)),
        "sure": _share(sure),
        "accuracy_when_sure": _share(right[sure]),
        "per_tier": per_tier,
        "confusions": _confusions(names, tiers, counted),
    }


def cross_validate(
    rows: Sequence[Row],
    tiers: Sequence[str],
    groups: Sequence[str],
    weights: Sequence[float],
    judged: Sequence[bool],
    classifier: SecondTierClassifier,
) -> tuple[dict[str, Any], float]:
    """Judge every corpus row by a classifier that has not seen its group.

    Parameters
    ----------
    rows, tiers, groups, weights : sequences of equal length
        Training rows, their tiers, the corpus id that copies of one row share, and their weights.
    judged : sequence of bool
        Whether the row counts in the measures; copies made for training only do not.
    classifier : SecondTierClassifier
        An unfitted one that carries the parameters.

    Returns
    -------
    dict
        See :func:`measures`.
    float
        The temperature at which the held-out probabilities fit best.
    """
    from sklearn.base import clone
    from sklearn.model_selection import GroupKFold

    counts = [i for i, counted in enumerate(judged) if counted]
    classes = np.array(sorted(set(tiers)))
    scores = np.zeros((len(rows), len(classes)), dtype=np.float32)
    for train, test in GroupKFold(FOLDS).split(rows, groups=groups):
        model = clone(classifier).fit([rows[i] for i in train], [tiers[i] for i in train], np.take(weights, train))
        held_out = sorted({*test.tolist()}.intersection(counts))
        scores[np.ix_(held_out, np.searchsorted(classes, model.classes_))] = model.decision_function(
            [rows[i] for i in held_out]
        )
    scores, answers = scores[counts], [tiers[i] for i in counts]
    temperature = _best_temperature(scores, np.searchsorted(classes, answers))
    shares = softmax(scores, temperature)
    figures = measures(
        [rows[i][0] for i in counts], answers, classes[shares.argmax(axis=1)].tolist(), shares.max(axis=1).tolist()
    )
    return figures, temperature


def _best_temperature(scores: npt.NDArray[np.float32], answers: npt.NDArray[np.intp]) -> float:
    """The temperature with the lowest log loss on held-out scores."""
    own = np.arange(len(answers))
    losses = [-np.log(np.maximum(softmax(scores, t)[own, answers], 1e-12)).mean() for t in _TEMPERATURES]
    return round(float(_TEMPERATURES[int(np.argmin(losses))]), 4)


def _tier_figures(tier: str, tiers: Sequence[str], predicted: Sequence[str]) -> dict[str, float]:
    hit = sum(t == p == tier for t, p in zip(tiers, predicted, strict=True))
    asked, said = sum(t == tier for t in tiers), sum(p == tier for p in predicted)
    return {
        "rows": asked,
        "precision": round(hit / max(said, 1), 4),
        "recall": round(hit / max(asked, 1), 4),
        "f1": round(2 * hit / max(asked + said, 1), 4),
    }


def _calibration_error(right: npt.NDArray[np.bool_], confidence: npt.NDArray[np.float64]) -> float:
    """Expected calibration error over ten bands of confidence."""
    band = np.minimum((confidence * 10).astype(int), 9)
    gaps = [abs(right[band == b].mean() - confidence[band == b].mean()) * (band == b).mean() for b in np.unique(band)]
    return round(float(sum(gaps)), 4)


def _confusions(names: Sequence[str], tiers: Sequence[str], predicted: Sequence[str]) -> list[dict[str, Any]]:
    pairs = [(t, p) for t, p in zip(tiers, predicted, strict=True)]
    return [
        {
            "tier": tier,
            "predicted": other,
            "count": count,
            "names": [n for n, pair in zip(names, pairs, strict=True) if pair == (tier, other)][:5],
        }
        for (tier, other), count in Counter(p for p in pairs if p[0] != p[1]).most_common()
    ]


def _share(mask: npt.NDArray[np.bool_]) -> float:
    return round(float(mask.mean()), 4) if len(mask) else 0.0
