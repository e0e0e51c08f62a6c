from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.language.normalize import normalize
from auditor.pipeline import Auditor
from auditor.rules.judge import fingerprint
from auditor.schema import Finding, Goal, Severity, Submission
from auditor.settings import Settings

Submit = Callable[..., Submission]
QUIET = Settings(rewrites=False)
ROWS = [
    ("数量指标", "免费放映公益电影", "按计划完成"),
    ("数量指标", "公益电影放映场次", "≥90场以上"),
    ("质量指标", "放映设备完好率", "显著　提升"),
    ("时效指标", "放映任务完成时间", "及时"),
    ("成本指标", "单场放映成本", "控制在预算内"),
    ("社会效益指标", "群众文化生活得到极大丰富，文明程度不断提高", "95%"),
    ("服务对象满意度指标", "观影群众满意度", "≥95%"),
    ("生态效益指标", "/", "/"),
]


def _findings(submission: Submission, settings: Settings = QUIET) -> list[list[Finding]]:
    return [row.findings for row in Auditor(settings).audit(submission).tables[0].rows]


def _prints(submission: Submission) -> dict[str, set[str]]:
    rows = Auditor(QUIET).audit(submission).tables[0].rows
    return {normalize(row.indicator.name): {f.fingerprint for f in row.findings} for row in rows}


def test_the_sample_has_findings_on_most_rows(submit: Submit) -> None:
    assert sum(bool(found) for found in _findings(submit(*ROWS))) >= 5


def test_a_fingerprint_does_not_know_the_row_number(submit: Submit) -> None:
    assert _prints(submit(*ROWS)) == _prints(submit(*reversed(ROWS)))


def test_a_fingerprint_does_not_know_the_file_name(submit: Submit) -> None:
    assert _prints(submit(*ROWS, path="first.docx")) == _prints(submit(*ROWS, path="folder/second.xlsx"))


def test_a_fingerprint_does_not_know_the_layout(submit: Submit) -> None:
    def reformat(text: str) -> str:
        spaced = re.sub(r"(?<=[\u4e00-\u9fff])(?=.)", " ", text)
        return spaced.replace("%", "％").replace("≥", "≧").replace("，", "，，")

    spaced = [(tier, reformat(name), reformat(target)) for tier, name, target in ROWS]
    assert _prints(submit(*ROWS)) == _prints(submit(*spaced))


def test_a_fingerprint_knows_rule_text_and_project(submit: Submit) -> None:
    prints = [f.fingerprint for found in _findings(submit(*ROWS)) for f in found]
    assert len(prints) == len(set(prints))
    other = [f.fingerprint for found in _findings(submit(*ROWS, project="农村电影")) for f in found]
    assert not set(prints) & set(other)


@given(st.lists(st.text(max_size=8), max_size=4))
def test_a_fingerprint_is_short_and_stable(parts: list[str]) -> None:
    found = fingerprint("V01", *parts)
    assert found == fingerprint("V01", *parts) != fingerprint("V02", *parts)
    assert len(found) == 16
    assert int(found, 16) >= 0


def test_parts_are_not_run_together() -> None:
    assert fingerprint("V01", "甲乙", "丙") != fingerprint("V01", "甲", "乙丙")


@pytest.mark.parametrize(
    ("name", "target", "rule", "marked"),
    [
        ("放映设备完好率", "显著　提升", "V04", None),
        ("村民文化生活", "有效地 改善", "V03", ["有效", "改善"]),
        ("公益电影放映场次", "大于等于 ９０场以上", "V07", ["大于等于", "以上"]),
        ("印制宣传册数量", "1200百分", "V11", ["1200百分"]),
    ],
)
def test_evidence_points_at_the_printed_characters(
    submit: Submit, name: str, target: str, rule: str, marked: list[str] | None
) -> None:
    (found,) = _findings(submit(("质量指标", name, target)))
    one = next(f for f in found if f.rule == rule)
    assert one.evidence.text == target
    shown = [target[a:b].strip() for a, b in one.evidence.spans]
    assert shown == (marked if marked is not None else shown)
    assert all(shown)


