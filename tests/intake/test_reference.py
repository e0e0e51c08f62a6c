"""The reference submissions, where this machine has them, are read exactly as labelled by hand."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from auditor import intake
from auditor.schema import Indicator, Table

CHECKOUT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("AUDITOR_SHARED") or CHECKOUT.parent / "shared")
GOLD = SHARED / "gold" / "indicators.csv"

pytestmark = pytest.mark.skipif(
    not GOLD.is_file(),
    reason=f"no labelled reference submissions at {SHARED} (set AUDITOR_SHARED to their folder)",
)


def squeezed(text: str) -> str:
    return "".join(text.split())


def labelled() -> dict[str, list[dict[str, str]]]:
    documents: dict[str, list[dict[str, str]]] = {}
    if GOLD.is_file():
        with GOLD.open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.DictReader(handle):
                documents.setdefault(row["document"], []).append({k: squeezed(v) for k, v in row.items()})
    return documents


def in_gold_columns(document: str, table: Table, row: Indicator) -> dict[str, str]:
    texts = {
        "document": document,
        "table_no": str(table.table_no),
        "unit": row.department,
        "year": row.year,
        "project": row.project,
        "level1_raw": row.first_tier,
        "level2": row.second_tier,
        "name": row.name,
        "description": row.description,
        "value": row.target,
        "actual": row.actual,
        "weight": row.weight,
        "score": row.score,
        "basis": row.basis,
    }
    return {key: squeezed(text) for key, text in texts.items()}


@pytest.mark.parametrize("document", sorted(labelled()))
def test_rows_are_the_labelled_ones(document: str) -> None:
    (form,) = (SHARED / "submissions").glob(f"{document}_*.txt")
    read = [in_gold_columns(document, t, row) for t in intake.read(form).tables for row in t.rows]
    expected = labelled()[document]
    assert read == [{key: row[key] for key in found} for row, found in zip(expected, read, strict=True)]
