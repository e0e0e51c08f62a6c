from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

import auditor
from auditor.schema import Report

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "reports"))

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run the program with arguments and standard input."""
    from auditor.cli import program

    def call(*args: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(program, args, input=stdin)

    return call


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Stand in for reading and judging: returns ``report`` and notes the settings that it was called with."""
    from sample_report import one_file

    seen = SimpleNamespace(report=one_file(), paths=None, settings=None)

    def audit(paths: Any, settings: Any = None, *, progress: Any = None) -> Report:
        seen.paths, seen.settings = paths, settings
        return seen.report

    def read_all(paths: Any, settings: Any = None) -> Any:
        seen.paths, seen.settings = paths, settings
        return [document.submission for document in seen.report.documents], seen.report.failures

    monkeypatch.setattr(auditor, "audit", audit)
    monkeypatch.setattr(auditor, "read_all", read_all)
    return seen
