"""Every rule fires on its must-fire cases, with the level given, and is silent on the others."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from auditor.cases import Case, load, run
from auditor.rules.registry import all_rules
from auditor.rules.rule import Rule
from auditor.schema import Finding
from auditor.settings import Settings

CASES = load(Path(__file__).parent)
COUNTS = Counter((case.rule, case.fires) for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_rule_case(case: Case, findings_of: dict[str, list[Finding]]) -> None:
    assert case.wrong(findings_of[case.label]) == "", case.data["why"]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_every_rule_has_enough_cases_of_both_kinds(rule: Rule) -> None:
    least = 6 if rule.family in "VNC" else 3
    assert min(COUNTS[rule.id, True], COUNTS[rule.id, False]) >= least


def test_every_case_is_about_a_rule_of_the_catalogue() -> None:
    assert {case.rule for case in CASES} == {rule.id for rule in all_rules()}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_switching_a_rule_off_fails_its_cases(rule: Rule) -> None:
    own = [case for case in CASES if case.rule == rule.id and case.fires]
    said = run(own, all_rules(), Settings(rewrites=False, ignore=(rule.id,)))
    assert all(case.wrong(said[case.label]) for case in own)
