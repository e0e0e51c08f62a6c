"""``-`` as a path: standard input is read as what it is and reported as ``-``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from auditor.cli.standard_input import extension, taken

Run = Callable[..., Result]

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.parametrize("name", ["flat_export.csv", "self_evaluation.txt"])
def test_standard_input_gives_what_the_file_gives(run: Run, name: str) -> None:
    def lines(result: Result) -> list[dict[str, str]]:
        return [{**line, "document": ""} for line in csv.DictReader(io.StringIO(result.stdout))]

    piped = run("extract", "-", stdin=(EXAMPLES / name).read_bytes())
    assert {line["document"] for line in csv.DictReader(io.StringIO(piped.stdout))} == {"-"}
    assert lines(piped) == lines(run("extract", str(EXAMPLES / name)))


@pytest.mark.parametrize("command", ["audit", "rewrite", "extract"])
@pytest.mark.parametrize("content", [b"", "绩效工作通知".encode()])
def test_standard_input_without_a_table_is_named(run: Run, command: str, content: bytes) -> None:
    result = run(command, "-", "--format", "json", stdin=content)
    assert result.exit_code == 3
    assert result.stderr.startswith("未读取 -：[")
    assert "auditor-" not in result.stdout.replace('"auditor-re', "").replace('"auditor-su', "") + result.stderr
    assert [failure["path"] for failure in json.loads(result.stdout)["failures"]] == ["-"]


def test_standard_input_stands_once(run: Run) -> None:
    result = run("audit", "-", "-", stdin=b"")
    assert result.exit_code == 2
    assert "[C305]" in result.stderr


def test_the_temporary_file_is_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x")))
    with taken(["a.csv", "-"]) as inputs:
        assert inputs.paths == ("a.csv", inputs.spool)
        assert Path(inputs.spool).read_bytes() == b"x"
        assert (inputs.shown(inputs.spool), inputs.shown("a.csv")) == ("-", "a.csv")
    assert not Path(inputs.spool).exists()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "doc"),
        (b"PK\x03\x04 xl/workbook.xml", "xlsx"),
        (b"PK\x03\x04 word/document.xml", "docx"),
        (b"\n<!DOCTYPE html><html>", "html"),
        ("项目名称,三级指标,指标值\n甲,乙,1\n".encode("gb18030"), "csv"),
        ("附件1,,\n一级指标,三级指标,指标值\n".encode("utf-8-sig"), "csv"),
        ("一级指标\t三级指标\t指标值\n".encode(), "txt"),
        ("培训、会议,三级指标要细化\n".encode(), "txt"),
        (b"\x00\x01\x02", "txt"),
        (b"", "txt"),
    ],
)
def test_content_names_the_file(content: bytes, expected: str) -> None:
    assert extension(content) == expected
