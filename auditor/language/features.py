"""The indicator frame's feature columns: every text is measured once, every distinct text only once.

:func:`measure` takes one row per indicator and returns the columns that row rules are written over. What a column means
stands beside its name in :data:`COLUMNS`.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from auditor.language import lexicon, names, pairs, tiers, values
from auditor.language.normalize import bare, normalize
from auditor.language.target import BLANK, parse

if TYPE_CHECKING:
    import pandas as pd

_Key = TypeVar("_Key", bound=Hashable)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_BOUND = re.compile(r"[≥≤]")
INPUT = (
    "document",
    "table_no",
    "project",
    "year",
    "first_tier",
    "second_tier",
    "name",
    "description",
    "target",
    "comparator",
    "unit",
    "remark",
    "criteria",
    "basis",
    "weight",
    "actual",
    "has_budget",
    "has_basis_column",
    "purpose",
    "period",
)
COLUMNS: dict[str, str] = {
    "tier": "canonical second tier as filed, '' where none is printed",
    "used": "the row holds more than blank signs",
    "declared": "the row says that its category does not apply",
    "active": "used and not declared: the rows that V, N and C rules judge",
    "n_*": "the name taken apart (auditor.language.names.Name)",
    "t_kind": "kind of the target (auditor.language.target)",
    "t_blank": "the target is empty or a blank sign",
    "t_number": "the target holds a number, a period or a date other than a bare year",
    "t_count": "number of independent quantities outside brackets",
    "t_units": "number of distinct units among them",
    "t_deliverables": "number of dates for different deliverables",
    "t_unit": "unit of the first quantity, from the cell, the unit column or the bracket of the name",
    "t_unit_class": "its class: count, ratio, money, time, score, bad, other or ''",
    "t_value_unit": "unit printed in the target cell itself",
    "t_doubled_unit": "that unit is printed twice (标箱标箱)",
    "t_percentage": "the target is one bare percentage, whatever its sign",
    "t_per_unit": "an amount for each of something, cut short (每户3)",
    "t_full": "the target is 100% (or 按时, 已完成)",
    "t_vague": "nothing but words of degree, direction and grade",
    "t_state": "a state that can be checked",
    "t_task": "begins with a verb of work: a task or a promise",
    "t_budget": "an empty phrase about the budget",
    "t_time": "an empty phrase about time",
    "t_placeholder": "a token left over from the template",
    "t_markers": "number of comparator marks that bind the first quantity",
    "like_name": "similarity of target and name, 0–1",
    "like_description": "similarity of target and description, 0–1",
    "says_not_applicable": "name and target declare that the category does not apply",
    "name_counts": "the name holds the number that the target should hold",
    "other_object": "the unit counts another object than the measure of the name",
    "d_ratio": "the description names numerator and denominator",
    "d_criterion": "the description holds a criterion to judge by",
    "d_object": "the description names an object that the name lacks",
    "d_limit": "the description prints a time limit",
    "d_typo": "the description holds a listed typo",
}


def measure(rows: pd.DataFrame) -> pd.DataFrame:
    """Return ``rows`` with the feature columns.

    Parameters
    ----------
    rows : DataFrame, shape (n, ≥ len(INPUT))
        One line per indicator; text columns are str, ``has_budget`` is bool.

    Returns
    -------
    DataFrame
        The same index; columns of ``rows`` and of :data:`COLUMNS`.
    """
    import pandas as pd

    printed, of_name = _distinct(rows["name"].tolist(), "")
    cells, of_target = _cells(rows)
    described, of_description = _distinct(rows["description"].tolist(), "")
    kinds, of_kind = _distinct(zip(of_name, of_target, of_description, strict=True), (0, 0, 0))

    read = [names.read(text) for text in printed]
    said = [values.read(*cell) for cell in cells]
    letters = [bare(text) for text in described]
    together = [pairs.compare(read[n], cells[t][0], said[t], letters[d]) for n, t, d in kinds]
    parts = (
        (_name_columns(printed, read), of_name),
        (_columns("t_{}", said), of_target),
        (_columns("d_{}", [pairs.describe(text) for text in described]), of_description),
        (_columns("{}", together), of_kind),
    )
    spread = [pd.DataFrame(columns).take(places).set_axis(rows.index) for columns, places in parts]
    frame = pd.concat([rows, *spread], axis=1)
    frame["tier"] = rows["second_tier"]
    frame["used"] = ~(frame["n_blank"] & frame["t_blank"])
    frame["declared"] = frame["used"] & frame["says_not_applicable"]
    frame["active"] = frame["used"] & ~frame["declared"]
    return frame


def _cells(rows: pd.DataFrame) -> tuple[list[tuple[str, str, str, str]], list[int]]:
    """Distinct targets with unit, comparator and, where they hold a date, year; and which of them each row has."""
    columns = (rows[field].tolist() for field in ("target", "unit", "comparator"))
    cells, of_cell = _distinct(zip(*columns, strict=True), ("", "", ""))
    dated = [bool(parse(target).dates) for target, _, _ in cells]
    years = rows["year"].tolist()
    keys = ((cell, year if dated[cell] else "") for cell, year in zip(of_cell, years, strict=True))
    found, of_target = _distinct(keys, (0, ""))
    return [(*cells[cell], year) for cell, year in found], of_target


def _distinct(keys: Iterable[_Key], blank: _Key) -> tuple[list[_Key], list[int]]:
    """Each key once (``blank`` where there is none), and the place among them of every key."""
    seen: dict[_Key, int] = {}
    places = [seen.setdefault(key, len(seen)) for key in keys]
    return list(seen) or [blank], places


def _columns(name: str, records: Sequence[Any]) -> dict[str, Any]:
    """Turn records into columns, which ``name`` names after their fields."""
    import numpy as np

    columns = zip(records[0]._fields, zip(*records, strict=True), strict=True)
    return {name.format(field): np.array(c) if isinstance(c[0], bool) else list(c) for field, c in columns}


def _name_columns(printed: Sequence[str], read: Sequence[names.Name]) -> dict[str, Any]:
    span = lexicon.pattern("span")
    return _columns("n_{}", read) | {
        "n_blank": [normalize(text) in BLANK for text in printed],
        "n_wordy": [_CHINESE.search(name.core) is not None for name in read],
        "n_comparator": [_BOUND.search(name.norm) is not None for name in read],
        "n_span": [span.search(name.core) is not None for name in read],
        "n_clauses": [len(name.clauses) for name in read],
        "n_parts": [len(name.parts) for name in read],
    }


def is_tier_of(frame: pd.DataFrame, *wanted: str) -> pd.Series[bool]:
    """Mask of the rows that are filed under one of the second tiers."""
    return frame["tier"].isin(wanted)


BENEFIT = (tiers.ECONOMIC, tiers.SOCIAL, tiers.ECOLOGICAL, tiers.LASTING)
