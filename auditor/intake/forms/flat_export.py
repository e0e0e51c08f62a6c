"""A flat export (one line per indicator over many projects) read by columns instead of cell by cell.

:class:`FlatExport` stands beside the loop of :mod:`auditor.intake.forms.indicator_table` and takes over the runs of plain
rows: those that hold a name, that no rule about totals, labels, feet or repeated headers could touch. Rows that are not
plain are left to the loop, so both ways give the same indicators.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any

from auditor.intake import layout
from auditor.intake.forms.indicator_cells import (
    TAKEN_AS_PRINTED,
    Columns,
    canonical_tier,
    field_of,
    is_filler,
    join_target,
    split_tiers,
)
from auditor.intake.grid import ValueGrid
from auditor.intake.stream import Line, Lines, clean
from auditor.language import tiers
from auditor.language.normalize import normalize
from auditor.language.target import BLANK
from auditor.schema import Indicator

State = tuple[str, str, str]
"""Project, first tier and second tier that are carried down to the next row."""

_COUNTED = re.compile(r"[\u4e00-\u9fffA-Za-z≥≤＝=<>]+\d|\d+(?:[\u4e00-\u9fff%]|$)")  # no head or label counts anything
_DIGIT = re.compile(r"\d")
_OWNERS = ("project", "department", "implementer")
_BY_ROW = {"owner", "excellent", "good", "medium", "poor"}  # columns that only the reading row by row understands
_LABELS = ("project", "department", "implementer", "project_code", "goal", "goal_term")
_BESIDE_NAME = ("target", "second_tier", "first_tier", "both_tiers", "project", "department", "year", "description")


class RowAddresses(Mapping[str, str]):
    """Field → address of a row, computed on demand; copied and pickled as a plain dict."""

    __slots__ = ("_locate", "_places", "_row")

    def __init__(self, locate: Callable[[int, int], str], row: int, places: Mapping[str, int]) -> None:
        self._locate, self._row, self._places = locate, row, places

    def __getitem__(self, name: str) -> str:
        return self._locate(self._row, self._places[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __repr__(self) -> str:
        return repr(dict(self))

    def __reduce__(self) -> tuple[type[dict[str, str]], tuple[dict[str, str]]]:
        return dict, (dict(self),)


@dataclass(slots=True)
class _Sheet:
    """One grid by columns from row ``top`` on.

    ``texts`` are cleaned, by role; ``fields`` are those of the indicators, as far as a row tells them alone; ``odd`` are
    the numbers of the rows that are not plain, in order, ``fillers`` those that nobody filled in.
    """

    grid: ValueGrid
    top: int
    texts: dict[str, list[str]]
    fields: dict[str, list[Any]]
    odd: list[int]
    fillers: set[int]


class FlatExport:
    """The plain rows of one indicator table.

    Parameters
    ----------
    lines : sequence of Line
        The document.
    columns : Columns
        The table's columns; only a table with a column of projects or departments is read by columns.
    table_no : int
        Number of the table.
    """

    def __init__(self, lines: Sequence[Line], columns: Columns, table_no: int) -> None:
        places = columns.places
        named = "third_tier" in places and places.get("fourth_tier") != 0
        plain = not columns.above and not _BY_ROW & places.keys()
        flat = named and plain and any(role in places for role in _OWNERS)
        self._lines = lines if flat and isinstance(lines, Lines) else None
        self._columns, self._table_no = columns, table_no
        self._sheets: dict[int, _Sheet | None] = {}

    def end(self, at: int) -> int:
        """Return the line after the run of plain rows that begins at a line; the line itself where it is not plain."""
        if self._lines is None:
            return at
        index, row = self._lines.place(at)
        if index not in self._sheets:
            self._sheets[index] = self._sheet(index, row)
        sheet = self._sheets[index]
        if sheet is None or not sheet.grid.plain_from <= row < sheet.grid.height:
            return at
        following = bisect_left(sheet.odd, row)
        return at - row + (sheet.odd[following] if following < len(sheet.odd) else sheet.grid.height)

    def read(self, at: int, end: int, state: State) -> tuple[list[Indicator], State]:
        """Return the indicators of a run of plain rows, and what is carried down to the row below it."""
        if self._lines is None:
            return [], state
        index, top = self._lines.place(at)
        sheet = self._sheets[index]
        if sheet is None:
            return [], state
        return _indicators(sheet, range(top, top + end - at), self._columns, self._table_no, state)

    def _sheet(self, index: int, top: int) -> _Sheet | None:
        """A grid from the first row that is asked for: what stands above it, heads above all, is read already."""
        grid = self._lines.grid(index) if self._lines is not None and index >= 0 else None
        if grid is None or grid.width < self._columns.width:
            return None
        columns = [column[top:] for column in grid.columns()]
        distinct = [set(column) for column in columns]
        places = self._columns.places.items()
        texts = {role: _cleaned(columns[place], distinct[place]) for role, place in places}
        odd = {top + row for row in _odd(columns, distinct, texts)} | grid.lacking(self._columns.width)
        fields, fillers = _fields(texts)
        return _Sheet(grid, top, texts, fields, sorted(odd), {top + row for row in fillers})


def _cleaned(column: list[str], texts: set[str]) -> list[str]:
    if len("\0".join(["", *texts, ""]).split(maxsplit=1)) == 1:  # no white space anywhere
        return column
    return _mapped(column, clean)


def _mapped(column: list[str], change: Callable[[str], Any]) -> list[Any]:
    """Apply a function to a column, once per distinct text."""
    found = {text: change(text) for text in set(column)}
    return [found[text] for text in column]


def _odd(columns: list[list[str]], distinct: list[set[str]], texts: dict[str, list[str]]) -> set[int]:
    """Rows that may be something else than an indicator: no name, a total, a label, a foot, heads once more."""
    names = texts["third_tier"]
    odd = set() if all(names) else set(_holding(names, {""}))
    beside = [texts[role] for role in _BESIDE_NAME if role in texts]
    if not any(all(column) for column in beside):
        odd.update(i for i, others in enumerate(zip(*beside, strict=True)) if not any(others))
    odd.update(_holding(names, {text for text in _words(set(names)) if layout.is_total(text)}))
    first = _first_filled(columns, distinct)
    odd.update(_holding(first, {text for text in _words(set(first)) if _is_no_indicator(text)}))
    return odd | _head_rows(columns, [_words(found) for found in distinct])


def _head_rows(columns: list[list[str]], words: list[set[str]]) -> set[int]:
    """Rows that may be heads once more: they hold heads of several roles, or several and the row below holds one too.

    So the column with the most words, projects as a rule, is only looked at beside and below the heads in the others.
    """
    *others, last = sorted(range(len(columns)), key=lambda place: len(words[place]))
    roles: defaultdict[int, list[str]] = defaultdict(list)
    for place in others:
        for row in _holding(columns[place], {text for text in words[place] if layout.column_role(text)}):
            roles[row].append(layout.column_role(columns[place][row]))
    for row in {*roles, *(row + 1 for row in roles if row + 1 < len(columns[last]))}:
        text = columns[last][row]
        if text in words[last] and layout.column_role(text):
            roles[row].append(layout.column_role(text))
    return {row for row, found in roles.items() if len(set(found)) > 1 or (len(found) > 1 and row + 1 in roles)}


def _words(distinct: set[str]) -> set[str]:
    """Texts that may be a head or label."""
    return {text for text in distinct if text and not _COUNTED.match(text)}


def _holding(column: list[str], wanted: set[str]) -> list[int]:
    """Rows whose text is one of the wanted."""
    return [i for i, text in enumerate(column) if text in wanted] if wanted else []


def _is_no_indicator(text: str) -> bool:
    label = layout.label_role(text.replace("：", ":").partition(":")[0])
    return label in _LABELS or layout.is_total(text) or layout.is_foot(text)


def _first_filled(columns: list[list[str]], distinct: list[set[str]]) -> list[str]:
    """The first text of every row."""
    found, texts = columns[0], distinct[0]
    for column in columns[1:]:
        blank = {text for text in texts if not text.strip()}
        if not blank:
            break
        found = [b if a in blank else a for a, b in zip(found, column, strict=True)]
        texts = set(found)
    return found


def _fields(texts: dict[str, list[str]]) -> tuple[dict[str, list[Any]], list[int]]:
    """Columns of the fields of :class:`Indicator` that need no look at the rows above; and rows that nobody filled in."""
    empty = [""] * len(texts["third_tier"])
    found: dict[str, list[Any]] = {role: texts.get(role, empty) for role in (*TAKEN_AS_PRINTED, "period_target")}
    for role in ("project", "year", "comparator", "unit"):
        found[role] = texts.get(role, empty)
    if "period_comparator" in texts or "period_unit" in texts:
        parts = (texts.get(role, empty) for role in ("period_comparator", "period_target", "period_unit"))
        found["period_target"] = [
            join_target(sign, value, unit) if sign or unit else value for sign, value, unit in zip(*parts, strict=True)
        ]
    found["department"] = _either(texts.get("department", empty), texts.get("implementer", empty))
    found["name"] = _names(texts)
    values = texts.get("target", empty)
    found["target"] = list(map(cache(join_target), found["comparator"], values, found["unit"]))
    blank = {text for text in set(found["target"]) if not _DIGIT.search(text) and normalize(text) in BLANK}
    found["used"] = [True] * len(empty)
    for row in _holding(found["target"], blank):
        found["used"][row] = normalize(found["name"][row]) not in BLANK
    return found, [row for row in _holding(values, blank) if is_filler(found["name"][row], values[row])]


def _indicators(
    sheet: _Sheet, rows: range, columns: Columns, table_no: int, state: State
) -> tuple[list[Indicator], State]:
    part = slice(rows.start - sheet.top, rows.stop - sheet.top)
    found = {name: column[part] for name, column in sheet.fields.items()}
    firsts, seconds, state = _tiers({role: column[part] for role, column in sheet.texts.items()}, len(rows), state)
    found["first_tier"], found["second_tier_raw"] = firsts, seconds
    found["second_tier"] = list(map(cache(canonical_tier), firsts, seconds))
    found["address"] = sheet.grid.addresses(rows, columns.places.get("target", 0))
    places = {field_of(role): place for role, place in columns.places.items()}
    found["addresses"] = list(map(RowAddresses, repeat(sheet.grid.locator()), rows, repeat(places)))
    found["table_no"], found["row_no"] = [table_no] * len(rows), [0] * len(rows)
    made = list(map(Indicator, *(found[name] for name in Indicator.__slots__)))
    if sheet.fillers.isdisjoint(rows):
        return made, state
    return [row for at, row in zip(rows, made, strict=True) if at not in sheet.fillers], state


def _either(column: list[str], other: list[str]) -> list[str]:
    return column if all(column) else [a or b for a, b in zip(column, other, strict=True)]


def _names(texts: dict[str, list[str]]) -> list[str]:
    third = texts["third_tier"]
    fourth = texts.get("fourth_tier")
    return third if fourth is None else [b if not a or a in BLANK else a for a, b in zip(fourth, third, strict=True)]


def _tiers(texts: dict[str, list[str]], count: int, state: State) -> tuple[list[str], list[str], State]:
    """Carry the tiers of every project down to its rows."""
    project, first, second = state
    empty = [""] * count
    owners = texts.get("project", empty)
    printed_first, printed_second = texts.get("first_tier", empty), texts.get("second_tier", empty)
    if "both_tiers" in texts:
        split = _mapped(texts["both_tiers"], lambda both: split_tiers(both) if both else None)
        printed_first = [parts[0] if parts else text for parts, text in zip(split, printed_first, strict=True)]
        printed_second = [parts[1] if parts else text for parts, text in zip(split, printed_second, strict=True)]
    printed_first, printed_second = _mapped(printed_first, _unweighted), _mapped(printed_second, _unweighted)
    if None not in printed_first and None not in printed_second:  # nothing to carry, as in most exports
        project = next(filter(None, reversed(owners)), project)
        return printed_first, printed_second, (project, printed_first[-1], printed_second[-1])
    firsts, seconds = [], []
    for owner, new_first, new_second in zip(owners, printed_first, printed_second, strict=True):
        if owner and owner != project:
            project, first, second = owner, "", ""
        if new_first is not None and new_first != first:
            first, second = new_first, ""
        second = second if new_second is None else new_second
        firsts.append(first)
        seconds.append(second)
    return firsts, seconds, (project, first, second)


def _unweighted(tier: str) -> str | None:
    return tiers.without_weight(tier) if tier else None
