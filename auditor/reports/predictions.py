"""What ``auditor classify`` prints: the second tier of each line, how sure, what else, and the words that decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from auditor.reports.json import dumped
from auditor.reports.rows import csv_text, number
from auditor.schema import Prediction

COLUMNS = ("name", "predicted_tier", "confidence", "second_choice", "words")


def predictions_csv(names: Sequence[str], predictions: Iterable[Prediction]) -> str:
    """Return one line per indicator; the words are separated by spaces."""
    return csv_text(
        COLUMNS,
        (
            [name, p.tier, number(p.confidence, 4), p.second, " ".join(p.words)]
            for name, p in zip(names, predictions, strict=True)
        ),
    )


def predictions_json(names: Sequence[str], predictions: Iterable[Prediction]) -> str:
    """Return a list of objects with the same keys; the words are a list."""
    records: list[dict[str, Any]] = [
        dict(zip(COLUMNS, (name, p.tier, round(p.confidence, 4), p.second, list(p.words)), strict=True))
        for name, p in zip(names, predictions, strict=True)
    ]
    return dumped(records)
