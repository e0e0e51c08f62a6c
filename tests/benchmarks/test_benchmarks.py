"""Every benchmark runs on tiny input and prints its ratios; no time is asserted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from auditor.intake.formats import office

FOLDER = Path(__file__).parents[2] / "benchmarks"
CASES = [
    ("read_xlsx.py", ["--rows", "40", "--rounds", "1"], 2),
    ("read_docx.py", ["--pages", "2", "--rounds", "1"], 1),
    ("audit.py", ["--rows", "40"], 1),
    ("rules.py", ["--rows", "40"], 2),
]


def run(script: str, *options: str) -> str:
    done = subprocess.run(
        [sys.executable, str(FOLDER / script), *options],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("script", "options", "ratios"), CASES, ids=[case[0] for case in CASES])
def test_prints_its_ratios(script: str, options: list[str], ratios: int) -> None:
    assert run(script, *options).count("\nratio ") == ratios


def test_conversion_runs_or_says_why_not() -> None:
    printed = run("convert_doc.py", "--files", "2", "--pages", "1", "--rounds", "1")
    assert ("\nratio " if office.program() else "skipped") in printed


def test_every_benchmark_is_described() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    scripts = {path.name for path in FOLDER.glob("*.py") if "__main__" in path.read_text(encoding="utf-8")}
    assert scripts == {case[0] for case in CASES} | {"convert_doc.py"}
    assert all(f"`python benchmarks/{name}`" in text for name in scripts)
