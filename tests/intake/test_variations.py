"""The same form saved another way is read the same: line ends, trailing white space, csv, Markdown, text around it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor import intake

FIXTURES = Path(__file__).with_name("fixtures")
TEXTS = sorted(p for p in FIXTURES.glob("*.txt"))
TABBED = [p for p in TEXTS if p.name.startswith("tsv_")]


def read(form: Path) -> list[tuple[str, ...]]:
    fields = (
        "department",
        "year",
        "project",
        "first_tier",
        "second_tier",
        "name",
        "target",
        "actual",
        "weight",
        "score",
    )
    rows = [(table.table_no, row) for table in intake.read(form).tables for row in table.rows]
    return [(str(number), *("".join(getattr(row, f).split()) for f in fields), str(row.used)) for number, row in rows]


def as_csv(text: str) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(line.split("\t") for line in text.split("\n"))
    return out.getvalue()


def as_markdown(text: str) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        cells = line.split("\t")
        opened = bool(lines) and lines[-1].startswith("|")
        if len(cells) == 1:
            lines += ["", line] if opened else [line]
        else:
            lines.append(f"| {' | '.join(cells)} |")
            lines += [] if opened else ["|" + "---|" * len(cells)]
    return "\n".join(lines)


AROUND: dict[str, Callable[[str], str]] = {
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
    "trailing spaces": lambda text: text.replace("\n", "  \n"),
    "ideographic spaces": lambda text: text.replace("\n", "\u3000\n"),
    "a letter above": lambda text: "各单位：\n现将有关材料报送如下，请审阅。\n\n" + text,
    "a foot below": lambda text: text.rstrip("\n") + "\n\n注：本表由项目单位填写，逾期不予受理。\n联系人：李某\n",
}
TABS: dict[str, tuple[str, Callable[[str], str]]] = {
    "csv": ("csv", as_csv),
    "markdown": ("md", as_markdown),
    "blank lines": ("txt", lambda text: text.replace("\n", "\n\n")),
    "a tab more": ("txt", lambda text: "\n".join(f"{s}\t" if "\t" in s else s for s in text.split("\n"))),
    "a tab before": ("txt", lambda text: "\n".join(f"\t{s}" if "\t" in s else s for s in text.split("\n"))),
}


@pytest.mark.parametrize("change", AROUND)
@pytest.mark.parametrize("form", TEXTS, ids=lambda p: p.name)
def test_white_space_and_text_around_change_nothing(form: Path, change: str, tmp_path: Path) -> None:
    other = tmp_path / form.name
    other.write_bytes(AROUND[change](form.read_text(encoding="utf-8")).encode())
    assert read(other) == read(form)


@pytest.mark.parametrize("change", TABS)
@pytest.mark.parametrize("form", TABBED, ids=lambda p: p.name)
def test_another_format_changes_nothing(form: Path, change: str, tmp_path: Path) -> None:
    suffix, write = TABS[change]
    other = tmp_path / f"other.{suffix}"
    other.write_bytes(write(form.read_text(encoding="utf-8")).encode())
    assert read(other) == read(form)
