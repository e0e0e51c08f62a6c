"""Every rule fires on its must-fire cases, with the level given, and is silent on the others."""

from __future__ import annotations

import pytest
from cases import Case, load_cases

from auditor.rules.registry import all_rules
from auditor.schema import Finding

CASES = load_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_rule_case(case: Case, findings_of: dict[str, list[Finding]]) -> None:
    found = {finding.rule: finding.severity.label for finding in findings_of[case.label]}
    if not case.fires:
        assert case.rule not in found, case.data["why"]
    elif "severity" in case.data:
        assert found.get(case.rule) == case.data["severity"], case.data["why"]
    else:
        assert case.rule in found, case.data["why"]


def test_every_rule_has_both_kinds_of_case() -> None:
    have = {(case.rule, case.fires) for case in CASES}
    assert {(rule.id, kind) for rule in all_rules() for kind in (True, False)} <= have


def test_case_labels_are_unique() -> None:
    labels = [case.label for case in CASES]
    assert len(labels) == len(set(labels))
