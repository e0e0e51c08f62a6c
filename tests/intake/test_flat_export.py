"""A flat export read by columns gives what the reading row by row gives, field for field and address for address."""

from __future__ import annotations

import copy
import csv
import io
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import intake
from auditor.intake.assemble import assemble
from auditor.intake.formats import delimited, workbook
from auditor.intake.forms.flat_export import FlatExport, RowAddresses
from auditor.intake.forms.indicator_cells import join_target
from auditor.intake.grid import Block
from auditor.language.target import parse
from auditor.schema import Submission

ROOT = Path(__file__).parents[2]
COLUMNS = {
    "年度": ["2024", "2025年度", "", "二〇二四年"],
    "主管部门": ["甲市教育局", "乙县水利局", "", "主管部门"],
    "项目名称": ["校舍维修", "灌区 改造", "", "项目名称：校舍维修", "合计"],
    "一级指标": ["产出指标", "效益指标（30分）", "满意度指标", "", "(50分)", "一级指标"],
    "二级指标": ["数量指标", "质量指标", "社会效益指标", "", "其他", "二级指标"],
    "一级/二级指标": ["产出指标/数量指标", "效益指标-社会效益指标", "", "满意度"],
    "四级指标": ["维修间数", "", "/"],
    "三级指标": [
        "维修校舍间数",
        "受益 学生数",
        "指标1",
        "……",
        "",
        "合计",
        "三级指标",
        "备注",
        "填表人：张三",
        "2024年绩效目标表",
    ],
    "绩效指标描述": ["按竣工\n数计", "", "指标值"],
    "计算符号": ["≥", "＝", "定性", "", "小于等于"],
    "指标值": ["50", "≥95%", "100.00", "明显改善", "", "/", "12", "2024.5", "3万", "9月底前", "指标值"],
    "计量单位": ["间", "%", "", "万元", "无"],
    "实际完成值": ["50", "完成", ""],
    "分值": ["5", "10", "", "分值"],
    "备注": ["", "合计", "三级指标"],
}
NEEDED = {"主管部门", "三级指标", "指标值"}


@contextmanager
def row_by_row() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FlatExport, "end", lambda self, at: at)
        yield


def both_ways(blocks: list[Block], again: list[Block]) -> tuple[Submission, Submission]:
    fast = assemble(blocks, Submission("export", "csv"))
    with row_by_row():
        return fast, assemble(again, Submission("export", "csv"))


def same(fast: Submission, slow: Submission) -> None:
    assert asdict(fast) == asdict(slow)


