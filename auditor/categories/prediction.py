"""Predicted tiers for the rows of a feature frame: the classifier's word, except where the content says nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.language.normalize import normalize
from auditor.schema import Prediction

if TYPE_CHECKING:
    import pandas as pd

_SAYS_NOTHING = re.compile(r"[\d\W_]*")


def of(frame: pd.DataFrame) -> list[Prediction]:
    """Predict the second tier of every used row.

    Parameters
    ----------
    frame : DataFrame, shape (n, columns of auditor.language.features)

    Returns
    -------
    list of n Prediction
        Empty for unused rows. A bare number or placeholder, a not-applicable statement or a fund-management item repeats
        the declared tier with confidence 0.
    """
    from auditor.categories import classifier

    if frame.empty:
        return []
    hollow = frame["declared"] | frame["n_fund"] | frame["n_core"].str.fullmatch(_SAYS_NOTHING.pattern)
    texts = [
        (normalize(row[0]), normalize(row[1]), normalize(row[2]), normalize(row[3]))
        for row in zip(frame["n_norm"], frame["description"], frame["target"], frame["unit"], strict=True)
    ]
    distinct = {text: i for i, text in enumerate(dict.fromkeys(texts))}
    predicted = classifier.load().predict(list(distinct))
    silent = Prediction()
    return [
        silent if not used else (Prediction(tier) if nothing else predicted[distinct[text]])
        for used, nothing, tier, text in zip(frame["used"], hollow, frame["tier"], texts, strict=True)
    ]
