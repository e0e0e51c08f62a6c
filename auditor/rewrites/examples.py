"""The nearest good examples of the corpus: hashed character n-grams find them, their letters and their tier rank them.

Examples whose name holds a digit are left out, so that no number enters a suggestion from outside the submission.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor import resources
from auditor.resources import remembered
from auditor.schema import Example

if TYPE_CHECKING:
    from collections.abc import Sequence

_CANDIDATES = 12
_SAME_TIER, _OTHER_TIER = 1.0, 0.6
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Match:
    """An example with its row of ``corpus/indicators``."""

    example: Example
    row: dict[str, str]


@dataclass(frozen=True)
class Index:
    """Rows of the corpus and the matrix of their names, (terms, examples), sparse, unit length."""

    rows: tuple[dict[str, str], ...]
    vectoriser: Any
    matrix: Any


@remembered(maxsize=1)
def index() -> Index:
    """Build the index over ``corpus/indicators`` once."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows = tuple(row for row in resources.table("corpus", "indicators") if not _NUMBER.search(row["name"]))
    vectoriser = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32)
    matrix = vectoriser.fit_transform([row["name"] for row in rows])
    return Index(rows, vectoriser, matrix.T.tocsr())


def nearest(queries: Sequence[tuple[str, str]], count: int = 3) -> list[list[Match]]:
    """Find good examples for many names at once.

    Parameters
    ----------
    queries : sequence of (name, tier)
        Normalised names and the second tiers that they stand in ('' where unknown).
    count : int
        How many examples each name gets at most.

    Returns
    -------
    list of list of Match
        Best first; ``similarity`` is the mean of the cosine of character n-grams and the edit ratio, in 0–1, lowered
        where the tier differs.
    """
    if not queries:
        return []
    from sparse_dot_topn import sp_matmul_topn

    built = index()
    distinct = list(dict.fromkeys(queries))
    found = built.vectoriser.transform([name for name, _ in distinct])
    top = sp_matmul_topn(found, built.matrix, top_n=_CANDIDATES, sort=True)
    ranked = {
        query: _rank(built, query, top.indices[a:b], top.data[a:b], count)
        for query, a, b in zip(distinct, top.indptr[:-1], top.indptr[1:], strict=True)
    }
    return [ranked[query] for query in queries]


def _rank(built: Index, query: tuple[str, str], places: Any, cosines: Any, count: int) -> list[Match]:
    from rapidfuzz import fuzz

    name, tier = query
    scored = []
    for place, cosine in zip(places.tolist(), cosines.tolist(), strict=True):
        row = built.rows[place]
        agreement = _SAME_TIER if not tier or row["second_tier"] == tier else _OTHER_TIER
        scored.append((agreement * (cosine + fuzz.ratio(name, row["name"]) / 100) / 2, -place, row))
    scored.sort(key=lambda one: one[:2], reverse=True)
    return [Match(_example(row, score), row) for score, _, row in scored[:count]]


def _example(row: dict[str, str], similarity: float) -> Example:
    return Example(row["id"], row["name"], row["target_pattern"], row["sector"], round(min(similarity, 1.0), 4))
