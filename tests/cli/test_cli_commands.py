from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import Result

import auditor
from auditor.cli.progress import progress
from auditor.cli.standard_input import Inputs
from auditor.errors import ConfigurationError, ReadingError
from auditor.language.segment import Tokenizer
from auditor.schema import Failure, Report
from auditor.settings import Settings

Run = Callable[..., Result]

FAILURE = Failure("坏.docx", "R101", "文件已损坏。", "请重新导出。")


def test_audit_prints_json_into_a_pipe(run: Run, library: SimpleNamespace) -> None:
    result = run("audit", "a.docx", "b.xlsx")
    assert json.loads(result.stdout)["schema"] == "auditor-report/1"
    assert result.stderr == ""
    assert library.paths == ("a.docx", "b.xlsx")


@pytest.mark.parametrize(
    ("format_", "start"),
    [
        ("text", "园林/行道树.docx"),
        ("json", "{\n"),
        ("jsonl", '{"schema"'),
        ("csv", "document,"),
        ("rows", "document,"),
    ],
)
def test_audit_formats(run: Run, library: SimpleNamespace, format_: str, start: str) -> None:
    assert run("audit", "a.docx", "--format", format_).stdout.startswith(start)


def test_audit_hands_options_to_the_settings(run: Run, library: SimpleNamespace) -> None:
    args = "a.docx --select V03,N01 --select C --ignore V15 --tokenizer jieba --no-rewrites --min-severity warning"
    run("audit", *args.split(), "--columns", "指标值=年度 目标值，三级指标=考核内容")
    assert library.settings == Settings(
        select=("V03", "N01", "C"),
        ignore=("V15",),
        tokenizer=Tokenizer.JIEBA,
        columns={"指标值": "年度 目标值", "三级指标": "考核内容"},
        rewrites=False,
        min_severity="warning",
    )


