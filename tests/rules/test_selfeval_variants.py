"""Which ways of scoring count as right, and the sums that findings print."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.pipeline import Auditor
from auditor.schema import Budget, Finding, Indicator, Submission, Table
from auditor.settings import VARIANTS, SelfEvaluation, Settings


def _findings(
    name: str, target: str, actual: str, score: str, *, exclude: tuple[str, ...] = (), budget: Budget | None = None
) -> dict[str, Finding]:
    row = Indicator(
        1, 1, name, target, second_tier="质量指标", actual=actual, weight="10", score=score, deviation="因汛期停工"
    )
    columns = ("name", "target", "actual", "weight", "score", "deviation")
    table = Table(1, kind="self_evaluation", columns=columns, rows=[row], budget=budget or Budget())
    settings = Settings(rewrites=False, selfeval=SelfEvaluation(exclude=exclude))  # type: ignore[arg-type]
    (found,) = Auditor(settings).audit(Submission("自评.csv", "csv", tables=[table])).tables
    return {finding.rule: finding for finding in [*found.findings, *found.rows[0].findings]}


@pytest.mark.parametrize(
    ("variant", "row"),
    [
        ("excess", ("设备故障率", "≤5%", "6%", "8")),
        ("inverse", ("设备故障率", "≤5%", "6%", "8.33")),
        ("all_or_nothing", ("验收合格率", "≥95%", "90%", "0")),
        ("steps", ("参训学员满意度", "≥95%", "85%", "8")),
    ],
)
def test_a_variant_is_accepted_until_it_is_excluded(variant: str, row: tuple[str, str, str, str]) -> None:
    others = tuple(name for name in VARIANTS if name != variant)
    assert "S03" not in _findings(*row)
    assert "S03" not in _findings(*row, exclude=others[:1])
    assert "S03" in _findings(*row, exclude=(variant,))


def test_stepped_execution_rates_are_a_variant_too() -> None:
    money = Budget(total="100", executed="85", execution_rate="85%", weight="10", score="7")
    row = ("验收合格率", "≥95%", "96%", "10")
    assert "S08" not in _findings(*row, budget=money)
    assert "85÷100×10＝8.50，自评 7" in _findings(*row, budget=money, exclude=("steps",))["S08"].message


@pytest.mark.parametrize(
    ("row", "rule", "sums"),
    [
        (("参训学员满意度", "≥85%", "80%", "10"), "S02", ["80÷85×10＝9.41", "自评 10"]),
        (("培训场次", "≥50场", "40场", "6"), "S03", ["40÷50×10＝8", "自评 6"]),
        (("设备故障率", "≤5%", "6%", "3"), "S03", ["（1－（6－5）÷5）×10＝8", "5÷6×10＝8.33", "自评 3"]),
    ],
)
def test_a_finding_shows_the_sum_that_it_did(row: tuple[str, str, str, str], rule: str, sums: list[str]) -> None:
    message = _findings(*row)[rule].message
    assert [part for part in sums if part not in message] == []


def test_every_variant_can_be_excluded_at_once() -> None:
    everything: Any = tuple(VARIANTS)
    assert "S03" in _findings("培训场次", "≥50场", "40场", "6", exclude=everything)
    assert "S03" not in _findings("培训场次", "≥50场", "40场", "8", exclude=everything)
