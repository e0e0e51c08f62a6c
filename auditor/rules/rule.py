"""What a rule is: a value with an id, its explanation for people, and a check over the feature columns.

A row rule's ``check`` returns one severity per row of the feature frame (0 where it is silent); it knows nothing of other
rules. ``mark`` finds the words that triggered it, for the rows that were hit only. A form rule looks at a whole
table (:class:`Form`) and yields hits, a document rule at a whole submission.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.language.normalize import normalize
from auditor.schema import Finding, Indicator, Level, Severity, SourceClass, Submission, Table

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    Mask = pd.Series[bool]
    Severities = npt.NDArray[np.int8]
else:  # names for annotations only: pandas is imported where frames are built
    Mask = Severities = Any

#: Stands between the cells that one finding quotes.
SEPARATOR = " / "
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
class Form:
    """A table as form rules see it: its rows with what row rules said of each, and the options of the rule.

    ``excluded`` names the ways of scoring a self-evaluation that the settings do not accept.
    """

    table: Table
    findings: Sequence[Sequence[Finding]] = ()
    options: Options = dataclasses.field(default_factory=dict)
    excluded: frozenset[str] = frozenset()

    def used(self) -> list[tuple[int, Indicator]]:
        """Rows that are used and not declared not applicable, with their places."""
        spared = {
            i
            for i, found in enumerate(self.findings)
            if any(f.rule == "C08" and f.severity == Severity.INFO for f in found)
        }
        return [(i, row) for i, row in enumerate(self.table.rows) if row.used and i not in spared]

    def projects(self) -> list[list[tuple[int, Indicator]]]:
        """Used rows by project: a flat export holds many, a form one."""
        grouped: dict[str, list[tuple[int, Indicator]]] = {}
        for place, row in self.used():
            grouped.setdefault(row.project, []).append((place, row))
        return list(grouped.values())

    def place(self, members: Sequence[tuple[int, Indicator]]) -> str:
        """The address for a finding on the rows of one project: the table, or its first row where it holds several."""
        first = members[0][1]
        several = any(row.project != first.project for row in self.table.rows)
        return first.address if several else self.table.address

    def evaluated(self) -> list[tuple[int, Indicator]]:
        """Used rows with an actual-value column; in a flat export only of projects that fill it in."""
        if "actual" not in self.table.columns:
            return []
        if len(self.projects()) == 1:
            return self.used()
        return [
            pair
            for members in self.projects()
            if any(row.actual.strip(" /-—－") for _, row in members)
            for pair in members
        ]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A submission as document rules see it, with the approved targets of the same projects where they were given."""

    submission: Submission
    approved: Sequence[Submission] = ()
    options: Options = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a form or document rule found: the field, the untouched text that triggered it, where, and what to say.

    ``text`` quotes cells as printed, several joined by :func:`quoted`, and is empty where a count or a sum decided;
    ``numbers`` are then the numbers that were compared. ``row`` is the place (from 0) of the row that it belongs to;
    ``project`` the project, where a table holds several; ``table`` the place of the form, where a document rule speaks
    about one form; ``document`` the place of the submission, where a round rule speaks.
    """

    severity: Severity
    field: str
    text: str
    address: str
    message: str
    row: int | None = None
    table: int | None = None
    document: int = 0
    numbers: tuple[str, ...] = ()
    project: str = ""


def quoted(*cells: str) -> str:
    """Join the texts that one finding quotes from several cells."""
    return SEPARATOR.join(cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the catalogue. All texts are Chinese and shown to people.

    ``message`` is filled with the printed cells of the row, e.g. ``指标值“{target}”…``, and ``remark`` adds what only
    that row can tell; form and document rules write theirs with each hit.
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
    message: str = ""
    field: str = "target"
    level: Level = "row"
    options: Mapping[str, Option] = dataclasses.field(default_factory=dict)
    check: Callable[[pd.DataFrame, Options], Severities] | None = None
    mark: Callable[[Row], Spans] | None = None
    remark: Callable[[Row], str] | None = None
    inspect: Callable[[Form], Iterable[Hit]] | None = None
    review: Callable[[Dossier], Iterable[Hit]] | None = None
    survey: Callable[[Sequence[Submission], Options], Iterable[Hit]] | None = None

    @property
    def family(self) -> str:
        """The letters of the id."""
        return self.id.rstrip("0123456789")

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
