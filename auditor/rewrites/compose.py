"""Suggestions for the rows of a table: which patterns a row gets, in which order, at most three."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from auditor.rewrites import examples
from auditor.rewrites.case import Case
from auditor.rewrites.patterns import (
    costs,
    moved_numbers,
    placements,
    signs,
    slogans,
    splits,
    times,
    values,
)
from auditor.schema import Example, Rewrite, RowResult, Table

MOST = 3
_LEAST_ALIKE = 0.35
_BLANK = re.compile(r"【[^】]*】")

Pattern = Callable[[Case], Iterator[Rewrite]]

# The first entry whose ids stand on the row and that has something to say decides; later entries are for other rows.
_PATTERNS: tuple[tuple[frozenset[str], Pattern], ...] = (
    (frozenset({"C08"}), placements.forced),
    (frozenset({"V12"}), splits.values),
    (frozenset({"N06"}), moved_numbers.out_of_name),
    (frozenset({"N03"}), splits.contents),
    (frozenset({"V18", "C06"}), costs.amount),
    (frozenset({"V15", "C02"}), times.deadline),
    (frozenset({"C03"}), placements.fund),
    (frozenset({"C01"}), placements.completion),
    (frozenset({"V01", "V14"}), values.missing),
    (frozenset({"V02"}), values.repeated),
    (frozenset({"V13"}), values.task),
    (frozenset({"V04"}), values.qualitative),
    (frozenset({"V03"}), slogans.degree),
    (frozenset({"V05"}), slogans.percentage),
    (frozenset({"N11", "N02"}), slogans.action),
    (frozenset({"C05", "C04"}), placements.elsewhere),
    (frozenset({"C07"}), placements.empty),
    (frozenset({"V06", "V07", "V08", "V09", "V10", "V11"}), signs.tidy),
    (frozenset({"C10"}), values.group),
    (frozenset({"N04", "N05"}), values.generic),
    (frozenset({"C09"}), placements.lasting),
    (frozenset({"N07"}), values.ratio),
)
_COVERED = frozenset(chain.from_iterable(ids for ids, _ in _PATTERNS))


def suggest(table: Table, rows: Sequence[RowResult]) -> list[list[Rewrite]]:
    """Suggest what rows could say instead.

    Parameters
    ----------
    table : Table
        The form that the rows stand in, for its budget and its other rows.
    rows : sequence of RowResult
        Rows with their findings and predicted tier.

    Returns
    -------
    list of list of Rewrite
        For each row at most three drafts, best first; none where no finding has a pattern.
    """
    cases = {place: Case(table, row) for place, row in enumerate(rows) if any(f.rule in _COVERED for f in row.findings)}
    _find_examples(list(cases.values()))
    drafts = {place: _drafts(case) for place, case in cases.items()}
    filled = _with_examples([one for found in drafts.values() for one in found])
    return [[next(filled) for _ in drafts.get(place, ())] for place in range(len(rows))]


def _drafts(case: Case) -> list[Rewrite]:
    for ids, pattern in _PATTERNS:
        if ids & case.ids:
            found = _distinct(pattern(case))
            if found:
                return _or_nothing(case, found)
    return []


def _distinct(drafts: Iterator[Rewrite]) -> list[Rewrite]:
    """At most three drafts, no two of the same name and target."""
    found: dict[tuple[str, str, str], Rewrite] = {}
    for one in drafts:
        found.setdefault((one.name, one.target, "" if one.name else one.note), one)
        if len(found) == MOST:
            break
    return list(found.values())


def _or_nothing(case: Case, found: list[Rewrite]) -> list[Rewrite]:
    """C07: the category may stay empty, which is offered last."""
    if "C07" not in case.ids or any(one.kind == "drop" for one in found):
        return found
    return [*found[: MOST - 1], placements.not_needed(case)]


def _find_examples(cases: Sequence[Case]) -> None:
    queries = [(case.object + _measure(case) or case.name, case.tier) for case in cases]
    for case, found in zip(cases, examples.nearest(queries), strict=True):
        case.nearest = tuple(found)


def _measure(case: Case) -> str:
    return "" if not case.object or not case.name.startswith(case.object) else case.name[len(case.object) :]


def _with_examples(drafts: list[Rewrite]) -> Iterator[Rewrite]:
    named = [(_BLANK.sub("", one.name), one.second_tier) for one in drafts]
    for one, found in zip(drafts, examples.nearest(named, count=1), strict=True):
        best = found[0].example if one.name and found else None
        yield replace(one, example=best) if best and _shown(best) else one


def _shown(example: Example) -> bool:
    return example.similarity >= _LEAST_ALIKE
