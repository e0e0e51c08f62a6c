"""Tables of web pages by their spans; text between them; nothing fetched, nothing hidden read in silence."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import ReadingError
from auditor.intake.formats import html
from auditor.intake.grid import Block, Grid, Paragraph
from auditor.schema import Notice


def page(tmp_path: Path, text: str, encoding: str = "utf-8") -> tuple[list[Block], list[Notice]]:
    path = tmp_path / "a.html"
    path.write_bytes(text.encode(encoding))
    return html.read(path)


def grids(blocks: list[Block]) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in block.rows] for block in blocks if isinstance(block, Grid)]


def test_spans_put_one_object_in_all_places(tmp_path: Path) -> None:
    blocks, _ = page(
        tmp_path,
        "<table><tr><th rowspan=3>产出指标<th colspan=2>数量指标<tr><td>场次<td>≥5场<tr><td>人次<td>≥9人次</table>",
    )
    grid = blocks[0]
    assert isinstance(grid, Grid)
    assert grid.merged
    assert grids(blocks) == [
        [["产出指标", "数量指标", "数量指标"], ["产出指标", "场次", "≥5场"], ["产出指标", "人次", "≥9人次"]]
    ]
    assert grid.rows[2][0] is grid.rows[0][0]
    assert grid.rows[0][0].rowspan == 3
    assert grid.rows[2][2].address == "t1r3c3"


def test_breaks_spaces_and_inline_elements(tmp_path: Path) -> None:
    blocks, _ = page(tmp_path, "<table><tr><td>指标\n  值<br/>（A）<td>&nbsp;<td><p>一</p><p>二<b>三</b></p></table>")
    assert grids(blocks) == [[["指标 值\n（A）", "", "一\n二三"]]]


def test_text_between_tables_is_paragraphs_in_order(tmp_path: Path) -> None:
    blocks, _ = page(
        tmp_path, "<div>前言<span>一</span></div><table><tr><td>甲</table>后记<br>二<p>尾</p><script>var x=1</script>"
    )
    assert [block.text if isinstance(block, Paragraph) else "#" for block in blocks] == [
        "前言一",
        "#",
        "后记\n二",
        "尾",
    ]
    assert [block.address for block in blocks if isinstance(block, Paragraph)] == ["p1", "p2", "p3"]


def test_nested_table_is_a_grid_of_its_own(tmp_path: Path) -> None:
    blocks, _ = page(
        tmp_path, "<table><tr><td>外一<td>外二<td>说明<table><tr><td>内</table></table><table><tr><td>后</table>"
    )
    assert grids(blocks) == [[["外一", "外二", "说明"]], [["内"]], [["后"]]]
    assert [block.rows[0][0].address for block in blocks if isinstance(block, Grid)] == ["t1r1c1", "t2r1c1", "t3r1c1"]


def test_table_that_only_lays_out_the_page_is_walked_through(tmp_path: Path) -> None:
    blocks, _ = page(tmp_path, "<table><tr><td>绩效目标表<tr><td><table><tr><td>甲<td>乙</table>尾注</table>")
    assert [block.text if isinstance(block, Paragraph) else grids([block])[0] for block in blocks] == [
        "绩效目标表",
        [["甲", "乙"]],
        "尾注",
    ]


def test_hidden_elements_are_skipped_and_noticed(tmp_path: Path) -> None:
    blocks, notices = page(
        tmp_path,
        '<p style="display:none">密</p><table><tr style="DISPLAY: none"><td>旧<tr><td>新<td hidden>藏</table><p hidden></p>',
    )
    assert grids(blocks) == [[["新"]]]
    assert [(notice.code, notice.level) for notice in notices] == [("I01", "info")]
    assert "3 处" in notices[0].message


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("gb18030", ""),
        ("gb18030", "gb2312"),
        ("utf-16", ""),
        ("big5", "big5"),
        ("utf-8", "gb2312"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, declared: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    blocks, _ = page(tmp_path, f"<html><head>{meta}</head><table><tr><td>年度<td>效益</table>", encoding)
    assert grids(blocks) == [[["年度", "效益"]]]


def test_row_groups_stray_cells_and_caption(tmp_path: Path) -> None:
    blocks, _ = page(
        tmp_path, "<table><caption>表名</caption><thead><tr><th>甲</thead><tbody><tr><td>乙</tbody><td>丙</table>"
    )
    assert isinstance(blocks[0], Paragraph)
    assert blocks[0].text == "表名"
    assert grids(blocks) == [[["甲"], ["乙"], ["丙"]]]


def test_values_of_input_fields_are_read(tmp_path: Path) -> None:
    blocks, _ = page(tmp_path, '<table><tr><td><input value="≥95%"><td><input type="hidden" value="x">无</table>')
    assert grids(blocks) == [[["≥95%", "无"]]]


@pytest.mark.parametrize(
    "text",
    [
        "<table>" + "<tr><td colspan=1000 rowspan=60000>x" * 3000 + "</table>",
        "<div>" * 5000 + "x",
        "<table><tr><td>" * 3000 + "x",
    ],
)
def test_hostile_pages_give_a_coded_error_or_little(tmp_path: Path, text: str) -> None:
    with contextlib.suppress(ReadingError):
        blocks, _ = page(tmp_path, text)
        assert sum(len(row) for block in blocks if isinstance(block, Grid) for row in block.rows) <= 2_000_000


def test_entities_are_not_expanded_from_outside(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("机密", encoding="utf-8")
    text = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><table><tr><td>&x;</table>'
    blocks, _ = page(tmp_path, text)
    assert "机密" not in str(grids(blocks))


_MARKUP = st.sampled_from(
    [
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<td rowspan=0>",
        "<td colspan=3 rowspan=2>",
        "</td>",
        "<p>",
        "文",
        "<br>",
        "<td hidden>",
    ]
)


@given(st.lists(_MARKUP, max_size=40))
def test_any_tag_soup_gives_whole_grids(tmp_path_factory: pytest.TempPathFactory, soup: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "soup.html"
    path.write_text("<html>" + "".join(soup), encoding="utf-8")
    for block in html.read(path)[0]:
        for row in block.rows if isinstance(block, Grid) else []:
            assert all(cell.row + cell.rowspan <= len(block.rows) for cell in row)  # type: ignore[union-attr]
