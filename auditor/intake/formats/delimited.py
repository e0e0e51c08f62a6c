"""csv and tsv: encoding and delimiter are detected; addresses are row and column numbers."""

from __future__ import annotations

import csv
import io

from auditor.intake.formats.decode import decode
from auditor.intake.grid import Block, from_texts

_DELIMITERS = ",\t;|，"


def read(data: bytes) -> list[Block]:
    """Read the bytes of a delimited file into one grid.

    Raises
    ------
    ReadingError
        ``R201`` and ``R202`` of :func:`decode`.
    """
    text = decode(data).lstrip("\ufeff")
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    rows = [
        [(cell.strip(), f"R{r}C{c}") for c, cell in enumerate(row, 1)]
        for r, row in enumerate(reader, 1)
        if any(cell.strip() for cell in row)
    ]
    return [from_texts(rows)] if rows else []


def _delimiter(text: str) -> str:
    """The delimiter that splits the first lines into the most columns."""
    head = [line for line in text.splitlines()[:20] if line.strip()]
    counts = {d: sorted(len(row) for row in csv.reader(head, delimiter=d)) for d in _DELIMITERS}
    return max(_DELIMITERS, key=lambda d: counts[d][len(counts[d]) // 2])
