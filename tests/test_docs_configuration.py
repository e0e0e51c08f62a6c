"""docs/configuration.md and docs/rules say what the program does, checked against it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor import cases
from auditor.reports import rule_pages
from auditor.rules import ignore_list, plugins
from auditor.rules.registry import all_rules, catalogue
from auditor.rules.ruleset import by_department
from auditor.settings import VARIANTS, Department, Settings
from auditor.settings.loading import tomllib

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE = (DOCS / "configuration.md").read_text(encoding="utf-8")
ARCHITECTURE = (DOCS / "architecture.md").read_text(encoding="utf-8")


def _blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def test_every_setting_is_described() -> None:
    for name in [*Settings.model_fields, *Department.model_fields]:
        assert f"`{name}`" in PAGE or f"[{name}]" in PAGE or f"[{name}." in PAGE, name


def test_every_variant_is_described() -> None:
    assert all(f"| `{name}` | {meaning} |" in PAGE for name, meaning in VARIANTS.items())


def test_the_example_is_valid() -> None:
    first, second = (tomllib.loads(block) for block in _blocks(PAGE, "toml"))
    assert by_department(Settings(**first)).of("县人民医院").ignored >= {"C07", "N09"}
    assert Settings(**second).plugins


def test_the_ignore_list_of_the_page_can_be_read(tmp_path: Path) -> None:
    (block,) = _blocks(PAGE, "csv")
    (tmp_path / "list.csv").write_text(block, encoding="utf-8")
    assert [entry.author for entry in ignore_list.read(tmp_path / "list.csv")] == ["王某"]


def test_the_rule_of_the_guide_does_what_its_cases_say(tmp_path: Path) -> None:
    section = ARCHITECTURE[ARCHITECTURE.index("### A rule of your own") :]
    (tmp_path / "sl01_dike_counted.py").write_text(_blocks(section, "python")[0], encoding="utf-8")
    (tmp_path / "SL01.toml").write_text(_blocks(section, "toml")[0], encoding="utf-8")
    settings = Settings(rewrites=False, plugins=(str(tmp_path),))
    given = cases.load(tmp_path)
    said = cases.run(given, [*all_rules(), *plugins.load(settings.plugins)], settings)
    assert [case.fires for case in given] == [True, False]
    assert [case.wrong(said[case.label]) for case in given] == ["", ""]


def test_the_rule_pages_are_those_of_the_rules() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "rules").glob("*")}
    assert written == rule_pages.pages(catalogue()), "python docs/write_rules.py"


def test_every_rule_has_a_section_to_which_the_index_leads() -> None:
    pages = rule_pages.pages(catalogue())
    for rule in catalogue():
        heading = f"## {rule.id} {rule.name}\n"
        assert heading in pages[f"{rule.family}.md"]
        assert f"({rule.family}.md#{rule_pages.anchor(rule)})" in pages["README.md"]
        assert re.fullmatch(r"[\w-]+", rule_pages.anchor(rule))


def test_every_threshold_stands_on_the_pages() -> None:
    pages = rule_pages.pages(catalogue())
    for rule in catalogue():
        for name, option in rule.options.items():
            assert f"`{name} = {option.default:g}`：{option.definition}" in pages[f"{rule.family}.md"]


@pytest.mark.parametrize("page", ["configuration.md", "architecture.md"])
def test_links_lead_to_files_and_headings(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        file, _, heading = target.partition("#")
        assert (DOCS / file).exists(), target
        if heading:
            body = (DOCS / file).read_text(encoding="utf-8") if file else text
            anchors = [
                re.sub(r"[、，：()（）]", "", line).lower().replace(" ", "-")
                for line in re.findall(r"^#+ (.+)$", body, re.MULTILINE)
            ]
            assert heading in anchors, target
