"""A flat export as a budget system writes it: one line per indicator, many departments, numbers of its own."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

HEADER = (
    "年度", "主管部门", "项目名称", "一级指标", "二级指标", "三级指标",
    "绩效指标描述", "指标值", "计量单位", "实际完成值", "分值", "备注",
)  # fmt: skip
_CORPUS = Path(__file__).parents[1] / "corpus"
_TOWNS = ("临汐", "长岭", "北塘", "南浦", "云台", "青河", "石桥", "东湾", "西坪", "高原")
_OFFICES = ("教育局", "水利局", "卫生健康局", "农业农村局", "交通运输局", "文化和旅游局", "民政局", "财政局")
_DEFECTIVE = 0.4
_LINES_OF_A_PROJECT = (6, 14)


def lines(count: int, seed: int = 1) -> Iterator[tuple[str, ...]]:
    """Return ``count`` lines below :data:`HEADER`, the same for the same seed; two in five hold a mistake."""
    draw = random.Random(seed)  # noqa: S311 — no secret
    good, bad = _good(), _bad()
    left, project = 0, ("", "", "")
    for _ in range(count):
        if not left:
            left = draw.randint(*_LINES_OF_A_PROJECT)
            office = f"{draw.choice(_TOWNS)}市{draw.choice(_OFFICES)}"
            project = (str(draw.randint(2021, 2026)), office, f"{draw.choice(bad)[0]}（{draw.randint(1, 99)}期）")
        left -= 1
        defective = draw.random() < _DEFECTIVE
        chosen = draw.choice(bad)[1] if defective else draw.choice(good)
        tiers, name, description, target, unit = chosen
        target = f"＝{target[1:]}" if target.startswith("=") else target  # else a formula to openpyxl
        number = str(draw.randint(1, 100) if unit == "%" else draw.randint(1, 9_999))
        target = target.replace("【数值】", number)
        actual = target if draw.random() < 0.5 else number + unit
        yield (*project, *tiers, name, description, target, unit, actual, str(draw.choice((5, 10, 15))), "")


def _good() -> list[tuple[tuple[str, str], str, str, str, str]]:
    return [
        (
            (row["first_tier"], row["second_tier"]),
            row["name"],
            row["formula"],
            f"{row['comparator']}【数值】",
            row["unit"],
        )
        for row in _rows("indicators")
    ]


def _bad() -> list[tuple[str, tuple[tuple[str, str], str, str, str, str]]]:
    return [
        (
            row["project"],
            ((row["first_tier"], row["second_tier"]), row["name"], row["description"], row["target"], row["unit"]),
        )
        for row in _rows("mistakes")
    ]


def _rows(folder: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for path in sorted((_CORPUS / folder).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file)
    return rows


def write_xlsx(path: Path, count: int) -> Path:
    """Write an export as a workbook with one sheet."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("绩效指标")
    sheet.append(HEADER)
    for line in lines(count):
        sheet.append(line)
    book.save(path)
    return path


def write_csv(path: Path, count: int) -> Path:
    """Write an export as comma-separated text."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(lines(count))
    return path
