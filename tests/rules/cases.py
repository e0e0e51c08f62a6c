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
from auditor.schema import Budget, Finding, Goal, GradingBand, Indicator, Submission, Table
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


_COLUMNS = ("basis", "actual", "weight", "score", "deviation")


def _submission(case: Case) -> Submission:
    data = case.data
    lines = [data, *data.get("rows", [])] if "name" in data or "target" in data else data.get("rows", [])
    table = Table(
        1,
        title=data.get("title", ""),
        project=data.get("project", ""),
        purpose=data.get("purpose", ""),
        currency_unit=data.get("currency_unit", ""),
        total_weight=data.get("total_weight", ""),
        total_score=data.get("total_score", ""),
        budget=Budget(total=data.get("budget", ""), **data.get("money", {})),
    )
    if data.get("prints_goal", "goal" in data):
        table.goals = [Goal(data.get("goal", ""), label="绩效目标")]
    table.rows = [_indicator(line, i) for i, line in enumerate(lines, 1)]
    table.columns = ("name", "target", *(name for name in _COLUMNS if any(name in line for line in lines)))
    table.kind = "self_evaluation" if "actual" in table.columns else "target"
    bands = [GradingBand(**band) for band in data.get("bands", [])]
    return Submission(case.label, "txt", tables=[table] if table.rows or table.goals else [], bands=bands)


@pytest.fixture(scope="session")
def findings_of() -> dict[str, list[Finding]]:
    """Case label → the findings on the case's row, or on its table for table rules."""
    cases = load_cases()
    documents = Auditor(Settings(rewrites=False)).audit_all([_submission(case) for case in cases])
    found = {}
    for case, document in zip(cases, documents, strict=True):
        whole = [*document.findings, *(finding for table in document.tables for finding in table.findings)]
        rows = document.tables[0].rows if document.tables else []
        found[case.label] = (rows[0].findings if rows else []) + [f for f in whole if f.level != "row"]
    return found
