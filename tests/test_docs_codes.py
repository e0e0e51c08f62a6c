"""docs/codes.md explains every code that the program can say, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.reports import notices
from auditor.settings import COLUMNS, FileLimits, Settings

ROOT = Path(__file__).resolve().parents[1]
CODE = re.compile(r'"([RCM]\d{3}|[EI]\d{2})"')
ENTRY = re.compile(r"^\| ([A-Z]\d{2,3}) \|", re.MULTILINE)


def text_of(page: str) -> str:
    return (ROOT / "docs" / page).read_text(encoding="utf-8")


def said() -> set[str]:
    return {code for path in (ROOT / "auditor").rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))}


def test_every_code_is_listed_once_and_every_listed_code_is_said() -> None:
    listed = ENTRY.findall(text_of("codes.md"))
    assert sorted(listed) == sorted(said())


def test_every_notice_has_a_name() -> None:
    assert {code for code in said() if code[0] in "EI"} == set(notices._NAMES)


def test_the_limits_and_columns_of_the_settings_are_described() -> None:
    page = text_of("reading.md")
    for name, field in FileLimits.model_fields.items():
        least, most = (getattr(bound, side) for bound, side in zip(field.metadata, ("ge", "le"), strict=True))
        assert f"| `{name}` | {field.default:,} | {least:,} – {most:,} |" in page
    assert [name for name in COLUMNS if name not in page] == []


@pytest.mark.parametrize("page", ["codes.md", "reading.md"])
def test_links_lead_to_files_and_headings(page: str) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", text_of(page)):
        file, _, heading = target.partition("#")
        assert (ROOT / "docs" / file).exists(), target
        if heading:
            assert re.search(rf"^#+ {heading}$", text_of(file or page), re.MULTILINE), target


def test_the_configuration_that_is_shown_is_valid() -> None:
    from auditor.settings.loading import tomllib

    for block in re.findall(r"```toml\n(.*?)```", text_of("reading.md"), re.DOTALL):
        Settings(**tomllib.loads(block))
