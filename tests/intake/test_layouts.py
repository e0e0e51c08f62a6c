"""One layout, every format: the same rows have to come out of each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from layouts import render

from auditor import intake
from auditor.schema import Submission, Table

LAYOUTS = sorted(Path(__file__).with_name("layouts").glob("*.toml"))
PLACES = {"pdf": "p", "docx": "t", "csv": "R", "tsv": "R", "txt": "L"}


def rows_of(submission: Submission) -> list[dict[str, str]]:
    rows = [row for table in submission.tables for row in table.rows]
    return [{f: str(int(row.used) if f == "used" else getattr(row, f)) for f in render.FIELDS} for row in rows]


def printed(table: Table, name: str, wanted: Any) -> Any:
    """What a form prints around its rows, in the shape in which a layout says it."""
    if name == "goals":
        return [[goal.period, goal.text] for goal in table.goals]
    return {key: getattr(table.budget, key) for key in wanted} if name == "budget" else getattr(table, name)


@pytest.mark.parametrize("extension", render.WRITERS)
@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_the_same_rows_from_every_format(path: Path, extension: str, tmp_path: Path) -> None:
    layout = render.load(path)
    submission = intake.read(render.write(layout["part"], tmp_path, extension))
    wanted: dict[str, Any] = layout["expected"]
    assert rows_of(submission) == render.expected(layout)
    assert [notice.code for notice in submission.notices] == wanted.get("notices", [])
    assert [[t.task, t.content, t.total, t.fiscal, t.other] for t in submission.tasks] == wanted.get("tasks", [])
    assert [[b.indicator, b.excellent, b.good, b.medium, b.poor] for b in submission.bands] == wanted.get("bands", [])
    forms = wanted.get("tables", [wanted.get("table", {})] * len(submission.tables))
    for table, form in zip(submission.tables, forms, strict=True):
        for name, text in form.items():
            assert printed(table, name, text) == text
        for row in table.rows:
            assert row.address.startswith(PLACES.get(extension, ""))


def test_there_is_a_layout_for_every_kind_of_form() -> None:
    assert len(LAYOUTS) >= 16
    assert all(render.load(path)["about"] for path in LAYOUTS)
