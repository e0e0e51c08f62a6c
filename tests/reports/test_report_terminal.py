from __future__ import annotations

import re
from itertools import pairwise

import pytest
from rich.cells import cell_len
from sample_report import finding, good_row, many_files, one_file, vague_row

from auditor.reports.explanations import explanations, said_once
from auditor.reports.fixes import top_fixes
from auditor.reports.marking import clean, excerpt, marked
from auditor.reports.suggestions import one_line
from auditor.reports.terminal import to_svg, to_text
from auditor.reports.threshold import at_least, worst
from auditor.reports.wrapping import breaks
from auditor.schema import DocumentResult, Failure, Notice, Report, Rewrite, Severity, Submission


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("report", [one_file(), many_files()])
def test_no_line_is_wider_than_the_terminal(report: Report, width: int) -> None:
    assert max(cell_len(line) for line in to_text(report, width).splitlines()) <= width


def test_a_pipe_gets_no_colour_codes_and_a_terminal_does() -> None:
    assert "\x1b" not in to_text(one_file(), 80)
    assert "\x1b[" in to_text(one_file(), 80, colour=True)


def test_surroundings_do_not_change_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, coloured = to_text(one_file(), 80), to_text(one_file(), 80, colour=True)
    for name, value in {"FORCE_COLOR": "1", "COLUMNS": "40", "NO_COLOR": "1", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    assert to_text(one_file(), 80) == plain
    assert to_text(one_file(), 80, colour=True) == coloured


def test_one_file_shows_verdict_score_and_what_was_not_assessed() -> None:
    text = to_text(one_file(), 120)
    assert "结论：需修改" in text
    assert "措辞质量得分：78.5（中）" in text
    assert "未评：" in text
    assert "已评 50/100 分" in text
    assert "审核结论" not in text


def test_row_shows_tiers_marked_words_severity_and_advice() -> None:
    text = to_text(one_file(), 120)
    assert "效益指标 / 生态效益" in text
    assert "〔明显〕提升" in text
    assert "街道绿化〔水平〕" in text
    assert "错误 V03 定性值无评判标准" in text
    assert "→ 请补充可度量的指标值。" in text


def test_message_that_only_repeats_the_row_is_said_once() -> None:
    report = one_file()
    rows = report.documents[0].tables[0].rows
    rows[:] = [vague_row(), vague_row(), good_row()]
    rows[1].indicator.name, rows[1].indicator.target = "游园管护水平", "显著提升"
    for row in rows[:2]:
        row.findings = [finding("V03", "定性值无评判标准", Severity.ERROR, message=f"“{row.indicator.target}”无标准。")]
    assert said_once(report.documents[0]) == {"V03"}
    assert "无标准。" not in to_text(report, 120)
    rows[1].findings = [
        finding("V03", "定性值无评判标准", Severity.ERROR, message="“显著提升”无标准，建议“数量指标”。")
    ]
    assert said_once(report.documents[0]) == frozenset()
    assert "“明显提升”无标准。" in to_text(report, 120)


def test_every_rule_is_explained_once_worst_first() -> None:
    listed = explanations(one_file())
    assert [(entry.rule, entry.count) for entry in listed] == [
        ("G01", 1),
        ("V03", 1),
        ("N04", 1),
        ("T01", 1),
        ("D02", 1),
    ]
    text = to_text(one_file(), 120)
    assert text.count("年底无法证明做到了没有。") == 1
    assert "V03 定性值无评判标准  1 处  依据：官方要求" in text


def test_rows_of_many_projects_say_whose_they_are() -> None:
    report = one_file()
    report.documents[0].tables[0].rows[1].indicator.project = "城市亮化"
    assert "城市亮化 / 效益指标 / 生态效益" in to_text(report, 80)


def test_file_without_tables_has_neither_score_nor_profile() -> None:
    report = Report(
        [DocumentResult(Submission("通知.txt", "txt", notices=[Notice("E03", "info", "已读。", "通知.txt")]))]
    )
    text = to_text(report, 80)
    assert "结论：未评（没有读到指标表）" in text
    assert "得分" not in text
    assert text.count("通知.txt") == 2


@pytest.mark.parametrize("width", range(2, 30))
def test_broken_lines_fit_and_never_start_with_a_closing_mark(width: int) -> None:
    text = "指标值（95%）说不清，见“docs/images/report.svg”；请 改为【待填：数值】。"
    edges = [0, *breaks(text, width), len(text)]
    lines = [text[a:b] for a, b in pairwise(edges)]
    assert "".join(lines) == text
    assert all(cell_len(line.rstrip()) <= width for line in lines)
    if width >= 24:
        assert not any(line[0] in "）”；】。，" or line[-1] in "（“【" for line in lines)


def test_at_most_three_suggestions_of_one_line_each_stand_under_the_row() -> None:
    suggestions = [line for line in to_text(one_file(), 80).splitlines() if line.strip().startswith("草案")]
    assert [line.strip()[:3] for line in suggestions] == ["草案①", "草案②", "草案③"]
    assert suggestions[0].endswith("…")


def test_several_files_get_a_line_each_most_urgent_first_and_a_department_table() -> None:
    text = to_text(many_files(), 80)
    assert text.index("园林/行道树.docx") < text.index("文旅/培训.xlsx")
    assert "另有 1 个未读取" in text
    assert "扫描件.pdf" in text
    assert text.index("各部门") > text.index("文旅/培训.xlsx")
    assert "〔明显〕" not in text


def test_a_single_unread_file_is_named_with_code_and_reason() -> None:
    text = to_text(Report(failures=[Failure("坏.docx", "R101", "文件已损坏。", "请重新导出。")]), 80)
    assert "错误 R101 文件未读取  坏.docx：文件已损坏。 → 请重新导出。" in text


def test_control_characters_of_a_file_do_not_reach_the_terminal() -> None:
    report = one_file()
    row = report.documents[0].tables[0].rows[1]
    row.indicator.name = "名称\x1b[2J[bold]红[/bold]\x07"
    text = to_text(report, 120)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "[bold]红[/bold]" in text.replace("\n", "")


def test_svg_is_deterministic_and_holds_the_text() -> None:
    svg = to_svg(one_file())
    assert svg.startswith("<svg")
    assert svg == to_svg(one_file())
    assert "措辞质量得分" in svg


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], "明显提升水平"),
        ([(2, 4), (0, 2)], "〔明显提升〕水平"),
        ([(0, 3), (1, 2)], "〔明显提〕升水平"),
        ([(4, 99)], "明显提升〔水平〕"),
        ([(0, 6)], "明显提升水平"),
        ([(3, 3)], "明显提升水平"),
    ],
)
def test_marks_of_overlapping_spans_are_joined(spans: list[tuple[int, int]], expected: str) -> None:
    assert marked("明显提升水平", spans, colour=False).plain == expected


