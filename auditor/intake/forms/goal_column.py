"""Goals that stand in a column beside the indicators, merged down over the rows of their project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.intake.forms.indicator_table import Block
from auditor.intake.stream import Line, clean
from auditor.schema import Goal

_ROLES = {"goal": "", "goal_term": "term"}
_YEAR = re.compile("年")
_MOST = 500  # rows of a form; an export of many projects has no goal of its own


def read(lines: Sequence[Line], at: int, height: int, block: Block) -> list[Goal]:
    """Return the goals of a table that belongs to one project.

    Parameters
    ----------
    at, height : int
        Line of the header, and the number of its lines.
    """
    single = len({row.project for row in block.rows}) <= 1 and block.end - at < _MOST
    return [goal for role in _ROLES for goal in _column(lines, at, height, block, role)] if single else []


def _column(lines: Sequence[Line], at: int, height: int, block: Block, role: str) -> Iterator[Goal]:
    columns = block.columns
    if role not in columns.places:
        return
    label = "".join(dict.fromkeys(columns.text(line.cells, role) for line in lines[at : at + height]))
    seen = {""}
    for line in lines[at + height : block.end]:
        cell = columns.cell(line.cells, role)
        text = clean(cell.text) if cell and columns.text(line.cells, "third_tier") else ""
        if cell and text not in seen:
            seen.add(text)
            yield Goal(text, _ROLES[role] or ("year" if _YEAR.search(label) else ""), cell.address, label)
