"""``auditor config``, ``rules --check``, ``--ignore-file`` and ``--approved`` as a user calls them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
TARGETS = "二级指标,三级指标,指标值\n数量指标,宣讲场次,≥12场\n社会效益指标,村民文化生活,有效改善\n"
RULE = """
from auditor.rules.rule import Rule, severities

def check(frame, options):
    return severities(warning=frame["name"].str.contains("宣讲", regex=False))

RULE = Rule(
    id="XC01", name="宣讲另报", slug="talks", looks_at="名称", severity="一律为警告", rationale="另有台账。",
    leaves_alone="其他。", advice="请删去。", source_class="tool", bad="宣讲", good="培训", message="“{name}”另报。", check=check,
)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "目标.csv").write_text(TARGETS, encoding="utf-8")
    return tmp_path


def _local_rule(folder: Path, cases: str) -> None:
    (folder / "rules").mkdir()
    (folder / "rules" / "xc01_talks.py").write_text(RULE, encoding="utf-8")
    (folder / "rules" / "XC01.toml").write_text(cases, encoding="utf-8")
    (folder / "auditor.toml").write_text('plugins = ["rules"]\n', encoding="utf-8")


def _findings(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_config_says_where_each_value_is_from(run: Run, folder: Path) -> None:
    (folder / "auditor.toml").write_text('fail_on = "never"\n[rules.V16]\nrate = 70\n', encoding="utf-8")
    result = run("config", "--show", "--select", "V", "--format", "json")
    found = {entry["name"]: (entry["value"], entry["source"]) for entry in json.loads(result.stdout)}
    assert result.exit_code == 0
    assert found["fail_on"] == ('"never"', "auditor.toml")
    assert found["select"] == ('["V"]', "命令行")
    assert found["rules.V16.rate"] == ("70", "auditor.toml")
    assert found["rules.V16.pass_rate"] == ("90", "默认")
    assert found["limits.pdf_pages"] == ("500", "默认")


def test_config_as_text_is_chinese(run: Run) -> None:
    text = run("config", "--format", "text").stdout
    assert all(word in text for word in ("配置项", "来自", "默认", "只用这些规则"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("unknown = 1", "C103"),
        ('[rules.V16]\nlevel = "bad"', "C403"),
        ('ignore_file = "absent.csv"', "C106"),
        ('plugins = ["absent"]', "C107"),
        ('[departments."水利局"]\nlevel = 1', "C103"),
        ('[selfeval]\nexclude = ["halves"]', "C103"),
    ],
)
def test_config_refuses_what_is_wrong(run: Run, folder: Path, content: str, code: str) -> None:
    (folder / "auditor.toml").write_text(content, encoding="utf-8")
    result = run("config")
    assert result.exit_code == 2
    assert f"[{code}]" in result.stderr


def test_rules_are_filtered_by_family_and_level(run: Run) -> None:
    def ids(*args: str) -> list[str]:
        return [rule["id"] for rule in json.loads(run("rules", "--format", "json", *args).stdout)]

    assert ids("--family", "g") == [i for i in ids() if i[0] == "G"] == ids("--level", "grading")
    assert {i[0] for i in ids("--level", "row")} == {"V", "N", "C"}
    assert ids("--family", "V", "--level", "grading") == []
    assert run("rules", "--family", "X").exit_code == 2


def test_local_rules_are_listed_explained_and_checked(run: Run, folder: Path) -> None:
    _local_rule(
        folder, '[[fires]]\nname = "宣讲场次"\ntarget = "≥3场"\n[[silent]]\nname = "培训场次"\ntarget = "≥3场"\n'
    )
    assert "XC01" in run("rules", "--format", "text").stdout
    assert "宣讲另报" in run("explain", "xc01").stdout
    checked = run("rules", "--check")
    assert (checked.exit_code, checked.stdout) == (0, "用例 2 个，不符 0 个。\n")


def test_a_case_that_fails_is_named(run: Run, folder: Path) -> None:
    _local_rule(
        folder,
        '[[fires]]\nname = "培训场次"\ntarget = "≥3场"\nwhy = "x"\n[[silent]]\nname = "宣讲场次"\ntarget = "≥3场"\n',
    )
    checked = run("rules", "--check")
    assert checked.exit_code == 1
    assert "应当报出，没有报出" in checked.stdout
    assert "不应报出，却报出了" in checked.stdout
    assert "不符 2 个" in checked.stdout


def test_check_without_cases_says_so(run: Run, folder: Path) -> None:
    assert "[C109]" in run("rules", "--check").stderr
    _local_rule(folder, "[[fires]")
    assert "[C108]" in run("rules", "--check").stderr


def test_an_ignore_file_sets_findings_aside_and_says_why(run: Run, folder: Path) -> None:
    before = _findings(run("audit", "目标.csv", "--format", "csv"))
    wanted = next(line for line in before if line["rule"] == "V03")
    assert wanted["suppressed"] == ""
    (folder / "忽略.csv").write_text(f"指纹,原因,经办人\n{wanted['fingerprint']},有评判标准,王某\n", encoding="utf-8")
    after = _findings(run("audit", "目标.csv", "--format", "csv", "--ignore-file", "忽略.csv"))
    assert {line["suppressed"] for line in after if line["rule"] == "V03"} == {"有评判标准（王某）"}
    assert [line for line in after if line["rule"] in ("I03", "I04")] == []
    text = run("audit", "目标.csv", "--format", "text", "--ignore-file", "忽略.csv").stdout
    assert "另有 1 处按忽略清单略去" in text


def test_what_is_set_aside_does_not_fail_a_call(run: Run, folder: Path) -> None:
    lines = _findings(run("audit", "目标.csv", "--format", "csv", "--fail-on", "info"))
    entries = "".join(f"{line['fingerprint']},已核对,王某\n" for line in lines if line["fingerprint"])
    (folder / "忽略.csv").write_text("指纹,原因,经办人\n" + entries, encoding="utf-8")
    assert run("audit", "目标.csv", "--fail-on", "info").exit_code == 1
    assert run("audit", "目标.csv", "--fail-on", "info", "--ignore-file", "忽略.csv").exit_code == 0


def test_approved_targets_that_cannot_be_read_are_named(run: Run) -> None:
    result = run("audit", "目标.csv", "--approved", "absent.docx", "--format", "csv")
    assert result.exit_code == 3
    assert "R101" in {line["rule"] for line in _findings(result)}