def as_csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(path: Path, rows: list[list[str]], merges: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for span in merges:
        book.active.merge_cells(span)
    book.save(path)
    return path


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    chosen = [name for name in COLUMNS if name in NEEDED or draw(st.booleans())]
    header = draw(st.permutations(chosen))
    usual = [COLUMNS[name][:3] for name in header]
    some = st.tuples(*(st.sampled_from(texts) for texts in usual))
    any_text = st.tuples(*(st.sampled_from(COLUMNS[name]) for name in header))
    rows = draw(st.lists(st.one_of(some, some, any_text, st.just(("",) * len(header)), st.just(header)), max_size=14))
    above = [["绩效目标导出表"]] if draw(st.booleans()) else []
    found = [*above, list(header), *map(list, rows)]
    if draw(st.booleans()):
        found[-1] = found[-1][: draw(st.integers(1, len(header)))]
    return found


@given(tables())
def test_csv_by_columns_is_csv_by_rows(rows: list[list[str]]) -> None:
    data = as_csv(rows)
    same(*both_ways(list(delimited.read(data)), list(delimited.read(data))))


@given(tables())
def test_xlsx_by_columns_is_xlsx_by_rows(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = as_xlsx(tmp_path_factory.getbasetemp() / "export.xlsx", rows)
    same(*both_ways(workbook.read(path)[0], workbook.read(path)[0]))


FILES = [
    *sorted((ROOT / "tests/intake/fixtures").glob("csv_*.csv")),
    ROOT / "examples/flat_export.csv",
]


@pytest.mark.parametrize("path", [p for p in FILES if ".expected" not in p.name], ids=lambda path: path.name)
def test_fixtures_by_columns_are_fixtures_by_rows(path: Path) -> None:
    fast = intake.read(path)
    with row_by_row():
        same(fast, intake.read(path))


PLAIN = [
    ["年度", "主管部门", "项目名称", "一级指标", "二级指标", "三级指标", "指标值", "计量单位"],
    ["2024", "甲市教育局", "校舍维修", "产出指标", "数量指标", "维修校舍间数", "≥50", "间"],
    ["", "", "", "", "质量指标", "验收合格率", "100", "%"],
    ["2024", "乙县水利局", "灌区改造", "产出指标", "数量指标", "改造渠道长度", "12", "公里"],
]


def test_grades_beside_the_rows_of_an_export_are_not_lost() -> None:
    head = [*PLAIN[0], "优", "良", "中", "差"]
    rows = [[*line, "≥95", "85-95", "60-85", "<60"] for line in PLAIN[1:]]
    fast, slow = both_ways(*(list(delimited.read(as_csv([head, *rows]))) for _ in range(2)))
    same(fast, slow)
    assert [band.excellent for band in fast.bands] == ["≥95"] * 3


def test_an_export_is_read_by_columns_and_its_addresses_on_demand(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("auditor.intake.forms.indicator_table._row", None)
        (table,) = intake.read(as_xlsx(tmp_path / "export.xlsx", PLAIN)).tables
    second = table.rows[1]
    assert (second.project, second.department, second.first_tier, second.target) == (
        "校舍维修",
        "甲市教育局",
        "产出指标",
        "100%",
    )
    assert isinstance(second.addresses, RowAddresses)
    assert (second.address, second.addresses["name"], second.row_no) == ("Sheet!G3", "Sheet!F3", 2)
    assert pickle.loads(pickle.dumps(second)) == copy.deepcopy(second) == second
    assert type(pickle.loads(pickle.dumps(second.addresses))) is dict
    assert repr(second.addresses) == repr(dict(second.addresses))


def test_lines_of_a_csv_keep_their_numbers_over_blank_lines() -> None:
    fast, slow = both_ways(
        list(delimited.read(as_csv([PLAIN[0], [], PLAIN[1], [""], PLAIN[3]]))),
        list(delimited.read(as_csv([PLAIN[0], [], PLAIN[1], [""], PLAIN[3]]))),
    )
    same(fast, slow)
    assert [row.address for row in fast.tables[0].rows] == ["R3C7", "R5C7"]


def test_merged_cells_above_and_among_the_rows(tmp_path: Path) -> None:
    titled = [["绩效目标导出表", *[""] * 7], *PLAIN]
    for merges in (("A1:H1",), ("A1:H1", "D3:D4")):
        path = as_xlsx(tmp_path / "merged.xlsx", titled, merges)
        same(*both_ways(workbook.read(path)[0], workbook.read(path)[0]))


NUMBERS = [*range(130), 365, 1000, 1999, 2000, 2024, 20240, 12345, 999_999, 9_999_999]


@pytest.mark.parametrize("sign", ["", "≥", "≤", ">", "<", "=", "＝", "＞", "＜"])
@pytest.mark.parametrize("tail", ["", "%", ".0", ".5%", ".12"])
def test_a_plain_number_is_joined_as_the_grammar_would(sign: str, tail: str) -> None:
    for value in (f"{sign}{number}{tail}" for number in NUMBERS):
        quantity = parse(value).main
        comparator = "≤" if quantity is not None and not quantity.comparator else ""
        unit = "间" if quantity is not None and not quantity.unit else ""
        assert join_target("≤", value, "间") == f"{comparator}{value}{unit}"
