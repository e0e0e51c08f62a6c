"""The heads of an indicator table, in one row or up to three: which place of a row holds what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from auditor.intake import layout
from auditor.intake.forms import head_roles
from auditor.intake.forms.head_roles import NAMES, TIERS
from auditor.intake.forms.indicator_cells import Columns
from auditor.intake.grid import Cell
from auditor.intake.stream import Line, clean, digits
from auditor.language import tiers

_SLACK = 20  # brackets and white space that a printed head may have more than the one that a user writes
_HIGHEST = 3  # rows of heads
_LONGEST = 20  # characters of a head that stands under another
_VALUES = ("target", "period_target", "loose_target", "actual")
_SHARED = (
    *TIERS,
    "owner",
    "project",
    "department",
    "implementer",
    "year",
    "goal",
    "goal_term",
)  # by blocks to the right
_OWNERS = ("project", "department", "implementer")


def header_at(lines: Sequence[Line], at: int, overrides: dict[str, str]) -> tuple[list[Columns], int] | None:
    """Read the header that begins on line ``at``: one ``Columns`` per side-by-side block, and the number of lines.

    Parameters
    ----------
    overrides : dict
        Role → header text, for a header that would be misread (``--columns``).
    """
    line = lines[at]
    if len(line.cells) < 2:
        return None
    roles, rows = _own_roles(line, overrides), [line]
    if sum(bool(role) for role in roles) < 2:
        return None
    paired = _is_label_pair(line)
    while not paired and len(rows) < _HIGHEST and at + len(rows) < len(lines):
        below = lines[at + len(rows)]
        if below.grid != line.grid or not below.cells:
            break
        higher = _widened([*rows, below])
        both = head_roles.roles_of([*higher, below], overrides)
        if not _is_header_row(higher[-1], below, roles, both):
            break
        roles, rows = both, [*higher, below]
    stacks = head_roles.stacks_of(rows)
    roles = head_roles.with_name(roles, stacks)
    if not layout.is_header(roles):
        return None
    roles = head_roles.of_one_year(roles, stacks, lines, at)
    return [_columns(part, roles, stacks) for part in _side_by_side(roles)], len(rows)


def is_printed(lines: Sequence[Line], header: str) -> bool:
    """True where a header stands in a cell, or in two cells one below the other."""
    wanted = layout.header_key(header)
    above: list[str] = []
    for line in lines:
        keys = [layout.header_key(c.text) if len(c.text) <= 2 * len(header) + _SLACK else "" for c in line.cells]
        if wanted in keys or any(wanted in (a + b, b + a) for a, b in zip(above, keys, strict=False)):
            return True
        above = keys
    return False


def _is_label_pair(line: Line) -> bool:
    """A row that begins with a label and its value (单位名称 | 甲局 | 年度 | 2026) is no upper row of heads."""
    label, value = [*(cell.text for cell in line.filled[:2]), "", ""][:2]
    return bool(value and layout.label_role(label)) and not (layout.column_role(value) or layout.label_role(value))


def _widened(rows: list[Line]) -> list[Line]:
    """All rows but the last, each spread over the places of the row below it."""
    spread = rows[-1:]
    for row in reversed(rows[:-1]):
        spread.insert(0, _spread(row, spread[0]))
    return spread[:-1]


def _spread(line: Line, below: Line) -> Line:
    """A dump prints a head merged over several places once: leave the places open that the heads below it fill."""
    if line.merged or len(below.cells) <= len(line.cells):
        return line
    runs = [
        (filled, [cell.text for cell in run]) for filled, run in groupby(below.cells, lambda c: bool(c.text.strip()))
    ]
    heads = len(line.cells) - sum(len(run) for filled, run in runs if not filled)
    counts = _heads_over([run for filled, run in runs if filled], heads)
    if not counts:
        return line
    cells, left = [], iter(line.cells)
    for filled, run in runs:
        share = counts.pop(0) if filled else len(run)
        for _ in range(share):
            head = next(left)
            cells += [head, *[replace(head, text="")] * (len(run) // share - 1)]
    return replace(line, cells=cells)


def _heads_over(runs: list[list[str]], heads: int) -> list[int]:
    """How many heads stand over each run of lower heads: one each, or as many as a run repeats (三级指标 | 指标值 …)."""
    if len(runs) == 1:
        counts = [heads]
    elif len(runs) == heads:
        counts = [1] * heads
    else:
        counts = [next(n for n in range(len(run), 0, -1) if run == run[: len(run) // n] * n) for run in runs]
    fits = sum(counts) == heads and all(n > 0 and len(run) % n == 0 for n, run in zip(counts, runs, strict=True))
    return counts if fits else []


def _is_header_row(line: Line, below: Line, roles: list[str], both: list[str]) -> bool:
    """Is the row below a further row of heads? Its texts are heads, alone or together with the one above."""
    fresh = [
        (i, c) for i, c in enumerate(below.cells) if c.text.strip() and not (i < len(line.cells) and line.cells[i] is c)
    ]
    if not fresh:
        return any(i < len(line.cells) and line.cells[i] is c for i, c in enumerate(below.cells))
    named = [i for i, role in enumerate(both) if role in NAMES]
    if not layout.is_header(both):
        return False
    spanned = _spanned(line, below)
    heads = all(
        i in spanned or (both[i] and (i >= len(roles) or both[i] != roles[i])) or layout.column_role(c.text)
        for i, c in fresh
    )
    own = {i for i, c in fresh if layout.column_role(c.text)}
    if heads and own and all(i in own for i, _ in fresh if i in named):
        return True
    return layout.is_header(roles) and _stands_under_merged_heads(line, below, roles, fresh)


def _stands_under_merged_heads(line: Line, below: Line, roles: list[str], fresh: list[tuple[int, Cell]]) -> bool:
    """Do short texts stand under heads that are merged over several places, and nothing under name and tiers?"""
    if any(len(clean(c.text)) > _LONGEST or digits(c.text) for _, c in fresh):
        return False
    rows = [i for i, role in enumerate(roles) if role in (*NAMES, *TIERS, "both_tiers")]
    shared = min(len(line.cells), len(below.cells))
    if below.merged and not all(i < shared and below.cells[i] is line.cells[i] for i in rows):
        return False
    taken = {i for i, _ in fresh}
    return not taken & set(rows) and taken <= _spanned(line, below)


def _spanned(line: Line, below: Line) -> set[int]:
    """Places under a head that is merged over several; without merges, one with open places at its right."""
    if line.merged:
        return {i for i, cell in enumerate(line.cells) if cell.colspan > 1}
    open_ = {i for i, cell in enumerate(line.cells) if not cell.text.strip()}
    taken = {i for i, cell in enumerate(below.cells) if cell.text.strip()}
    return {i for i in taken if i in open_ or i + 1 in open_ & taken}


def _own_roles(line: Line, overrides: dict[str, str]) -> list[str]:
    """Roles of one row's cells, each by its own text."""
    if not overrides:
        return [layout.column_role(cell.text) for cell in line.cells]
    named = {layout.header_key(text): role for role, text in overrides.items()}
    return [named.get(layout.header_key(cell.text), "") or layout.column_role(cell.text) for cell in line.cells]


