"""The limits of the settings reach every reader, and say what they are."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from auditor import Settings, read_all

FORM = "一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,培训人次,≥500人次\n产出指标,质量指标,合格率,≥95%\n"
PAGE = "<html><table>" + "".join(f"<tr><td>{n}</td><td>甲</td></tr>" for n in range(9)) + "</table></html>"


def read(path: Path, **limits: int) -> list[str]:
    """Return the codes of the failures."""
    _, failures = read_all([path], Settings.model_validate({"limits": limits}))
    return [failure.code for failure in failures]


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "form.csv"
    path.write_text(FORM, encoding="utf-8")
    return path


@pytest.fixture
def package(tmp_path: Path) -> Path:
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("form.csv", FORM)
    path = tmp_path / "package.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("form.csv", FORM)
        archive.write(inner, "里层.zip")
    return path


def test_within_the_limits_a_file_is_read(form: Path) -> None:
    assert read(form) == []
    assert read(form, rows=3, cells=12) == []


@pytest.mark.parametrize(("limits", "code"), [({"rows": 2}, "R411"), ({"cells": 11}, "R412")])
def test_rows_and_cells_are_counted_in_every_format(form: Path, limits: dict[str, int], code: str) -> None:
    assert read(form, **limits) == [code]
    page = form.with_suffix(".html")
    page.write_text(PAGE, encoding="utf-8")
    assert read(page, **limits) == [code]


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * (1024 * 1024 + 1))
    assert read(path, file_size_mb=1) == ["R401"]


def test_a_package_in_a_package_is_named_and_the_rest_is_read(package: Path) -> None:
    submissions, failures = read_all([package])
    assert [len(table.rows) for submission in submissions for table in submission.tables] == [2]
    assert [(failure.path[-6:], failure.code) for failure in failures] == [("里层.zip"[-6:], "R406")]


def test_packages_stay_closed_where_the_settings_say_so(package: Path) -> None:
    _, failures = read_all([package], Settings.model_validate({"limits": {"nesting": 0}}))
    assert [(failure.code, "limits.nesting" in failure.message) for failure in failures] == [("R406", True)]