def test_evidence_is_the_untouched_cell_and_its_spans_lie_in_it(submit: Submit) -> None:
    for (_, name, target), found in zip(ROWS, _findings(submit(*ROWS)), strict=True):
        for finding in found:
            cell = {"name": name, "target": target}.get(finding.field)
            assert cell in (None, finding.evidence.text)
            assert all(0 <= a < b <= len(finding.evidence.text) for a, b in finding.evidence.spans)


def test_a_finding_has_the_address_of_its_cell(submit: Submit) -> None:
    columns = {"name": "c3", "target": "c4"}
    for number, found in enumerate(_findings(submit(*ROWS)), 1):
        for finding in found:
            assert finding.address == f"r{number}{columns.get(finding.field, '')}"


def test_the_numbers_that_were_compared_are_printed_numbers(submit: Submit) -> None:
    (found,) = _findings(submit(("数量指标", "公益电影放映场次", "≥1,260场以上")))
    assert {f.evidence.numbers for f in found if f.field == "target"} == {("1260",)}


def test_a_message_quotes_the_cell_as_printed(submit: Submit) -> None:
    (found,) = _findings(submit(("社会效益指标", "村民文化生活", "有效　改善")))
    assert any("有效　改善" in finding.message for finding in found)


def test_selecting_a_rule_does_not_change_what_it_says(submit: Submit) -> None:
    everything = [f for found in _findings(submit(*ROWS)) for f in found]
    for rule in {f.rule for f in everything}:
        alone = [f for found in _findings(submit(*ROWS), Settings(rewrites=False, select=(rule,))) for f in found]
        assert alone == [f for f in everything if f.rule == rule]


def test_unused_rows_have_no_finding(submit: Submit) -> None:
    blanks = ["", "/", "／", "－", "—", "-", "*", "无"]
    found = _findings(submit(*(("生态效益指标", blank, other) for blank in blanks for other in blanks)))
    # 无 in the name is a declaration (C08); every other pair of blank signs is an unused row
    assert {f.rule for one in found for f in one} <= {"C08"}
    assert all(not one for one, blank in zip(found, (b for b in blanks for _ in blanks), strict=True) if blank != "无")


def test_a_declared_row_has_c08_at_info_and_nothing_else(submit: Submit) -> None:
    (found,) = _findings(submit(("经济效益指标", "不产生直接经济效益", "不适用")))
    assert [(f.rule, f.severity) for f in found] == [("C08", Severity.INFO)]


def test_a_form_rule_points_at_its_place(submit: Submit) -> None:
    submission = submit(*ROWS, goals=[Goal("目标1", label="年度绩效目标", address="r0c2")])
    (found,) = (f for f in Auditor(QUIET).audit(submission).tables[0].findings if f.rule.startswith("D"))
    assert (found.rule, found.address, found.field, found.evidence.text) == ("D01", "r0c2", "goal", "目标1")
    assert found.evidence.spans == ((0, 3),)


def test_findings_on_projects_of_one_table_are_told_apart(submit: Submit) -> None:
    poor = [
        ("数量指标", "宣讲场次", "≥12场"),
        ("社会效益指标", "村民文化生活", "有效改善"),
        ("社会效益指标", "村风", "好转"),
    ]
    submission = submit(*poor, *poor)
    rows = submission.tables[0].rows
    for place, row in enumerate(rows):
        row.project = "甲项目" if place < len(poor) else "乙项目"
    found = Auditor(QUIET).audit(submission).tables[0].findings
    for rule in ("T01", "T09"):
        one, two = (f for f in found if f.rule == rule)
        assert one.fingerprint != two.fingerprint
        assert (one.address, two.address) == ("r1", "r4")


def test_a_typo_is_shown_with_its_correction(submit: Submit) -> None:
    (found,) = _findings(submit(("质量指标", "设备验收合格律", "≥95%")))
    (slip,) = (f for f in found if f.rule == "N08")
    assert "“合格律”是否应为“合格率”？" in slip.message
    submission = submit(("质量指标", "设备验收合格率", "≥95%"))
    submission.tables[0].rows[0].description = "设备验收和格率"
    (found,) = _findings(submission)
    assert any("“和格率”是否应为“合格率”？" in f.message for f in found if f.rule == "N08")