def test_excerpt_of_a_long_text_keeps_every_span() -> None:
    text = "甲" * 50 + "有效" + "乙" * 100 + "显著" + "丙" * 50
    shown = excerpt(text, [(50, 52), (152, 154)], colour=False).plain
    assert re.fullmatch("…甲+〔有效〕乙+…乙+〔显著〕丙+…", shown)
    assert len(shown) < 100


def test_clean_puts_text_on_one_line() -> None:
    assert clean(" 甲\n乙\t丙\x00 ") == "甲 乙 丙·"


def test_top_fixes_rank_by_rows_and_leave_out_hints() -> None:
    report = one_file()
    extra = vague_row()
    extra.findings = [
        finding("V03", "定性值无评判标准", Severity.ERROR),
        finding("V16", "目标值疑似偏低", Severity.INFO),
    ]
    report.documents[0].tables[0].rows.append(extra)
    assert [(fix.rule, fix.rows) for fix in top_fixes(report)] == [("V03", 2), ("N04", 1)]


def test_threshold_hides_findings_but_keeps_verdict_and_report() -> None:
    report = one_file()
    shown = at_least(report, "error")
    assert [f.rule for row in shown.documents[0].tables[0].rows for f in row.findings] == ["V03"]
    assert shown.documents[0].tables[0].findings == []
    assert shown.documents[0].verdict == "需修改"
    assert worst(report) == Severity.ERROR
    assert len(report.documents[0].tables[0].rows[1].findings) == 2


@pytest.mark.parametrize(
    ("rewrite", "expected"),
    [
        (Rewrite("copy", name="道路里程", target="≥3公里"), "道路里程｜≥3公里"),
        (Rewrite("unit", name="数量", comparator="＝", value="1", unit="辆"), "数量｜＝｜1｜辆"),
        (Rewrite("move", "时效指标", "按期率", "≥", "【待填：数值】", "%"), "时效指标：按期率｜≥｜【待填：数值】｜%"),
        (Rewrite("ask", name="满意度", note="请说明依据"), "满意度（请说明依据）"),
        (Rewrite("drop"), "可不设"),
    ],
)
def test_suggestion_is_one_line(rewrite: Rewrite, expected: str) -> None:
    assert one_line(rewrite) == expected
