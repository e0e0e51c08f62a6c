"""What both READMEs show is what the program prints.

``AUDITOR_UPDATE_README=1`` writes the fresh output into the console blocks; CI never sets it. A line ``…`` in a block
stands for omitted lines; when a block is rewritten, as many lines before and after it are kept as it had.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.cli import printing, program
from auditor.intake import extensions

ROOT = Path(__file__).resolve().parents[1]
UPDATE = "AUDITOR_UPDATE_README"
READMES = ("README.md", "README.zh-CN.md")
INSTALL_LINES = (
    "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/auditor audit examples/",
    "python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/pytest",
)
WIDTH = "100"
OMITTED = "…"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")


def text_of(readme: str) -> str:
    return (ROOT / readme).read_text(encoding="utf-8")


def shown(readme: str) -> list[tuple[str, list[str]]]:
    """Return each ``$`` line of the console blocks with the output lines below it."""
    found: list[tuple[str, list[str]]] = []
    for block in _BLOCK.findall(text_of(readme)):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = part.splitlines()
            found.append((command, _trimmed(lines)))
    return found


def _trimmed(lines: list[str]) -> list[str]:
    stripped = [line.rstrip() for line in lines]
    return "\n".join(stripped).strip("\n").split("\n")


def printed(command: str, patch: pytest.MonkeyPatch) -> list[str]:
    """Return what a terminal of 100 columns shows; ``| head -n N`` is the only pipe."""
    call, _, pipe = command.partition(" | ")
    patch.chdir(ROOT)
    patch.setenv("COLUMNS", WIDTH)
    patch.setenv("NO_COLOR", "1")
    patch.setattr(printing, "on_terminal", lambda: not pipe)
    name, *arguments = shlex.split(call)
    assert name == "auditor"
    result = CliRunner().invoke(program, arguments)
    assert result.exit_code in (0, 1), result.output
    lines = result.stdout.splitlines()
    if pipe:
        head, option, number = shlex.split(pipe)
        assert (head, option) == ("head", "-n")
        lines = lines[: int(number)]
    return _trimmed(lines)


def shortened(lines: list[str], like: list[str]) -> list[str]:
    """Leave out the lines that ``like`` leaves out."""
    if OMITTED not in like:
        return lines
    place = like.index(OMITTED)
    kept = len(like) - place - 1
    if place + kept >= len(lines):
        return lines
    return [*lines[:place], OMITTED, *lines[len(lines) - kept :]]


def refreshed(readme: str, patch: pytest.MonkeyPatch) -> str:
    """Return the text of a README with the output of today in its console blocks."""

    def block(match: re.Match[str]) -> str:
        parts = re.split(r"^\$ ", match[1], flags=re.MULTILINE)[1:]
        written = []
        for command, *lines in (part.splitlines() for part in parts):
            fresh = shortened(printed(command, patch), _trimmed(lines))
            written.append("\n".join([f"$ {command}", *fresh]) + "\n")
        return "```console\n" + "\n".join(written) + "```"

    return _BLOCK.sub(block, text_of(readme))


@pytest.mark.skipif(not os.environ.get(UPDATE), reason=f"only with {UPDATE}=1")
@pytest.mark.parametrize("readme", READMES)
def test_readme_is_rewritten(readme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (ROOT / readme).write_text(refreshed(readme, monkeypatch), encoding="utf-8", newline="\n")


@pytest.mark.parametrize(("command", "lines"), shown(READMES[0]), ids=lambda value: value if type(value) is str else "")
def test_shown_output_is_printed(command: str, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    if os.environ.get(UPDATE):
        pytest.skip("the READMEs are being rewritten")
    assert shortened(printed(command, monkeypatch), lines) == lines


def test_both_readmes_show_the_same_commands_and_output() -> None:
    assert shown(READMES[0]) == shown(READMES[1])
    assert 5 <= len(shown(READMES[0])) <= 7


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("line", INSTALL_LINES)
def test_each_install_line_is_a_code_block_of_its_own(readme: str, line: str) -> None:
    assert f"```\n{line}\n```" in text_of(readme).replace("```sh\n", "```\n")


@pytest.mark.parametrize("readme", READMES)
def test_both_readmes_have_the_same_sections_and_links(readme: str) -> None:
    other = READMES[1 - READMES.index(readme)]
    assert text_of(readme).count("\n## ") == text_of(other).count("\n## ")
    assert {*_LINK.findall(text_of(readme))} - {other} == {*_LINK.findall(text_of(other))} - {readme}


@pytest.mark.parametrize(
    "page",
    [
        *READMES,
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/architecture.md",
        "docs/codes.md",
        "docs/reading.md",
        "corpus/README.md",
    ],
)
def test_links_lead_to_files(page: str) -> None:
    folder = (ROOT / page).parent
    missing = [link for link in _LINK.findall(text_of(page)) if not (folder / link).exists()]
    assert not missing


@pytest.mark.parametrize(("readme", "today"), [("README.md", "Today: "), ("README.zh-CN.md", "现在：")])
def test_readme_names_the_formats_that_are_read(readme: str, today: str) -> None:
    sentence = text_of(readme).split(today, 1)[1].split("`-`", 1)[0]
    assert set(re.findall(r"`(\w+)`", sentence)) == set(extensions())


def test_auditing_the_examples_ends_with_1() -> None:
    result = CliRunner().invoke(program, ["audit", str(ROOT / "examples")])
    assert result.exit_code == 1


@pytest.mark.skipif(not os.environ.get("CI"), reason="only in CI")
def test_readmes_are_not_rewritten_in_ci() -> None:
    assert not os.environ.get(UPDATE)
