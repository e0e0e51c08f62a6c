"""Selection, levels and thresholds of the settings, for all departments and for one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from auditor.errors import ConfigurationError
from auditor.pipeline import Auditor
from auditor.rules import ruleset
from auditor.rules.registry import all_rules
from auditor.schema import Severity, Submission
from auditor.settings import Settings

Submit = Callable[..., Submission]
EVERY = {rule.id for rule in all_rules()}
ROWS = [
    ("数量指标", "河道清淤长度", "≥12公里"),
    ("社会效益指标", "沿河居民生活环境", "有效改善"),
    ("社会效益指标", "防汛能力", "明显增强"),
    ("服务对象满意度指标", "沿河居民满意度", "≥80%"),
]


def _found(submission: Submission, **settings: Any) -> dict[str, list[Severity]]:
    document = Auditor(Settings(rewrites=False, **settings)).audit(submission)
    found: dict[str, list[Severity]] = {}
    for table in document.tables:
        for finding in [*table.findings, *(f for row in table.rows for f in row.findings)]:
            found.setdefault(finding.rule, []).append(finding.severity)
    return found


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, EVERY),
        ({"select": ("V03",)}, {"V03"}),
        ({"select": ("n", "V03"), "ignore": ("N01",)}, {i for i in EVERY if i[0] == "N" or i == "V03"} - {"N01"}),
        ({"ignore": ("unmeasurable-target",)}, EVERY - {"V03"}),
        ({"select": ("V03",), "ignore": ("V",)}, set()),
    ],
)
def test_select_and_ignore(given: dict[str, Any], wanted: set[str]) -> None:
    assert ruleset.of(Settings(**given)).wanted == wanted


def test_a_rule_that_is_not_selected_still_feeds_those_that_build_on_it(submit: Submit) -> None:
    assert set(_found(submit(*ROWS), select=("T09",))) == {"T09"}


def test_an_ignored_rule_feeds_nothing(submit: Submit) -> None:
    found = _found(submit(*ROWS), ignore=("V03",))
    assert "T09" in _found(submit(*ROWS))
    assert not {"V03", "T09"} & set(found)


def test_a_level_is_overridden(submit: Submit) -> None:
    assert set(_found(submit(*ROWS))["V03"]) == {Severity.WARNING}
    assert set(_found(submit(*ROWS), rules={"V03": {"level": "info"}})["V03"]) == {Severity.INFO}
    assert set(_found(submit(*ROWS), rules={"t09": {"level": "error"}})["T09"]) == {Severity.ERROR}


def test_the_level_decides_the_verdict(submit: Submit) -> None:
    lax = {rule: {"level": "info"} for rule in EVERY}
    assert Auditor(Settings(rewrites=False, rules=lax)).audit(submit(*ROWS)).verdict == "未见问题"


def test_a_threshold_is_moved(submit: Submit) -> None:
    assert "V16" in _found(submit(*ROWS))
    assert "V16" not in _found(submit(*ROWS), rules={"V16": {"satisfaction": 75}})


@pytest.mark.parametrize(
    ("rules", "code", "allowed"),
    [
        ({"V99": {"level": "info"}}, "C402", "auditor rules"),
        ({"V03": {"level": "fatal"}}, "C403", "warning"),
        ({"V03": {"level": ["info"]}}, "C403", "warning"),
        ({"V16": {"limit": 3}}, "C403", "satisfaction"),
        ({"V16": {"rate": 101}}, "C403", "0 到 100"),
        ({"V16": {"rate": "60"}}, "C403", "0 到 100"),
        ({"V16": {"rate": True}}, "C403", "0 到 100"),
    ],
)
def test_a_wrong_entry_is_refused_with_what_is_allowed(rules: dict[str, Any], code: str, allowed: str) -> None:
    for given in ({"rules": rules}, {"departments": {"水利局": {"rules": rules}}}):
        with pytest.raises(ConfigurationError) as raised:
            Auditor(Settings(**given))
        assert raised.value.code == code
        assert allowed in raised.value.hint


def test_a_department_has_rules_of_its_own(submit: Submit) -> None:
    settings: dict[str, Any] = {"departments": {"*水利局": {"ignore": ["V03"], "rules": {"V16": {"level": "warning"}}}}}
    own = _found(submit(*ROWS, department="清河县水利局"), **settings)
    other = _found(submit(*ROWS, department="清河县教育局"), **settings)
    assert "V03" not in own
    assert own["V16"] == [Severity.WARNING]
    assert "V03" in other
    assert other["V16"] == [Severity.INFO]


def test_a_department_section_adds_to_what_applies_to_all(submit: Submit) -> None:
    found = _found(
        submit(*ROWS, department="水利局"),
        ignore=("V16",),
        departments={"水利局": {"select": ["V", "T09"], "ignore": ["T09"]}},
    )
    assert set(found) == {"V03"}


def test_departments_of_one_flat_table_are_kept_apart(submit: Submit) -> None:
    submission = submit(*ROWS, *ROWS)
    rows = submission.tables[0].rows
    for place, row in enumerate(rows):
        row.department = "水利局" if place < len(ROWS) else "教育局"
    document = Auditor(Settings(rewrites=False, departments={"水利局": {"ignore": ["V03"]}})).audit(submission)
    fired = [any(f.rule == "V03" for f in row.findings) for row in document.tables[0].rows]
    assert fired == [False] * len(ROWS) + [False, True, True, False]
