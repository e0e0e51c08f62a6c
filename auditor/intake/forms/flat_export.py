"""A flat export (one line per indicator over many projects) read by columns instead of cell by cell.

:class:`FlatExport` stands beside the loop of :mod:`auditor.intake.forms.indicator_table` and takes over the runs of plain
rows: those that hold a name, that no rule about totals, labels, feet or repeated headers could touch. Rows that are not
plain are left to the loop, so both ways give the same indicators.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
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
_FEW = 12  # texts that are looked for one by one
_OWNERS = ("project", "department", "implementer")
_LABELS = ("project", "department", "implementer", "project_code", "goal", "goal_term")
_HEADS_OF_A_ROW = 2  # cells of a row that must be heads before the row can be a header
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
    """One grid by columns: ``texts`` by role, cleaned, and the numbers of the rows that are not plain, in order."""

    grid: ValueGrid
    texts: dict[str, list[str]]
    odd: list[int] = field(default_factory=list)


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
        flat = isinstance(lines, Lines) and any(role in columns.places for role in _OWNERS)
        flat = flat and "third_tier" in columns.places and columns.places.get("fourth_tier") != 0
        self._lines = lines if flat and isinstance(lines, Lines) else None
        self._columns, self._table_no = columns, table_no
        self._sheets: dict[int, _Sheet | None] = {}

    def end(self, at: int) -> int:
        """Return the line after the run of plain rows that begins at a line; the line itself where it is not plain."""
        if self._lines is None:
            return at
        index, row = self._lines.place(at)
        if index not in self._sheets:
            self._sheets[index] = self._sheet(index)
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
        texts = {role: column[top : top + end - at] for role, column in sheet.texts.items()}
        return _indicators(texts, sheet.grid, self._columns, top, self._table_no, state)

    def _sheet(self, index: int) -> _Sheet | None:
        grid = self._lines.grid(index) if self._lines is not None and index >= 0 else None
        if grid is None or grid.width < self._columns.width:
            return None
        columns = grid.columns()
        distinct = [set(column) for column in columns]
        places = self._columns.places.items()
        texts = {role: _cleaned(columns[place], distinct[place]) for role, place in places}
        odd = _odd(columns, distinct, texts) | grid.lacking(self._columns.width)
        return _Sheet(grid, texts, sorted(odd))


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
    odd = set(_places(names, ""))
    beside = [texts[role] for role in _BESIDE_NAME if role in texts]
    if not any(all(column) for column in beside):
        odd.update(i for i, others in enumerate(zip(*beside, strict=True)) if not any(others))
    odd.update(_holding(names, set(names), layout.is_total))
    first = _first_filled(columns)
    odd.update(_holding(first, set(first), _is_no_indicator))
    held = zip(columns, distinct, strict=True)
    heads = Counter(chain.from_iterable(_holding(column, found, layout.column_role) for column, found in held))
    odd.update(i for i, count in heads.items() if count >= _HEADS_OF_A_ROW)
    return odd


def _holding(column: list[str], distinct: set[str], wanted: Callable[[str], object]) -> list[int]:
    """Rows whose text is one of the wanted."""
    found = {text for text in distinct if text and not _COUNTED.match(text) and wanted(text)}
    if len(found) > _FEW:
        return [i for i, text in enumerate(column) if text in found]
    return [i for text in found for i in _places(column, text)]


def _places(column: list[str], text: str) -> Iterator[int]:
    at = -1
    for _ in range(column.count(text)):
        at = column.index(text, at + 1)
        yield at


def _is_no_indicator(text: str) -> bool:
    label = layout.label_role(text.replace("：", ":").partition(":")[0])
    return label in _LABELS or layout.is_total(text) or layout.is_foot(text)


def _first_filled(columns: list[list[str]]) -> list[str]:
    """The first text of every row."""
    found = columns[0]
    for column in columns[1:]:
        blank = {text for text in set(found) if not text.strip()}
        if not blank:
            break
        found = [b if a in blank else a for a, b in zip(found, column, strict=True)]
    return found


def _indicators(
    texts: dict[str, list[str]], grid: ValueGrid, columns: Columns, top: int, table_no: int, state: State
) -> tuple[list[Indicator], State]:
    count = len(texts["third_tier"])
    empty = [""] * count
    found: dict[str, list[Any]] = {role: texts.get(role, empty) for role in (*TAKEN_AS_PRINTED, "period_target")}
    for role in ("project", "year", "comparator", "unit"):
        found[role] = texts.get(role, empty)
    found["department"] = _either(texts.get("department", empty), texts.get("implementer", empty))
    found["first_tier"], found["second_tier_raw"], state = _tiers(texts, empty, state)
    pairs = list(zip(found["first_tier"], found["second_tier_raw"], strict=True))
    second = {pair: canonical_tier(*pair) for pair in set(pairs)}
    found["second_tier"] = [second[pair] for pair in pairs]
    found["name"] = _names(texts)
    values = texts.get("target", empty)
    parts = list(zip(found["comparator"], values, found["unit"], strict=True))
    joined = {part: join_target(*part) for part in set(parts)}
    found["target"] = [joined[part] for part in parts]
    blank = {text for text in set(found["target"]) if not _DIGIT.search(text) and normalize(text) in BLANK}
    found["used"] = [
        target not in blank or normalize(name) not in BLANK
        for name, target in zip(found["name"], found["target"], strict=True)
    ]
    found["address"], found["addresses"] = _addresses(grid, columns, top, count)
    found["table_no"], found["row_no"] = [table_no] * count, [0] * count
    rows = list(map(Indicator, *(found[name] for name in Indicator.__slots__)))
    fillers = {i for i, value in enumerate(values) if value in blank and is_filler(rows[i].name, value)}
    return [row for i, row in enumerate(rows) if i not in fillers] if fillers else rows, state


def _either(column: list[str], other: list[str]) -> list[str]:
    return column if all(column) else [a or b for a, b in zip(column, other, strict=True)]


def _names(texts: dict[str, list[str]]) -> list[str]:
    third = texts["third_tier"]
    fourth = texts.get("fourth_tier")
    return third if fourth is None else [b if not a or a in BLANK else a for a, b in zip(fourth, third, strict=True)]


def _tiers(texts: dict[str, list[str]], empty: list[str], state: State) -> tuple[list[str], list[str], State]:
    """Carry the tiers of every project down to its rows."""
    project, first, second = state
    printed_first, printed_second = texts.get("first_tier", empty), texts.get("second_tier", empty)
    if "both_tiers" in texts:
        split = _mapped(texts["both_tiers"], lambda both: split_tiers(both) if both else None)
        printed_first = [parts[0] if parts else text for parts, text in zip(split, printed_first, strict=True)]
        printed_second = [parts[1] if parts else text for parts, text in zip(split, printed_second, strict=True)]
    printed_first, printed_second = _mapped(printed_first, _unweighted), _mapped(printed_second, _unweighted)
    firsts, seconds = [], []
    for owner, new_first, new_second in zip(texts.get("project", empty), printed_first, printed_second, strict=True):
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


def _addresses(grid: ValueGrid, columns: Columns, top: int, count: int) -> tuple[list[str], list[RowAddresses]]:
    locate = grid.locator()
    places = {field_of(role): place for role, place in columns.places.items()}
    at = columns.places.get("target", 0)
    rows = range(top, top + count)
    return [locate(row, at) for row in rows], [RowAddresses(locate, row, places) for row in rows]
