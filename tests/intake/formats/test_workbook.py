"""Workbooks are read as a person sees them, with the address of every cell."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from auditor.errors import ReadingError
from auditor.intake.formats import sheet_xml, workbook
from auditor.intake.formats.number_format import plain, shown
from auditor.intake.formats.sheet_grid import SheetGrid, letters

XML_SPREADSHEET = """<?xml version="1.0" encoding="UTF-8"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="p"><NumberFormat ss:Format="0%"/></Style></Styles>
<Worksheet ss:Name="导出"><Table>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">绩效目标表</Data></Cell></Row>
<Row ss:Index="3"><Cell ss:Index="2" ss:StyleID="p"><Data ss:Type="Number">0.95</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def save(book: Workbook, path: Path) -> Path:
    book.save(path)
    return path


def one_sheet(
    path: Path, cells: dict[str, Any], formats: dict[str, str] | None = None, merges: tuple[str, ...] = ()
) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "目标表"
    for place, value in cells.items():
        sheet[place] = value
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    for merge in merges:
        sheet.merge_cells(merge)
    return save(book, path)


def only(path: Path) -> SheetGrid:
    blocks, _ = workbook.read(path)
    (grid,) = blocks
    assert isinstance(grid, SheetGrid)
    return grid


def test_merged_cell_is_one_object_in_all_its_places(tmp_path: Path) -> None:
    grid = only(
        one_sheet(tmp_path / "a.xlsx", {"A1": "产出指标", "B1": "甲", "B2": "乙", "B3": "丙"}, merges=("A1:A3",))
    )
    first = grid.rows[0][0]
    assert grid.merged
    assert grid.name == "目标表"
    assert all(row[0] is first for row in grid.rows)
    assert (first.text, first.rowspan, first.colspan, first.address) == ("产出指标", 3, 1, "目标表!A1")
    assert [row[1].address for row in grid.rows] == ["目标表!B1", "目标表!B2", "目标表!B3"]
    assert grid.columns() == [["产出指标"] * 3, ["甲", "乙", "丙"]]


def test_merge_beyond_the_values_is_cut(tmp_path: Path) -> None:
    grid = only(one_sheet(tmp_path / "a.xlsx", {"A1": "表", "A2": "甲", "B2": "乙"}, merges=("A1:XFD1",)))
    assert [cell.colspan for cell in grid.rows[0]] == [2, 2]
    assert grid.width == 2


def test_overlapping_merges_do_not_multiply_the_work() -> None:
    grid = SheetGrid("s", [["a"] * 50 for _ in range(50)], [((0, 0), (49, 49))] * 10_000)
    assert len(grid.merges) == 1


def test_sheet_that_starts_further_down_keeps_its_addresses(tmp_path: Path) -> None:
    grid = only(one_sheet(tmp_path / "a.xlsx", {"AB7": "三级指标", "AC7": "指标值", "AB8": "场次", "AC8": 12}))
    cell = grid.rows[1][1]
    assert (cell.text, cell.row, cell.col, cell.address) == ("12", 1, 1, "目标表!AC8")
    assert grid.address(1, 1) == "目标表!AC8"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.95, "0%", "95%"),
        (1, "0.00%", "100.00%"),
        (1.2, "0%", "120%"),
        (13, "General", "13"),
        (6.7, "General", "6.7"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (50, '"≥"0"个"', "≥50个"),
        (dt.date(2026, 1, 3), "yyyy-mm-dd", "2026-01-03"),
        (dt.date(2026, 1, 3), "mm-dd-yy", "2026-01-03"),
        (dt.date(2026, 1, 3), 'yyyy"年"m"月"', "2026年1月"),
        (dt.datetime(2026, 1, 3, 14, 5), "yyyy/m/d h:mm", "2026/1/3 14:05"),  # noqa: DTZ001
        (True, "General", "TRUE"),
        ("  前后空格 ", "@", "  前后空格 "),
    ],
)
def test_cells_read_as_they_are_shown(tmp_path: Path, value: Any, code: str, text: str) -> None:
    grid = only(one_sheet(tmp_path / "a.xlsx", {"B2": value}, {"B2": code}))
    assert grid.rows[0][0].text == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (-3.0, "0.0_);(0.0)", "(3.0)"),
        (-3.0, "0.0", "-3.0"),
        (-0.001, "0", "0"),
        (0.0, "#", ""),
        (12345.0, "#,##0,", "12"),
        (0.5, "# ?/?", "0.5"),
        (46025.0, 'yyyy"年"m"月"d"日"', "2026年1月3日"),
        (-1.0, "yyyy-mm-dd", "-1"),
        (50.0, 'G/通用格式"人"', "50人"),
        (0.5, ";;;", "0.5"),
        (dt.timedelta(hours=30), "[h]:mm", "30:00"),
        (float("nan"), "General", ""),
    ],
)
def test_number_formats(value: Any, code: str, text: str) -> None:
    assert shown(value, code) == text


