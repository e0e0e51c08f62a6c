"""Suggestions for one row with findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.rewrites import suggest
from auditor.schema import (
    Budget,
    Evidence,
    Finding,
    Indicator,
    Prediction,
    Rewrite,
    RowResult,
    Severity,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def _finding(rule: str) -> Finding:
    return Finding(rule, "", Severity.WARNING, "row", "target", "", Evidence(), "", "tool")


@pytest.fixture(scope="session")
def ask() -> Callable[..., list[Rewrite]]:
    """``ask(ids, tier, name, target, budget=…, other_rows=…, …)`` returns the suggestions for that row."""

    def run(
        ids: str,
        tier: str,
        name: str,
        target: str,
        *,
        predicted: str = "",
        budget: str = "",
        currency: str = "万元",
        other_rows: tuple[Indicator, ...] = (),
        **fields: str,
    ) -> list[Rewrite]:
        addresses = {"name": "t1r2c3", "target": "t1r2c4"}
        row = Indicator(1, 1, name, target=target, second_tier=tier, addresses=addresses, **fields)
        findings = [_finding(rule) for rule in ids.split()]
        result = RowResult(row, Prediction(predicted or tier, 0.9), findings)
        money = Budget(total=budget, address="t1r1c2")
        table = Table(1, currency_unit=currency, budget=money, rows=[row, *other_rows])
        return suggest(table, [result])[0]

    return run
