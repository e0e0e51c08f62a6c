"""Grading standards 优/良/中/差: as small tables and as prose (达到90%以上的为优；…)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.intake import layout
from auditor.intake.forms.indicator_cells import Columns
from auditor.intake.grid import Cell
from auditor.intake.stream import Line, clean
from auditor.schema import GradingBand

_SECTION = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、)\s*([^\s：:，。]{2,16})[：:]?\s*$"
)
_PROSE = re.compile(
    r"([^；;。]*?)的?(?:为|得|评为|属于)[“\"]?(优秀|优|良好|良|中等|中|合格|较差|差|不合格)[”\"]?(?=[；;。，,]|$)"
)
_COLUMNS = ("excellent", "good", "medium", "poor")
_GRADES = {"优": "excellent", "良": "good", "中": "medium", "合": "medium", "差": "poor", "较": "poor", "不": "poor"}


def header_at(lines: Sequence[Line], at: int) -> dict[str, int] | None:
    """Grade → place where a row is a head of bands (three or more of 优 良 中 差)."""
    grades = layout.words("stop", "band_grade")
    places = {layout.header_key(c.text): c.col for c in lines[at].filled if layout.header_key(c.text) in grades}
    return places if len(places) >= 3 and "优" in places else None


def read(lines: Sequence[Line], at: int, places: dict[str, int], section: str) -> tuple[list[GradingBand], int]:
    """Read the band rows below a head; return them and the line after the last."""
    bands: list[GradingBand] = []
    pos = at + 1
    first = min(places.values())
    while pos < len(lines) and lines[pos].grid == lines[at].grid and lines[pos].cells:
        cells = lines[pos].cells
        texts = {grade: clean(cells[col].text) if col < len(cells) else "" for grade, col in places.items()}
        name = next((clean(c.text) for c in reversed(cells[:first]) if c.text.strip()), "")
        if not name or not any(texts.values()):
            break
        bands.append(
            GradingBand(
                name,
                texts.get("优", ""),
                texts.get("良", ""),
                texts.get("中", ""),
                texts.get("差", ""),
                section,
                lines[pos].address,
            )
        )
        pos += 1
    return bands, pos


def of_row(cells: list[Cell], columns: Columns) -> GradingBand | None:
    """The standard that an indicator table prints in columns of its own beside a row, or None."""
    if sum(grade in columns.places for grade in _COLUMNS) < len(_COLUMNS) - 1:
        return None
    texts = {grade: columns.text(cells, grade) for grade in _COLUMNS}
    name, cell = columns.text(cells, "third_tier"), columns.cell(cells, "third_tier")
    return GradingBand(name, **texts, address=cell.address) if cell and name and any(texts.values()) else None


def prose(line: Line, section: str) -> GradingBand | None:
    """Read a standard written as a sentence, or None."""
    if line.cells:
        return None
    found = {_GRADES[grade[0]]: clean(text).lstrip("，,") for text, grade in _PROSE.findall(line.text)}
    if len(found) < 3:
        return None
    name = re.split(r"[：:]", line.text, maxsplit=1)[0]
    for key, text in found.items():
        found[key] = text.removeprefix(name).lstrip("：:")
    return GradingBand(clean(name) if len(name) < 20 else "", section=section, address=line.address, **found)


def section_of(line: Line) -> str:
    """Heading of a section such as （二）宣传科：, or ''."""
    match = _SECTION.match(line.text) if not line.cells else None
    return match.group(1) if match else ""