@given(
    st.floats(allow_nan=True, allow_infinity=True) | st.integers() | st.booleans(),
    st.text('0#?.,%;@ymdhs"\\[]年E+-_* ', max_size=12),
)
def test_no_number_format_raises(value: float, code: str) -> None:
    assert isinstance(shown(value, code), str)
    assert not plain(value).endswith(".0")


def test_every_sheet_is_read_in_order_and_hidden_content_is_named(tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "甲"
    for row in range(1, 9):
        first.append([f"r{row}", "b", "c"])
    for row in (3, 4, 7):
        first.row_dimensions[row].hidden = True
    first.row_dimensions[500].hidden = True
    first.column_dimensions["B"].hidden = True
    second = book.create_sheet("乙")
    second["A1"] = "x"
    second.sheet_state = "hidden"
    book.create_sheet("空")
    book.create_chartsheet("图")
    blocks, notices = workbook.read(save(book, tmp_path / "a.xlsx"))
    assert [block.name for block in blocks if isinstance(block, SheetGrid)] == ["甲", "乙"]
    assert [(notice.code, notice.level, notice.address) for notice in notices] == [
        ("I01", "info", "甲"),
        ("I01", "info", "乙"),
    ]
    assert notices[0].message == "工作表“甲”中隐藏的第 3–4、7 行和 B 列也已读取。"
    assert "隐藏" in notices[1].message


def test_several_tables_on_a_sheet_stay_apart_by_empty_rows(tmp_path: Path) -> None:
    grid = only(one_sheet(tmp_path / "a.xlsx", {"A1": "表一", "A4": "表二", "C4": "值"}))
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["表一", "", ""],
        [""] * 3,
        [""] * 3,
        ["表二", "", "值"],
    ]


def test_formula_without_result_and_error_value_are_noticed(tmp_path: Path) -> None:
    path = one_sheet(tmp_path / "a.xlsx", {"A1": "甲", "A2": "=1+1", "A3": "#DIV/0!", "A4": "尾"})
    blocks, notices = workbook.read(path)
    assert blocks[0].columns() == [["甲", "", "#DIV/0!", "尾"]]  # type: ignore[union-attr]
    assert [(notice.code, notice.address) for notice in notices] == [("E04", "目标表!A2"), ("E04", "目标表!A3")]


def test_writer_without_addresses_keeps_formats(tmp_path: Path) -> None:
    path = one_sheet(tmp_path / "a.xlsx", {"A1": "比例", "A2": 0.95}, {"A2": "0%"})
    rewritten = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(rewritten, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b' r="A1"', b"").replace(b' r="A2"', b""))
    assert only(rewritten).columns() == [["比例", "95%"]]


def test_stray_cell_in_the_last_corner_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError) as error:
        workbook.read(one_sheet(tmp_path / "a.xlsx", {"A1": "表", "XFD1048576": "。"}))
    assert error.value.code == "R314"


def test_formatted_but_empty_cells_do_not_widen_the_grid(tmp_path: Path) -> None:
    path = one_sheet(tmp_path / "a.xlsx", {"A1": "表"}, {"XFD1048576": "0%"})
    assert (only(path).width, only(path).height) == (1, 1)


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
def test_truncated_workbook_is_a_coded_error(tmp_path: Path, keep: float) -> None:
    data = one_sheet(tmp_path / "a.xlsx", {"A1": "表"}).read_bytes()
    broken = tmp_path / "b.xlsx"
    broken.write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(ReadingError) as error:
        workbook.read(broken)
    assert error.value.code == "R403"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.et", b"", "R103"),
        ("a.xls", b"\x09\x08\x08\x00\x00\x05" + bytes(60), "R313"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "R312"),
        ("a.xlsx", b"\x00\x01\x02" * 99, "R312"),
        ("a.xls", b"\x00\x01\x02" * 99, "R312"),
    ],
)
def test_unreadable_files_say_what_to_do(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadingError) as error:
        workbook.read(path)
    assert error.value.code == code
    assert "xlsx" in error.value.hint


