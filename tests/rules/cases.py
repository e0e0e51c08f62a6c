"""Runs all cases of ``tests/rules/*.toml`` in one audit: every case is a table of its own."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from auditor.intake.forms.indicator_table import join_target
from auditor.language import tiers
from auditor.language.normalize import normalize
from auditor.language.target import BLANK
from auditor.pipeline import Auditor
from auditor.rules.registry import all_rules
from auditor.schema import Budget, Finding, Goal, GradingBand, Indicator, Passage, Submission, Table, Task
from auditor.settings import Settings

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    rule: str
    fires: bool
    data: dict[str, Any]

    @property
    def label(self) -> str:
        what = self.data.get("name") or self.data.get("goal") or "form"
        kind = "fires" if self.fires else "silent"
        return (
            f"{self.rule}-{kind}-{what}-{self.data.get('target', '')}{self.data.get('actual', '')}-{self.data['why']}"
        )


def load_cases() -> list[Case]:
    cases = []
    for path in sorted(FOLDER.glob("*.toml")):
        with path.open("rb") as handle:
            content = tomllib.load(handle)
        cases += [
            Case(path.stem, kind == "fires", data) for kind in ("fires", "silent") for data in content.get(kind, [])
        ]
    return cases


def _indicator(data: dict[str, Any], number: int) -> Indicator:
    target = join_target(data.get("comparator", ""), data.get("target", ""), data.get("unit", ""))
    tier = data.get("tier", "")
    return Indicator(
        1,
        number,
        data.get("name", ""),
        target,
        first_tier=tiers.group().get(tier, ""),
        second_tier_raw=tier,
        second_tier=tier,
        description=data.get("description", ""),
        comparator=data.get("comparator", ""),
        unit=data.get("unit", ""),
        remark=data.get("remark", ""),
        criteria=data.get("criteria", ""),
        basis=data.get("basis", ""),
        weight=data.get("weight", ""),
        used=not (normalize(data.get("name", "")) in BLANK and normalize(target) in BLANK),
        actual=data.get("actual", ""),
        score=data.get("score", ""),
        deviation=data.get("deviation", ""),
    )


_FORM = (
    "title project parent_project purpose currency_unit year period attribute completion total_weight total_score "
    "department framework"
).split()
_COLUMNS = ("basis", "actual", "weight", "score", "deviation")


def _table(data: dict[str, Any], number: int) -> Table:
    lines = [data, *data.get("rows", [])] if "name" in data or "target" in data else data.get("rows", [])
    table = Table(
        number,
        budget=Budget(total=data.get("budget", ""), **data.get("money", {})),
        labels=data.get("labels", {}),
        **{field: data[field] for field in _FORM if field in data},
    )
    if data.get("prints_goal", "goal" in data):
        table.goals = [Goal(data.get("goal", ""), label="绩效目标")]
    table.goals += [Goal(**goal) for goal in data.get("goals", [])]
    table.rows = [_indicator(line, i) for i, line in enumerate(lines, 1)]
    table.columns = ("name", "target", *(name for name in _COLUMNS if any(name in line for line in lines)))
    table.kind = "self_evaluation" if "actual" in table.columns else "target"
    return table


def _submission(label: str, data: dict[str, Any]) -> Submission:
    """A case is a form; ``forms`` holds further ones, ``tasks``, ``passages`` and ``bands`` what stands around them."""
    tables = [_table(form, i) for i, form in enumerate([data, *data.get("forms", [])], 1)]
    return Submission(
        label,
        "txt",
        department=data.get("department", ""),
        year=data.get("year", ""),
        tables=[table for table in tables if table.rows or table.goals or table.labels],
        bands=[GradingBand(**band) for band in data.get("bands", [])],
        tasks=[Task(**task) for task in data.get("tasks", [])],
        passages=[Passage(**passage) for passage in data.get("passages", [])],
    )


@pytest.fixture(scope="session")
def findings_of() -> dict[str, list[Finding]]:
    """Case label → the findings on the case's first row, on its forms and on its document.

    Every case is a document of one call. A case of a rule that compares documents, or one that names ``others`` (the
    next documents) or ``approved`` (the approved targets), is a call of its own.
    """
    auditor = Auditor(Settings(rewrites=False))
    cases = load_cases()
    comparing = {rule.id for rule in all_rules() if rule.survey}
    alone = [case for case in cases if case.rule in comparing or {"others", "approved"} & case.data.keys()]
    together = [case for case in cases if case not in alone]
    documents = auditor.audit_all([_submission(case.label, case.data) for case in together])
    for case in alone:
        given = [case.data, *case.data.get("others", [])]
        approved = [_submission("approved", form) for form in case.data.get("approved", [])]
        documents += auditor.audit_all([_submission(case.label, data) for data in given], approved)[:1]
    found = {}
    for case, document in zip([*together, *alone], documents, strict=True):
        tables = document.tables
        below = [f for table in tables for row in table.rows for f in row.findings if f.level != "row"]
        whole = [*document.findings, *(finding for table in tables for finding in table.findings), *below]
        rows = tables[0].rows if tables else []
        found[case.label] = [f for row in rows[:1] for f in row.findings if f.level == "row"] + whole
    return found
