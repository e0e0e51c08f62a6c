"""A rule that fails says so on its row, table or document; the others go on."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

import numpy as np
import pytest

from auditor.pipeline import Auditor
from auditor.rules import registry
from auditor.rules.rule import Rule
from auditor.schema import DocumentResult, Severity, Submission
from auditor.settings import Settings

Submit = Callable[..., Submission]
ROWS = [
    ("数量指标", "免费放映公益电影", "按计划完成"),
    ("数量指标", "公益电影放映场次", "≥90场以上"),
    ("质量指标", "放映设备完好率", "显著提升"),
    ("社会效益指标", "村民文化生活", "有效改善"),
]


def _with(monkeypatch: pytest.MonkeyPatch, rule_id: str, **changes: Any) -> None:
    rules = tuple(dataclasses.replace(r, **changes) if r.id == rule_id else r for r in registry.all_rules())
    monkeypatch.setattr(registry, "all_rules", lambda: rules)


def _audit(submission: Submission) -> DocumentResult:
    return Auditor(Settings(rewrites=False)).audit(submission)


def _ids(document: DocumentResult) -> list[list[str]]:
    return [[finding.rule for finding in row.findings] for row in document.tables[0].rows]


def _fail(*_: object) -> NoReturn:
    raise ZeroDivisionError("nothing to divide by")


def test_a_row_rule_that_fails_on_one_row_still_judges_the_others(
    submit: Submit, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _ids(_audit(submit(*ROWS)))
    check = registry.get("V07").check
    assert check is not None

    def fragile(frame: Any, options: Any) -> Any:
        if (frame["name"] == "放映设备完好率").any():
            raise ValueError("unheard of")
        return check(frame, options)

    _with(monkeypatch, "V07", check=fragile)
    document = _audit(submit(*ROWS))
    assert _ids(document) == [found + ["I02"] * (place == 2) for place, found in enumerate(before)]
    failed = document.tables[0].rows[2].findings[-1]
    assert failed.severity is Severity.INFO
    assert all(piece in failed.message for piece in ("V07", "ValueError", "unheard of"))
    assert failed.address == "r3"


def test_a_row_rule_that_always_fails_is_named_on_every_row(submit: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, "V07", check=_fail)
    found = _ids(_audit(submit(*ROWS)))
    assert all("I02" in ids and "V07" not in ids for ids in found)


def test_evidence_that_cannot_be_marked_is_a_failure_too(submit: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, "V07", mark=_fail)
    found = _ids(_audit(submit(*ROWS)))
    assert "I02" in found[1]
    assert "V07" not in found[1]


@pytest.mark.parametrize(("rule", "part"), [("T09", "inspect"), ("G02", "review"), ("D06", "survey")])
def test_other_rules_fail_alone(submit: Submit, monkeypatch: pytest.MonkeyPatch, rule: str, part: str) -> None:
    before = _audit(submit(*ROWS))

    def late(*_: object) -> Iterable[NoReturn]:
        yield _fail()

    _with(monkeypatch, rule, **{"inspect": None, "review": None, "survey": None, part: late})
    after = _audit(submit(*ROWS))
    assert _ids(after) == _ids(before)
    whole = [*after.findings, *after.tables[0].findings]
    assert [f.message.split("（")[0] for f in whole if f.rule == "I02"] == [f"规则 {rule}"]


def test_a_failure_of_the_tool_changes_no_score(submit: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _audit(submit(*ROWS))
    _with(monkeypatch, "V09", check=_fail)
    after = _audit(submit(*ROWS))
    assert (after.score, after.verdict, after.profile) == (before.score, before.verdict, before.profile)


def test_a_failure_is_shown_whatever_is_selected(submit: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, "V07", check=_fail)
    document = Auditor(Settings(rewrites=False, select=("V03",))).audit(submit(*ROWS))
    assert all("I02" in ids for ids in _ids(document))


def test_no_rule_fails_on_the_cases(findings_of: dict[str, list[Any]]) -> None:
    assert {
        label: found for label, all_ in findings_of.items() if (found := [f for f in all_ if f.rule == "I02"])
    } == {}


def test_rules_were_really_exchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, "V07", name="另一条")
    found: Rule = registry.get("V07")
    assert found.name == "另一条"
    assert np.all([rule.name != "另一条" for rule in registry.all_rules() if rule.id != "V07"])