def test_web_page_named_xls(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(
        '<html><head><meta charset="gb2312"></head><table><tr><td>指标值<td>≥5个</table>'.encode("gb18030")
    )
    blocks, _ = workbook.read(path)
    assert [cell.text for cell in blocks[0].rows[0]] == ["指标值", "≥5个"]  # type: ignore[union-attr]


def test_xml_spreadsheet_named_xls(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(XML_SPREADSHEET, encoding="utf-8")
    grid = only(path)
    assert [[cell.text for cell in row] for row in grid.rows] == [["绩效目标表", "绩效目标表"], ["", ""], ["", "95%"]]
    assert grid.rows[2][1].address == "导出!B3"


def test_columns_equal_the_cells(tmp_path: Path) -> None:
    cells = {f"{letters(c)}{r}": (r * c if c % 2 else f"文{r}") for r in range(1, 20) for c in range(30)}
    grid = only(one_sheet(tmp_path / "a.xlsx", cells, merges=("B2:B5", "AA1:AC3")))
    assert grid.columns() == [[row[c].text for row in grid.rows] for c in range(grid.width)]
    assert [row[29].address for row in grid.head(2)] == ["目标表!AD1", "目标表!AD2"]


def test_columns_tell_equal_values_of_other_kinds_apart() -> None:
    values: list[list[object]] = [[1.0, "甲"], [True, "甲"], [1, "乙"], ["1", "甲"], [0.0, ""], [False, ""]]
    grid = SheetGrid("表", values)
    assert grid.columns() == [["1", "TRUE", "1", "1", "0", "FALSE"], ["甲", "甲", "乙", "甲", "", ""]]
    assert grid.columns() == [[row[c].text for row in grid.rows] for c in range(2)]


@pytest.mark.parametrize("block", [40, 333, 1 << 18])
@pytest.mark.parametrize("text", ["甲", "fed v" * 20_000])
def test_marks_are_found_wherever_a_block_of_the_sheet_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int, text: str
) -> None:
    monkeypatch.setattr(sheet_xml, "_BLOCK", block)
    book = Workbook(write_only=True)  # such a writer leaves the texts in the sheet
    sheet = book.create_sheet("目标表")
    sheet.row_dimensions[3].hidden = True
    for value in (text, "=A1", "尾"):
        sheet.append([value])
    _, notices = workbook.read(save(book, tmp_path / "a.xlsx"))
    assert [(notice.code, notice.address) for notice in notices] == [("I01", "目标表"), ("E04", "目标表!A2")]
    _, notices = workbook.read(one_sheet(tmp_path / "b.xlsx", {"A1": text, "A2": "#N/A"}))
    assert [(notice.code, notice.address) for notice in notices] == [("E04", "目标表!A2")]


def test_stray_cell_far_below_plain_rows_is_refused(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("目标表")
    for _ in range(9_000):
        sheet.append(["培训人数", "≥50人"])
    sheet.append([*[None] * 900, "尾"])
    with pytest.raises(ReadingError) as error:
        workbook.read(save(book, tmp_path / "a.xlsx"))
    assert error.value.code == "R314"


MARKED = Path(__file__).parent / "marks.xls"  # percents, dates, an error, a hidden row, column and sheet


def test_xls_shows_formats_errors_and_hidden_parts() -> None:
    blocks, notices = workbook.read(MARKED)
    assert blocks[0].columns()[0] == [  # type: ignore[union-attr]
        "95%", "100.00%", "2026年1月", "2026-01-03", "≥50个", "1,234.50", "50%", "60%", "尾",
    ]  # fmt: skip
    assert blocks[0].rows[2][1].text == "#DIV/0!"  # type: ignore[union-attr]
    assert blocks[0].rows[5][2] is blocks[0].rows[4][1]  # type: ignore[union-attr]
    assert [notice.code for notice in notices] == ["I01", "E04", "I01"]
    assert "第 4 行和 C 列" in notices[0].message


@pytest.mark.parametrize("damage", [b"\x00\x00\xff\xff\xff\xff\x00\x00", b"\x00\x00\x25\x00\x09\x00\x00\x00"])
def test_xls_with_false_dimensions_is_refused_before_room_is_made(tmp_path: Path, damage: bytes) -> None:
    data = MARKED.read_bytes()
    at = data.index(b"\x00\x02\x0e\x00") + 4
    path = tmp_path / "a.xls"
    path.write_bytes(data[:at] + damage + data[at + 8 :])
    with pytest.raises(ReadingError) as error:
        workbook.read(path)
    assert error.value.code in ("R312", "R314")
