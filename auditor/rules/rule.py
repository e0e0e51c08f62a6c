"""What a rule is: a value with an id, its explanation for people, and a check over the feature columns.

A row rule's ``check`` returns one severity per row of the feature frame (0 where it is silent); it knows nothing of other
rules. ``mark`` finds the words that triggered it, for the rows that were hit only. A form rule looks at a whole
:class:`~auditor.schema.Table` and yields hits.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.language.normalize import normalize
from auditor.schema import Level, Severity, SourceClass, Table

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    Mask = pd.Series[bool]
    Severities = npt.NDArray[np.int8]
else:  # names for annotations only: pandas is imported where frames are built
    Mask = Severities = Any

Row = Mapping[str, Any]
Spans = list[tuple[int, int]]
Options = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Option:
    """A threshold of a rule, declared once: it drives validation, help and docs."""

    default: float
    low: float
    high: float
    definition: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What a form rule found: the field, the untouched text, and where."""

    severity: Severity
    field: str
    text: str
    address: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the catalogue. All texts are Chinese and shown to people.

    ``message`` is filled with the printed cells of the row, e.g. ``指标值“{target}”…``.
    """

    id: str
    name: str
    slug: str
    looks_at: str
    severity: str
    rationale: str
    leaves_alone: str
    advice: str
    source_class: SourceClass
    bad: str
    good: str
    message: str
    field: str = "target"
    level: Level = "row"
    options: Mapping[str, Option] = dataclasses.field(default_factory=dict)
    check: Callable[[pd.DataFrame, Options], Severities] | None = None
    mark: Callable[[Row], Spans] | None = None
    inspect: Callable[[Table], Iterable[Hit]] | None = None

    @property
    def family(self) -> str:
        """The letter of the id."""
        return self.id[0]

    def spans(self, row: Row) -> Spans:
        """Spans of the evidence in the normal form of the cell that the rule points at; the whole cell by default."""
        found = self.mark(row) if self.mark else []
        length = len(normalize(str(row.get(self.field, ""))))
        return found or ([(0, length)] if length else [])


def severities(**masks: Mask) -> Severities:
    """Combine masks into one severity per row, the worst first: ``severities(error=a, warning=b, info=c)``.

    A row that is in several masks gets the severity named first.
    """
    import numpy as np

    size = len(next(iter(masks.values())))
    result = np.zeros(size, dtype=np.int8)
    for name, mask in masks.items():
        chosen = np.asarray(mask, dtype=bool) & (result == 0)
        result[chosen] = Severity[name.upper()]
    return result
