"""The commands against the real library, on the examples that travel with the project."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result

from auditor.reports.published import report_schema
from auditor.reports.rows import AUDIT_COLUMNS, EXTRACT_COLUMNS

Run = Callable[..., Result]

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ONE = str(EXAMPLES / "self_evaluation.txt")
GOOD = str(EXAMPLES / "good_project.txt")


def findings(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_report_on_the_examples_satisfies_the_published_schema(run: Run) -> None:
    report = json.loads(run("audit", str(EXAMPLES)).stdout)
    jsonschema.validate(report, report_schema(), cls=jsonschema.Draft202012Validator)
    assert {"self_evaluation.txt", "flat_export.csv"} <= {document["path"] for document in report["documents"]}
    assert report["summary"]["used_rows"] > 0


@pytest.mark.parametrize("format_", ["text", "json", "jsonl", "csv", "rows"])
def test_every_format_holds_the_rows_that_were_found_fault_with(run: Run, format_: str) -> None:
    result = run("audit", ONE, "--format", format_)
    assert result.exit_code == 1
    assert "V03" in result.stdout
    assert result.stderr == ""


def test_rows_have_the_columns_of_the_contract_and_extract_the_first_of_them(run: Run) -> None:
    rows = list(csv.reader(io.StringIO(run("audit", ONE, "--format", "rows").stdout)))
    extracted = list(csv.reader(io.StringIO(run("extract", ONE).stdout)))
    assert tuple(rows[0]) == EXTRACT_COLUMNS + AUDIT_COLUMNS
    assert [row[: len(EXTRACT_COLUMNS)] for row in rows] == extracted


def test_select_and_ignore_take_ids_slugs_and_families(run: Run) -> None:
    def rules(*args: str) -> set[str]:
        return {line["rule"] for line in findings(run("audit", ONE, "--no-rewrites", "--format", "csv", *args))}

    everything = rules()
    assert {"V03", "N01"} <= everything
    assert rules("--select", "V03") == rules("--select", "unmeasurable-target") == {"V03"}
    assert rules("--select", "V") == {rule for rule in everything if rule.startswith("V")}
    assert rules("--ignore", "N", "--ignore", "V03") == {r for r in everything if r[0] != "N"} - {"V03"}


@pytest.mark.parametrize("args", [("--select", "V99"), ("--ignore", "Q"), ("--select", "V03,没有")])
def test_an_unknown_rule_is_a_wrong_call(run: Run, args: tuple[str, ...]) -> None:
    result = run("audit", ONE, *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "[C402]" in result.stderr


def test_min_severity_hides_and_fail_on_decides(run: Run) -> None:
    lines = findings(run("audit", ONE, "--format", "csv", "--min-severity", "error"))
    assert {line["severity"] for line in lines} == {"error"}
    assert run("audit", ONE, "--fail-on", "never").exit_code == 0
    assert run("audit", GOOD).exit_code == 0


def test_suggestions_can_be_left_out(run: Run) -> None:
    assert "草案①" in run("audit", ONE, "--format", "text").stdout
    assert "草案" not in run("audit", ONE, "--format", "text", "--no-rewrites").stdout


def test_a_misread_header_can_be_told(run: Run, tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("一级指标,二级指标,三级指标,目标甲\n产出指标,数量指标,培训人次,≥30人次\n", encoding="utf-8")
    (line,) = findings(run("extract", str(odd), "--columns", "指标值=目标甲"))
    assert line["target"] == "≥30人次"


def test_unread_files_do_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "乱.txt").write_bytes(bytes(range(256)))
    (tmp_path / "图.zip").write_bytes(b"PK")
    result = run("audit", str(tmp_path), "没有.txt", ONE)
    report = json.loads(result.stdout)
    assert result.exit_code == 3
    assert [d["path"] for d in report["documents"]] == [ONE]
    assert {f["path"] for f in report["failures"]} == {"空.txt", "乱.txt", "图.zip", "没有.txt"}
    assert all(f"未读取 {f['path']}：[{f['code']}] {f['message']}" in result.stderr for f in report["failures"])


def test_a_file_without_table_is_unread_when_named_and_noticed_in_a_folder(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "通知.txt"
    letter.write_text("关于报送绩效目标的通知\n请各单位按时报送。\n", encoding="utf-8")
    named, inside = run("audit", str(letter), "--format", "csv"), run("audit", str(tmp_path), "--format", "csv")
    assert ([line["rule"] for line in findings(named)], named.exit_code) == (["E02"], 3)
    assert ([line["rule"] for line in findings(inside)], inside.exit_code) == (["E03"], 0)
    assert "没有读到指标表" in run("audit", str(tmp_path), "--format", "text").stdout


@pytest.mark.parametrize("command", ["audit", "extract", "rewrite"])
def test_a_folder_without_files_is_told(run: Run, tmp_path: Path, command: str) -> None:
    result = run(command, str(tmp_path))
    assert (result.exit_code, result.stderr) == (0, "没有找到可以读取的文件：文件夹是空的，或只有临时文件。\n")


def test_classify_and_rewrite_agree_with_the_library(run: Run) -> None:
    lines = findings(run("classify", "-", stdin="验收合格率\n"))
    assert lines[0]["predicted_tier"] == "质量指标"
    rewrites = json.loads(run("rewrite", ONE, "--format", "json").stdout)
    assert rewrites["rows"]
    assert all(row["rewrites"] for row in rewrites["rows"])


def test_rules_and_explain_print_the_catalogue(run: Run) -> None:
    listed = json.loads(run("rules", "--format", "json").stdout)
    assert "V03" in {rule["id"] for rule in listed}
    for name in ("V03", "v03", "unmeasurable-target", "定性值无评判标准"):
        assert run("explain", name).stdout.startswith("V03 定性值无评判标准（unmeasurable-target）")


@pytest.mark.parametrize(
    ("asked", "hint"), [("定性值", "V03 定性值"), ("unmeasurable-targets", "V03"), ("~", "auditor rules")]
)
def test_explain_helps_to_find_the_rule(run: Run, asked: str, hint: str) -> None:
    result = run("explain", asked)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "[C402]" in result.stderr
    assert hint in result.stderr


def test_two_runs_give_the_same_bytes(run: Run) -> None:
    """The second in a process of its own, so that neither hash seeds nor caches can matter."""
    args = ["audit", str(EXAMPLES), "--format", "json"]
    code = "from auditor.cli import main; main()"
    again = subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, check=False, env={**os.environ, "PYTHONHASHSEED": "7"}
    )
    assert run(*args).stdout_bytes == again.stdout
    assert again.returncode == 1


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    code = "from auditor.cli import main; main()"
    args = [sys.executable, "-c", code, "extract", str(EXAMPLES), "--format", "json"]
    with subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(1)
        process.stdout.close()
        assert (process.wait(), process.stderr.read()) == (0, b"")


@pytest.mark.parametrize("column", ["指标值", "评分标准"])
def test_a_header_that_stands_nowhere_is_told(run: Run, column: str) -> None:
    found = findings(run("audit", GOOD, "--columns", f"{column}=不存在的表头", "--format", "csv"))
    told = [line for line in found if line["rule"] == "E04"]
    assert [(line["severity"], "不存在的表头" in line["message"]) for line in told] == [
        ("info" if column == "指标值" else "warning", True)
    ]


def test_a_header_that_was_found_is_not_mentioned(run: Run) -> None:
    assert "E04" not in run("audit", GOOD, "--columns", "指标值=指标值", "--format", "csv").stdout


def test_several_departments_in_one_file_get_a_table(run: Run) -> None:
    export = str(EXAMPLES / "flat_export.csv")
    assert "各部门" in run("audit", export, "--format", "text").stdout
    assert "各部门" not in run("audit", GOOD, "--format", "text").stdout


def test_a_long_table_is_cut_on_the_terminal_and_complete_in_a_file(run: Run, tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    lines = "".join(f"产出指标,质量指标,第{n}批工作完成率,100%\n" for n in range(300))
    export.write_text(f"一级指标,二级指标,三级指标,指标值\n{lines}", encoding="utf-8")
    shown = run("audit", str(export), "--format", "text").stdout
    assert "只列前 200 行，还有 100 行有问题" in shown.replace("\n", "")
    assert len(findings(run("audit", str(export), "--format", "rows"))) == 300


def test_own_reports_and_the_configuration_in_a_folder_are_left_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "form.txt").write_bytes(Path(ONE).read_bytes())
    (tmp_path / "auditor.toml").write_text("rewrites = false\n", encoding="utf-8")
    for command, name in (
        ("audit", "a.json"), ("audit", "a.jsonl"), ("audit", "a.csv"), ("audit", "a.txt"),
        ("extract", "e.csv"), ("extract", "e.json"), ("rewrite", "r.csv"), ("rewrite", "r.json"),
    ):  # fmt: skip
        run(command, ONE, "--output", str(tmp_path / name))
    run("classify", str(EXAMPLES / "flat_export.csv"), "--output", str(tmp_path / "c.csv"))
    report = json.loads(run("audit", str(tmp_path)).stdout)
    notices = {document["path"]: [n["code"] for n in document["notices"]] for document in report["documents"]}
    assert notices.pop("form.txt") == []
    assert len(notices) == 9
    assert set(map(tuple, notices.values())) == {("E05",)}
    assert report["failures"] == []
    shown = run("audit", str(tmp_path), "--format", "text").stdout
    assert "form.txt ━" in shown
    assert shown.count("已跳过本工具生成的报告") == 9


def test_hidden_findings_are_not_called_no_problem(run: Run) -> None:
    shown = run("audit", ONE, "--format", "text", "--min-severity", "error").stdout
    assert "行没有错误" in shown
    assert "行未见问题" not in shown
    assert "警告 0" not in shown
    rows = csv.DictReader(io.StringIO(run("audit", ONE, "--format", "rows", "--min-severity", "error").stdout))
    assert all(line["findings"] or not line["rewrites"] for line in rows)


def test_a_template_without_rows_is_told_from_a_file_without_table(run: Run, tmp_path: Path) -> None:
    template = tmp_path / "空白表.csv"
    template.write_text("三级指标,指标值\n", encoding="utf-8")
    result = run("audit", str(template), "--format", "csv")
    assert [line["rule"] for line in findings(result)] == ["E02", "E06"]
    assert "只有表头" in result.stdout


def test_a_finding_on_an_export_counts_for_its_own_department(run: Run, tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    rows = "甲局,宣讲,产出指标,数量指标,宣讲场次,≥5场\n" * 2 + "乙局,修路,产出指标,数量指标,修路里程,≥5公里\n"
    export.write_text(f"主管部门,项目名称,一级指标,二级指标,三级指标,指标值\n{rows}", encoding="utf-8")
    found = findings(run("audit", str(export), "--format", "csv", "--select", "T02"))
    assert [(line["department"], line["project"]) for line in found] == [("甲局", "宣讲")]
    summary = json.loads(run("audit", str(export), "--select", "T02").stdout)["summary"]
    assert [(d["department"], d["findings_by_rule"]) for d in summary["departments"]] == [
        ("乙局", {}),
        ("甲局", {"T02": 1}),
    ]
