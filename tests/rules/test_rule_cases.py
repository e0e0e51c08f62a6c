"""Every rule fires on its must-fire cases, with the level given, and is silent on the others."""

from __future__ import annotations

import dataclasses
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


def _reversed(case: Case) -> Case:
    """The same forms with their rows in the other order, under another name."""
    data = {**case.data, "why": "reversed", "rows": case.data["rows"][::-1]}
    return dataclasses.replace(case, data=data)


def test_fingerprints_of_forms_do_not_know_the_order_of_rows(findings_of: dict[str, list[Finding]]) -> None:
    own = [case for case in CASES if case.fires and "rows" in case.data and "name" not in case.data]
    own = [case for case in own if not {"others", "approved"} & case.data.keys()]
    again = run([_reversed(case) for case in own], all_rules(), Settings(rewrites=False))
    for case in own:
        before, after = (
            {f.fingerprint for f in found if f.rule == case.rule}
            for found in (findings_of[case.label], again[_reversed(case).label])
        )
        assert before == after, case.label