def _side_by_side(roles: list[str]) -> list[range]:
    """Split the places where a second name column with its own values begins."""
    names = [
        i for i, role in enumerate(roles) if role in ("third_tier", "loose_name") and (i == 0 or roles[i - 1] != role)
    ]
    names = [i for i in names if roles[i] == "third_tier"] or names
    starts = [0]
    for before, name in pairwise(names):
        if any(role in _VALUES for role in roles[before:name]) and any(role in _VALUES for role in roles[name:]):
            start = name
            while start - 1 > before and roles[start - 1] in TIERS:
                start -= 1
            starts.append(start)
    return [range(a, b) for a, b in zip(starts, [*starts[1:], len(roles)], strict=True)]


def _columns(part: range, roles: list[str], stacks: list[list[str]]) -> Columns:
    places: dict[str, int] = {}
    for place in part:
        places.setdefault(roles[place], place)
    for role in _SHARED:  # a block to the right shares what is printed once at the left
        if role not in places and role in roles and roles.index(role) < part.start:
            places[role] = roles.index(role)
    places.pop("", None)
    name = next((places[role] for role in NAMES[1:] if role in places), -1)
    behind = [place for place in part if roles[place] == "weight" and place > name]
    if behind:  # each tier may have a weight of its own
        places["weight"] = behind[0]
    if "owner" in places:
        places.setdefault("project", places["owner"])
    if "third_tier" not in places and "loose_name" in places:
        places["third_tier"] = places["loose_name"]
    places.pop("loose_name", None)
    if "third_tier" not in places and {"loose_target", "target"} <= places.keys():
        places["third_tier"] = places.pop("loose_target")
    if "target" not in places:
        _find_target(places)
    elif "loose_target" in places and "description" not in places:
        places["description"] = places.pop("loose_target")
    above = stacks[places["third_tier"]][:-1] if "third_tier" in places else []
    years = head_roles.years_in(stacks[places["target"]]) if "target" in places else []
    year = years[0] if len(years) == 1 else ""
    return Columns(places, len(roles), _tiers_above(above, places), year, _is_numbered(places, roles, stacks))


def _is_numbered(places: dict[str, int], roles: list[str], stacks: list[list[str]]) -> bool:
    """Does the head of the names of a form span two places? No export of many projects has numbers of its own."""
    following = places.get("third_tier", len(roles)) + 1
    if following >= len(roles) or any(role in places for role in _OWNERS):
        return False
    return roles[following] == "third_tier" or not stacks[following]


def _find_target(places: dict[str, int]) -> None:
    """Take the value from a column whose head says so only where there is no better one."""
    name = places.get("third_tier", -1)
    for spare in ("loose_target", "goal", "period_target"):
        if spare in places and (spare != "goal" or places[spare] > name >= 0):
            places["target"] = places.pop(spare)
            return


def _tiers_above(heads: list[str], places: dict[str, int]) -> dict[str, str]:
    """The tier that stands as a head over a name column of its own."""
    found = {"first_tier": next((head for head in heads if tiers.first(head)), "")}
    found["second_tier"] = next((head for head in heads if tiers.second(head) and head != found["first_tier"]), "")
    return {role: clean(tiers.without_weight(head)) for role, head in found.items() if head and role not in places}
