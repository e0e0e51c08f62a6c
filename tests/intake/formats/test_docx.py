"""Word documents: every place of a merged table holds its cell, every text is read once, in order."""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path

import pytest

from auditor.errors import ReadingError
from auditor.intake.formats import docx as reader
from auditor.intake.grid import Block, Grid, Paragraph
from auditor.intake.safety import Limits

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def paragraph(text: str, mark: str = "") -> str:
    layout = f"<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{layout}<w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(content: str = "", *, span: int = 1, down: str = "", across: str = "", layout: str = "") -> str:
    """A cell; content that is no XML becomes a paragraph. ``down`` and ``across`` are restart or continue."""
    parts = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    parts += {"": "", "continue": "<w:vMerge/>"}.get(down, f'<w:vMerge w:val="{down}"/>')
    parts += f'<w:hMerge w:val="{across}"/>' if across else ""
    inside = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{layout}{parts}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, layout: str = "") -> str:
    return f"<w:tr><w:trPr>{layout}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def document(body: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>'


def package(path: Path, **parts: bytes | str) -> Path:
    """Write a package: part names with ``__`` for a slash and ``_xml`` for the ending."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES)
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return path


def docx(path: Path, body: str) -> Path:
    return package(path, word__document_xml=document(body))


@pytest.fixture
def blocks(tmp_path):
    """Read the blocks of a body."""

    def read(body: str) -> list[Block]:
        return reader.read(docx(tmp_path / "form.docx", body))[0]

    return read


def texts(grid: Block) -> list[list[str]]:
    assert isinstance(grid, Grid)
    return [[found.text for found in line] for line in grid.rows]


def test_docx_keeps_document_order_and_counts_empty_paragraphs(blocks):
    one, two = table(row(cell("甲"))), table(row(cell("乙")))
    found = blocks(paragraph("表一") + paragraph("") + one + paragraph("表二") + two)
    assert [type(block) for block in found] == [Paragraph, Grid, Paragraph, Grid]
    assert [block.address for block in found if isinstance(block, Paragraph)] == ["p1", "p3"]
    assert found[3].rows[0][0].address == "t2r1c1"


def test_docx_vertical_merge_stands_in_every_row(blocks):
    (grid,) = blocks(
        table(
            row(cell("产出指标", down="restart"), cell("数量指标", down="restart"), cell("培训人次")),
            row(cell("", down="continue"), cell("", down="continue"), cell("培训期数")),
            row(cell("", down="continue"), cell("质量指标"), cell("合格率")),
        )
    )
    assert grid.merged
    first = grid.rows[0][0]
    assert all(line[0] is first for line in grid.rows)
    assert (first.rowspan, first.colspan, first.address) == (3, 1, "t1r1c1")
    assert grid.rows[0][1] is grid.rows[1][1]
    assert (grid.rows[0][1].rowspan, grid.rows[2][1].text) == (2, "质量指标")


def test_docx_layout_before_a_tracked_change_of_it_is_not_read(blocks):
    change = '<w:tcPrChange w:id="1"><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr></w:tcPrChange>'
    shift = '<w:trPrChange w:id="2"><w:trPr><w:gridBefore w:val="1"/></w:trPr></w:trPrChange>'
    (grid,) = blocks(table(row(cell("甲"), cell("乙")), row(cell("丙", layout=change), cell("丁"), layout=shift)))
    assert texts(grid) == [["甲", "乙"], ["丙", "丁"]]
    assert [found.colspan for line in grid.rows for found in line] == [1, 1, 1, 1]


def test_docx_horizontal_merge_takes_places(blocks):
    (grid,) = blocks(table(row(cell("项目名称"), cell("文化下乡", span=3)), row(*map(cell, "甲乙丙丁"))))
    merged = grid.rows[0][1]
    assert all(found is merged for found in grid.rows[0][1:])
    assert (merged.colspan, grid.rows[1][3].address) == (3, "t1r2c4")


def test_docx_merge_in_both_directions(blocks):
    (grid,) = blocks(
        table(
            row(cell("资金", span=2, down="restart"), cell("总额")),
            row(cell("", span=2, down="continue"), cell("5")),
            row(*map(cell, "甲乙丙")),
        )
    )
    merged = grid.rows[0][0]
    assert all(grid.rows[r][c] is merged for r in (0, 1) for c in (0, 1))
    assert (merged.rowspan, merged.colspan, merged.row, merged.col) == (2, 2, 0, 0)


def test_docx_old_horizontal_merge(blocks):
    (grid,) = blocks(
        table(
            row(cell("目标", across="restart", down="restart"), cell(across="continue", down="restart"), cell("甲")),
            row(cell(across="restart", down="continue"), cell(across="continue", down="continue"), cell("乙")),
        )
    )
    merged = grid.rows[0][0]
    assert all(grid.rows[r][c] is merged for r in (0, 1) for c in (0, 1))
    assert (merged.rowspan, merged.colspan, grid.rows[1][2].text) == (2, 2, "乙")


def test_docx_merge_without_beginning_begins_itself(blocks):
    (grid,) = blocks(table(row(cell("甲", down="continue"), cell("乙")), row(cell("", down="continue"), cell("丙"))))
    assert texts(grid) == [["甲", "乙"], ["甲", "丙"]]


def test_docx_two_merges_below_each_other_stay_apart(blocks):
    (grid,) = blocks(
        table(
            row(cell("5", down="restart")), row(cell("", down="continue")),
            row(cell("5", down="restart")), row(cell("", down="continue")),
        )
    )  # fmt: skip
    assert grid.rows[1][0] is not grid.rows[2][0]
    assert [line[0].rowspan for line in grid.rows] == [2, 2, 2, 2]


def test_docx_places_left_out_before_and_after_a_row(blocks):
    (grid,) = blocks(
        table(
            row(*map(cell, "甲乙丙丁")),
            row(cell("戊"), layout='<w:gridBefore w:val="2"/><w:gridAfter w:val="1"/>'),
        )
    )
    assert texts(grid)[1] == ["", "", "戊", ""]
    assert grid.rows[1][2].address == "t1r2c3"


def test_docx_nested_table_is_a_grid_of_its_own(blocks):
    inner = table(row(cell("内一"), cell("内二")))
    outer, nested = blocks(table(row(cell("外"), cell(paragraph("前") + inner + paragraph("后")))))
    assert texts(outer) == [["外", "前\n后"]]
    assert texts(nested) == [["内一", "内二"]]
    assert nested.rows[0][1].address == "t1r1c2t1r1c2"


def test_docx_two_header_rows(blocks):
    (grid,) = blocks(
        table(
            row(cell("三级指标", down="restart"), cell("年度"), cell("实际")),
            row(cell("", down="continue"), cell("指标值"), cell("完成值")),
        )
    )
    assert texts(grid) == [["三级指标", "年度", "实际"], ["三级指标", "指标值", "完成值"]]


_BOX = "<w:txbxContent>{}</w:txbxContent>"
_DRAWN = (
    "<w:p><w:r><w:t>附件</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{0}"
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{0}</v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)  # fmt: skip


def test_docx_text_box_is_read_once_behind_its_paragraph(blocks):
    found = blocks(_DRAWN.format(_BOX.format(paragraph("填报单位：某局") + table(row(cell("甲"))))))
    assert [(b.text, b.address) for b in found[:2]] == [("附件", "p1"), ("填报单位：某局", "p1b1p1")]
    assert found[2].rows[0][0].address == "p1b1t1r1c1"


def test_docx_text_box_in_a_cell_belongs_to_the_cell(blocks):
    (grid,) = blocks(table(row(cell(_DRAWN.format(_BOX.format(paragraph("说明")))))))
    assert texts(grid) == [["附件\n说明"]]


def test_docx_tracked_changes_are_read_as_accepted(tmp_path):
    body = (
        '<w:p><w:r><w:t>培训</w:t></w:r><w:del w:id="1"><w:r><w:delText>旧</w:delText><w:tab/></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>新</w:t></w:r></w:ins></w:p>'
        '<w:moveFrom w:id="3"><w:r><w:t>搬走</w:t></w:r></w:moveFrom>'
        + table(
            row(cell("甲"), cell("乙")),
            row(cell("删行"), cell("删行"), layout='<w:del w:id="4"/>'),
            row(cell("丙"), cell("删格", layout='<w:cellDel w:id="5"/>'), cell("丁"), layout='<w:ins w:id="6"/>'),
        )
        + table(row(cell("全删"), layout='<w:del w:id="7"/>'))
        + paragraph("前半", '<w:del w:id="8"/>')
        + paragraph("后半")
    )
    found, notices = reader.read(docx(tmp_path / "form.docx", body))
    assert [b.text for b in found if isinstance(b, Paragraph)] == ["培训新", "前半后半"]
    assert [texts(b) for b in found if isinstance(b, Grid)] == [[["甲", "乙"], ["丙", "丁"]]]
    assert ["修订" in notice.message for notice in notices] == [True]


def test_docx_without_changes_has_no_notice(tmp_path):
    assert reader.read(docx(tmp_path / "form.docx", paragraph("表")))[1] == []


def _field(kind: str) -> str:
    return f'<w:fldChar w:fldCharType="{kind}"/>'


_FIELD = (
    f"<w:r>{_field('begin')}<w:instrText> TC \\f A </w:instrText><w:t>码</w:t></w:r>"
    f"<w:r>{_field('separate')}<w:t>结果</w:t>{_field('end')}<w:t>后</w:t></w:r>"
)


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ("<w:r><w:t>影</w:t><w:br/><w:t>响</w:t></w:r>", "影\n响"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲 乙"),
        ("<w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr><w:r><w:t>甲</w:t></w:r>", "甲"),
        ("<w:r><w:sym w:font='Symbol' w:char='F0B3'/><w:t>95%</w:t></w:r>", "≥95%"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t>是</w:t></w:r>", "是"),
        ("<w:r><w:sym w:font='Wingdings' w:char='zz'/><w:t>是</w:t></w:r>", "是"),
        ("<w:r><w:sym w:font='宋体' w:char='2265'/><w:t>5</w:t></w:r>", "≥5"),
        ("<m:oMath><m:r><m:t>≥90%</m:t></m:r></m:oMath>", "≥90%"),
        ("<w:r><w:t>2021</w:t><w:noBreakHyphen/><w:t>2023</w:t></w:r>", "2021-2023"),
        ("<w:sdt><w:sdtContent><w:r><w:t>选择项</w:t></w:r></w:sdtContent></w:sdt>", "选择项"),
        (_FIELD, "结果后"),
    ],
)
def test_docx_text_of_runs(blocks, runs, text):
    (found,) = blocks(f"<w:p>{runs}</w:p>")
    assert found.text == text
    (grid,) = blocks(table(row(cell(f"<w:p>{runs}</w:p>"))))
    assert texts(grid) == [[text]]


def test_docx_content_controls_are_read_through(blocks):
    def control(inside):
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    body = control(paragraph("标题") + table(control(row(control(cell("甲")), cell("乙")))))
    title, grid = blocks(body)
    assert (title.text, texts(grid)) == ("标题", [["甲", "乙"]])


def test_docx_written_by_python_docx(tmp_path):
    python_docx = pytest.importorskip("docx")
    made = python_docx.Document()
    made.add_paragraph("项目支出绩效目标表")
    form = made.add_table(4, 3)
    form.cell(0, 0).merge(form.cell(2, 0)).text = "产出指标"
    form.cell(0, 1).merge(form.cell(0, 2)).text = "数量指标"
    form.cell(3, 2).text = "≥5次"
    made.save(tmp_path / "form.docx")
    title, grid = reader.read(tmp_path / "form.docx")[0]
    assert title.text == "项目支出绩效目标表"
    assert (grid.rows[0][0].rowspan, grid.rows[0][1].colspan) == (3, 2)
    assert grid.rows[3][2].text == "≥5次"


def test_docx_main_part_under_another_name(tmp_path):
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document2.xml"/>'
        "</Relationships>"
    )
    strict = document(paragraph("严格")).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    path = package(tmp_path / "a.docx", word__document2_xml=strict)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("_rels/.rels", relations)
    assert [block.text for block in reader.read(path)[0]] == ["严格"]


_LAUGHS = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w>&b;</w>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (_LAUGHS, "R408"),
        (_LAUGHS.encode("utf-16"), "R408"),
        (_LAUGHS.replace("1.0", '1.0" encoding="utf-16').encode("utf-16-be"), "R408"),
        ("<w:document", "R409"),
        (b"\x00\xff\x12" * 50, "R409"),
        ("<a/>", "R409"),
        (document(paragraph("甲"))[:-20], "R409"),
        (document("<w:sdt><w:sdtContent>" * 200 + "</w:sdtContent></w:sdt>" * 200), "R410"),
    ],
)
def test_docx_hostile_part_gives_its_code(tmp_path, content, code):
    with pytest.raises(ReadingError) as caught:
        reader.read(package(tmp_path / "a.docx", word__document_xml=content))
    assert caught.value.code == code


def test_docx_without_main_part(tmp_path):
    with pytest.raises(ReadingError, match="R409"):
        reader.read(package(tmp_path / "a.docx", word__other_xml="<a/>"))


@pytest.mark.parametrize(
    ("limits", "body", "code"),
    [
        (Limits(rows=2), table(*[row(cell("甲"))] * 3), "R411"),
        (Limits(cells=10), table(row(cell("甲", span=9_999_999))), "R412"),
        (Limits(), table(row(cell("甲", span=9_999_999))), "R412"),
        (Limits(rows=2), paragraph("甲") * 3, "R411"),
        (Limits(xml_nodes=20), table(row(cell("甲"))), "R414"),
        (Limits(xml_depth=5), table(row(cell("甲"))), "R410"),
    ],
)
def test_docx_keeps_the_limits(tmp_path, limits, body, code):
    with pytest.raises(ReadingError) as caught:
        reader.read(docx(tmp_path / "a.docx", body), limits)
    assert caught.value.code == code


@pytest.mark.parametrize("span", ["abc", "-3", "0", "", "9" * 5000, "٣"])
def test_docx_nonsense_span_is_one(blocks, span):
    (grid,) = blocks(table(row(cell("甲", layout=f'<w:gridSpan w:val="{span}"/>'))))
    assert texts(grid) == [["甲"]]


def test_docx_mutants_give_blocks_or_a_coded_error(tmp_path):
    rows = [row(cell("甲", down="restart"), cell("乙"))] * 30
    whole = docx(tmp_path / "a.docx", paragraph("表") + table(*rows)).read_bytes()
    path = tmp_path / "b.docx"
    for step in range(0, len(whole), max(1, len(whole) // 60)):
        flipped = bytearray(whole)
        flipped[step] ^= 0xA5
        for data in (whole[:step], bytes(flipped)):
            path.write_bytes(data)
            with contextlib.suppress(ReadingError):
                reader.read(path)
