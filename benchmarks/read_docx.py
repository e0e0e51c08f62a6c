"""A long docx of forms: file → grids, against a bare lxml walk over the same tables."""

from __future__ import annotations

import argparse
import tempfile
import zipfile
from pathlib import Path

import exports
import timing
from lxml import etree

from auditor.intake.formats import docx
from auditor.intake.safety import Limits

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROWS_OF_A_PAGE = 14


def main() -> None:
    """Make the document, read it in both ways, print the ratio."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=200)
    options.add_argument("--rounds", type=int, default=5)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "forms.docx", asked.pages)
        rows = len(_walk(path))
        ours = timing.seconds(lambda: docx.read(path, Limits()), asked.rounds)
        bare = timing.seconds(lambda: _walk(path), asked.rounds)
    print(f"{asked.pages} pages, {rows} table rows")
    timing.show("auditor docx reader → grids", ours)
    timing.show("bare lxml walk → texts", bare)
    timing.ratio("auditor / bare lxml", ours, bare, "<= 2")


def write(path: Path, pages: int) -> Path:
    """Write a document with one form a page: a title and a table whose tier cells are merged."""
    import docx as word

    document = word.Document()
    drawn = list(exports.lines(pages * _ROWS_OF_A_PAGE))
    for page in range(pages):
        document.add_heading(f"项目支出绩效目标表（{page + 1}）", level=2)
        table = document.add_table(rows=0, cols=5)
        for line in (exports.HEADER, *drawn[page * _ROWS_OF_A_PAGE : (page + 1) * _ROWS_OF_A_PAGE]):
            cells = table.add_row().cells
            for cell, text in zip(cells, (*line[3:6], *line[7:9]), strict=True):
                cell.text = text
        first = table.columns[0].cells
        first[1].merge(first[2])
        document.add_page_break()
    document.save(str(path))
    return path


def _walk(path: Path) -> list[list[str]]:
    """Every table row as the texts of its cells, merges left as they are."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return [
        ["".join(text.text or "" for text in cell.iter(f"{_W}t")) for cell in row.iterchildren(f"{_W}tc")]
        for row in root.iter(f"{_W}tr")
    ]


if __name__ == "__main__":
    main()
