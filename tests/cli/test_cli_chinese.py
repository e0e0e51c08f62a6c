"""Help pages and error messages are Chinese throughout."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable

import click
import pytest
from click.testing import Result

from auditor.cli import program
from auditor.reports.wrapping import columns, wrapped

Run = Callable[..., Result]

COMMANDS = ("audit", "extract", "classify", "rewrite", "rules", "explain", "config", "train", "evaluate")
ENGLISH = re.compile(
    r"usage|options?\b|commands?\b|argument|show this|and exit|default|required|missing|invalid|no such|"
    r"(?-i:TEXT|PATH|FILENAME)|\btry\b|error:",
    re.IGNORECASE,
)


def test_commands_are_those_of_the_contract() -> None:
    assert tuple(program.commands) == COMMANDS


@pytest.mark.parametrize("args", [(), *((name,) for name in COMMANDS)])
def test_help_is_chinese_throughout(run: Run, args: tuple[str, ...]) -> None:
    result = run(*args, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"用法：auditor{' ' * bool(args)}{' '.join(args)} ")
    assert "显示帮助后退出。" in result.stdout
    assert not ENGLISH.search(re.sub(r"--[a-z-]+|\[[a-z|]+\]", "", result.stdout))


@pytest.mark.parametrize("args", [(), *((name,) for name in COMMANDS)])
def test_help_fits_eighty_columns(run: Run, args: tuple[str, ...]) -> None:
    assert all(columns(line) <= 80 for line in run(*args, "--help").stdout.splitlines())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_and_command_is_described_in_chinese(name: str) -> None:
    command = program.commands[name]
    described = [command.help, *(p.help for p in command.params if isinstance(p, click.Option))]
    assert all(text and any("CJK" in unicodedata.name(c, "") for c in text) for text in described)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("audit", "x.csv", "--formt", "json"), "没有选项 --formt。是不是要写 --format？"),
        (("audit", "x.csv", "-q"), "没有选项 -q。"),
        (("--quiet",), "没有选项 --quiet。"),
        (("audti",), "没有命令 audti。是不是要写 audit？"),
        (("audit",), "缺少参数 路径…。"),
        (("explain",), "缺少参数 规则。"),
        (("audit", "x.csv", "--format", "pdf"), "选项 --format 的取值有误：“pdf”不在可选范围内"),
        (("audit", "x.csv", "--fail-on", "fatal"), "可选：error、warning、info、never。"),
        (("audit", "x.csv", "--format"), "选项 --format 需要一个取值。"),
        (("audit", "x.csv", "--no-rewrites=1"), "选项 --no-rewrites 不带取值。"),
        (("audit", "x.csv", "--columns", "指标值"), "“指标值”应写成 列=表头"),
        (("explain", "V03", "V04"), "多余的参数：V04。"),
        (("classify", "没有.csv"), "[R101]"),
    ],
)
def test_wrong_calls_are_explained_in_chinese(run: Run, args: tuple[str, ...], message: str) -> None:
    result = run(*args)
    assert message in result.stderr
    assert result.stdout == ""
    assert not ENGLISH.search(re.sub(r"--?[a-z-]+|可选：.*", "", result.stderr))
    assert result.exit_code == (3 if "R101" in message else 2)


def test_no_command_prints_the_help_on_standard_error(run: Run) -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("用法：auditor [选项] 命令")


def test_version(run: Run) -> None:
    from auditor import __version__

    assert run("--version").stdout == f"auditor {__version__}\n"


def test_wrapping_keeps_words_and_closing_marks() -> None:
    assert wrapped("审核 auditor.toml 文件，然后退出。", 12) == ["审核", "auditor.toml", "文件，然后退", "出。"]
    assert wrapped("一行\n两行 and\nthree", 80) == ["一行两行 and three"]
    assert wrapped("", 10) == []


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from auditor.cli import program; program.main(['audit', '--help'], standalone_mode=False); "
        "heavy = {'pandas', 'numpy', 'rich', 'sklearn', 'pydantic', 'jieba', 'scipy'} & set(sys.modules); "
        "sys.exit(','.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