def test_options_that_are_not_given_are_left_to_the_settings(
    run: Run, library: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("audit", "a.docx")
    assert library.settings == Settings()
    (tmp_path / "auditor.toml").write_text('fail_on = "never"\nmin_severity = "warning"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("audit", "a.docx", "--min-severity", "error").exit_code == 0
    assert library.settings == Settings(fail_on="never", min_severity="error")


@pytest.mark.parametrize(
    ("fail_on", "failures", "code"),
    [
        ("error", [], 1), ("never", [], 0), ("info", [], 1), ("never", [FAILURE], 3), ("error", [FAILURE], 3),
    ],
)  # fmt: skip
def test_exit_codes_of_audit(
    run: Run, library: SimpleNamespace, fail_on: str, failures: list[Failure], code: int
) -> None:
    library.report = replace(library.report, failures=failures)
    assert run("audit", "a.docx", "--fail-on", fail_on).exit_code == code


def test_hidden_findings_still_decide_the_exit_code(run: Run, library: SimpleNamespace) -> None:
    for row in library.report.documents[0].tables[0].rows:
        row.findings = row.findings[1:]
    library.report.documents[0].findings = []
    result = run("audit", "a.docx", "--min-severity", "error", "--fail-on", "warning", "--format", "csv")
    assert result.stdout.count("\n") == 2  # the head and the reading notice
    assert result.exit_code == 1
    assert run("audit", "a.docx").exit_code == 0


def test_nothing_found_leaves_with_zero(run: Run, library: SimpleNamespace) -> None:
    library.report = Report()
    assert run("audit", "a.docx", "--fail-on", "info").exit_code == 0


@pytest.mark.parametrize(("error", "code"), [(ConfigurationError, 2), (ReadingError, 3)])
def test_errors_of_the_library_become_messages(
    run: Run, library: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, error: type, code: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error("X001", "没有规则 V99。", "请核对。")

    monkeypatch.setattr(auditor, "audit", fail)
    result = run("audit", "a.docx")
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", "错误：[X001] 没有规则 V99。 请核对。\n")


def test_a_crash_is_not_taken_for_findings(run: Run, library: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auditor, "audit", lambda *_, **__: 1 / 0)
    result = run("audit", "a.docx")
    assert result.exit_code == 70
    assert "程序内部错误" in result.stderr


def test_unread_files_are_named_on_standard_error(run: Run, library: SimpleNamespace) -> None:
    library.report = replace(library.report, failures=[FAILURE])
    for command in ("audit", "rewrite", "extract"):
        result = run(command, "坏.docx")
        assert "未读取 坏.docx：[R101] 文件已损坏。 请重新导出。" in result.stderr
        assert result.exit_code == 3
    assert run("audit", "坏.docx", "--format", "text").stderr == ""


def test_a_csv_file_has_a_byte_order_mark_and_a_pipe_has_none(
    run: Run, library: SimpleNamespace, tmp_path: Path
) -> None:
    for command, format_ in (("audit", "rows"), ("audit", "csv"), ("extract", "csv"), ("rewrite", "csv")):
        target = tmp_path / f"{command}-{format_}.csv"
        assert run(command, "a.docx", "--format", format_, "--output", str(target)).stdout == ""
        assert target.read_bytes().startswith(b"\xef\xbb\xbfdocument,")
        assert run(command, "a.docx", "--format", format_).stdout_bytes.startswith(b"document,")


def test_format_follows_the_suffix_of_the_output_file(run: Run, library: SimpleNamespace, tmp_path: Path) -> None:
    for name, start in {"r.json": "{\n", "r.txt": "园林", "r.jsonl": '{"schema"'}.items():
        run("audit", "a.docx", "--output", str(tmp_path / name))
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_output_that_cannot_be_written(run: Run, library: SimpleNamespace, tmp_path: Path) -> None:
    for target in (tmp_path, tmp_path / "没有" / "r.json"):
        result = run("audit", "a.docx", "--output", str(target))
        assert result.exit_code == 2
        assert "[C301]" in result.stderr


@pytest.mark.parametrize(
    ("command", "name", "start"),
    [("extract", "r.json", "{"), ("rewrite", "r.txt", "园林"), ("classify", "r.json", "["), ("rules", "r.json", "[")],
)
def test_every_command_looks_at_the_suffix(
    run: Run, library: SimpleNamespace, tmp_path: Path, command: str, name: str, start: str
) -> None:
    names = tmp_path / "names.txt"
    names.write_text("培训人次\n", encoding="utf-8")
    given = [] if command == "rules" else [str(names)]
    assert run(command, *given, "--output", str(tmp_path / name)).exit_code in (0, 1)
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


@pytest.mark.parametrize(
    ("command", "name"),
    [("audit", "r.xlsy"), ("extract", "r.txt"), ("rewrite", "r.jsonl"), ("rules", "r.csv"), ("classify", "r.txt")],
)
def test_a_suffix_that_fits_no_format_is_refused_before_any_work(
    run: Run, library: SimpleNamespace, tmp_path: Path, command: str, name: str
) -> None:
    given = [] if command == "rules" else ["missing.docx"]
    result = run(command, *given, "--output", str(tmp_path / name))
    assert (result.exit_code, "[C304]" in result.stderr, "--format" in result.stderr) == (2, True, True)


def test_an_output_that_cannot_be_written_is_refused_before_any_work(
    run: Run, library: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(auditor, "audit", lambda *_, **__: 1 / 0)
    result = run("audit", "a.docx", "--output", str(tmp_path / "没有" / "r.json"))
    assert (result.exit_code, "文件夹不存在" in result.stderr) == (2, True)


@pytest.mark.parametrize("command", ["audit", "extract", "rewrite"])
def test_an_empty_path_is_not_the_working_folder(run: Run, library: SimpleNamespace, command: str) -> None:
    result = run(command, "")
    assert (result.exit_code, "路径是空的" in result.stderr) == (2, True)


def test_extract(run: Run, library: SimpleNamespace) -> None:
    assert run("extract", "a.docx").exit_code == 0
    record = json.loads(run("extract", "a.docx", "--format", "json").stdout)
    assert record["schema"] == "auditor-submission/1"
    assert record["submissions"][0]["kinds"] == ["target", "grading", "task_list"]


def test_rewrite_asks_for_suggestions(run: Run, library: SimpleNamespace) -> None:
    record = json.loads(run("rewrite", "a.docx").stdout)
    assert [row["row_no"] for row in record["rows"]] == [2]
    assert library.settings.rewrites is True
    assert run("rewrite", "a.docx", "--format", "text").stdout.count("【待填：数值】") == 2


def test_no_progress_bar_without_a_terminal() -> None:
    with progress(Inputs(())) as callback:
        assert callback is None


def test_progress_bar_goes_to_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress(Inputs(())) as callback:
        assert callback is not None
        callback(1, 2, "甲[bold].docx")
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "审核" in shown.err


def test_classify_keeps_order_and_reads_both_kinds_of_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = _stub_classifier(monkeypatch)
    result = run("classify", "-", stdin="出勤率\n\n培训班次\n")
    assert [line["name"] for line in csv.DictReader(io.StringIO(result.stdout))] == ["出勤率", "培训班次"]
    assert rows == [("出勤率", "", "", ""), ("培训班次", "", "", "")]
    head = "\ufeff序号,三级指标,指标值,计量单位\n1,出勤率,≥95,%\n2,培训班次\n,,,\n"
    result = run("classify", "-", stdin=head.encode("utf-8"))
    assert rows[2:] == [("出勤率", "", "≥95", "%"), ("培训班次", "", "", "")]
    record = json.loads(run("classify", "-", "--format", "json", stdin="出勤率".encode("gb18030")).stdout)
    assert record[0]["predicted_tier"] == "质量指标"
    assert run("classify", "-", stdin=b"\xff\xfe\x00\x00").exit_code == 3


def test_evaluate_counts_only_lines_with_an_answer(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _stub_classifier(monkeypatch)
    labelled = tmp_path / "answers.csv"
    labelled.write_text("name,second_tier\n出勤率,质量指标\n培训班次,\n合格率,数量指标\n", encoding="utf-8")
    result = run("evaluate", str(labelled), "--format", "json")
    assert json.loads(result.stdout)["rows"] == 2
    assert "1 行没有可用的答案" in result.stderr
    labelled.write_text("name\n出勤率\n", encoding="utf-8")
    assert run("evaluate", str(labelled)).exit_code == 2


def _stub_classifier(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str, str]]:
    from auditor.categories import classifier
    from auditor.schema import Prediction

    seen: list[tuple[str, str, str, str]] = []

    def predict(rows: list[tuple[str, str, str, str]]) -> list[Prediction]:
        seen.extend(rows)
        return [Prediction("质量指标", 0.9, "数量指标", ("率",)) for _ in rows]

    stub = SimpleNamespace(predict=predict, classes_=["数量指标", "质量指标"])
    monkeypatch.setattr(classifier, "load", lambda: stub)
    return seen
