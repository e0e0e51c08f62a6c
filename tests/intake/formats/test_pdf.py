"""PDF files drawn with reportlab and read back: rules or none, joins over pages, turned and unreadable pages."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from auditor.errors import ReadingError
from auditor.intake.assemble import assemble
from auditor.intake.formats import pdf, pdf_ocr
from auditor.intake.grid import Cell, Grid, Paragraph
from auditor.schema import Submission

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
PORTRAIT, LANDSCAPE = (595, 842), (842, 595)
WIDTHS = (70, 80, 110, 80)
HEAD = ("一级指标", "二级指标", "三级指标", "指标值")
Box = tuple[int, int, int, int, str]  # row, column, rowspan, colspan, text
Draw = Callable[["Sheet"], None]


class Sheet:
    """One page, drawn top down in points."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self.canvas, self.height = canvas, height

    def text(self, x: float, y: float, text: str, size: float = 10) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.height - y - size, text)

    def lines(self, x: float, y: float, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            self.text(x, y + 13 * number, line)

    def box(self, x: float, y: float, width: float, height: float) -> None:
        self.canvas.rect(x, self.height - y - height, width, height)

    def table(
        self, y: float, boxes: list[Box], x: float = 60, widths: tuple[int, ...] = WIDTHS, row: float = 30
    ) -> None:
        edges = [x]
        for width in widths:
            edges.append(edges[-1] + width)
        for top, left, rowspan, colspan, text in boxes:
            self.box(edges[left], y + top * row, edges[left + colspan] - edges[left], rowspan * row)
            self.lines(edges[left] + 5, y + top * row + 4, text)


def plain(*rows: tuple[str, ...], start: int = 0) -> list[Box]:
    return [(r, c, 1, 1, text) for r, texts in enumerate(rows, start) for c, text in enumerate(texts)]


@pytest.fixture
def draw(tmp_path: Path) -> Callable[..., Path]:
    def build(*sheets: Draw, size: tuple[int, int] = PORTRAIT, **options: Any) -> Path:
        path = tmp_path / "form.pdf"
        canvas = Canvas(str(path), pagesize=size, **options)
        for sheet in sheets:
            sheet(Sheet(canvas, size[1]))
            canvas.showPage()
        canvas.save()
        return path

    return build


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def only(path: Path) -> Grid:
    blocks, notices = pdf.read(path)
    assert notices == []
    (grid,) = [block for block in blocks if isinstance(block, Grid)]
    return grid


def pairs(path: Path) -> list[tuple[str, str, str, str]]:
    submission = assemble(pdf.read(path)[0], Submission("form.pdf", "pdf"))
    return [(r.first_tier, r.second_tier_raw, r.name, r.target) for t in submission.tables for r in t.rows]


# --- ruled tables -----------------------------------------------------------------------------------------------------


def test_a_ruled_table_stands_between_its_paragraphs(draw):
    def sheet(page: Sheet) -> None:
        page.text(60, 80, "项目支出绩效目标表")
        page.table(120, plain(HEAD, ("产出指标", "数量指标", "演出场次", "≥12场")))
        page.text(60, 220, "填表人：")

    blocks, notices = pdf.read(draw(sheet))
    assert notices == []
    assert [type(block) for block in blocks] == [Paragraph, Grid, Paragraph]
    title, grid, _ = blocks
    assert isinstance(title, Paragraph)
    assert isinstance(grid, Grid)
    assert (title.text, title.address.split(",")[0]) == ("项目支出绩效目标表", "p1 60")
    assert texts(grid) == [list(HEAD), ["产出指标", "数量指标", "演出场次", "≥12场"]]
    assert grid.merged
    assert grid.rows[1][3] == Cell("≥12场", 1, 3, "p1 320,150,80,30")


def test_spans_come_from_the_edges(draw):
    boxes = [
        (0, 0, 1, 2, "项目名称"),
        (0, 2, 1, 2, "惠民演出"),
        *plain(HEAD, start=1),
        (2, 0, 3, 1, "产出指标"),
        (2, 1, 2, 1, "数量指标"),
        (2, 2, 1, 1, "演出场次"),
        (2, 3, 1, 1, "≥12场"),
        (3, 2, 1, 1, "培训人次"),
        (3, 3, 1, 1, "≥300人次"),
        (4, 1, 1, 1, "质量指标"),
        (4, 2, 1, 1, "验收合格率"),
        (4, 3, 1, 1, "100%"),
    ]
    path = draw(lambda page: page.table(100, boxes))
    grid = only(path)
    first = grid.rows[2][0]
    assert (first.text, first.rowspan, first.colspan) == ("产出指标", 3, 1)
    assert grid.rows[3][0] is first
    assert grid.rows[4][0] is first
    assert (grid.rows[0][0].colspan, grid.rows[0][1] is grid.rows[0][0]) == (2, True)
    assert pairs(path) == [
        ("产出指标", "数量指标", "演出场次", "≥12场"),
        ("产出指标", "数量指标", "培训人次", "≥300人次"),
        ("产出指标", "质量指标", "验收合格率", "100%"),
    ]


def test_wraps_are_joined_and_ended_lines_are_not(draw):
    boxes = plain(HEAD, ("产出指标", "数量指标", "基层文化服务中心设备\n购置数量", "≥4 套"))
    boxes += [(2, 0, 1, 1, "绩效目标"), (2, 1, 1, 3, "1、办好演出\n2、完成培训")]
    grid = only(draw(lambda page: page.table(100, boxes)))
    assert grid.rows[1][2].text == "基层文化服务中心设备购置数量"
    assert grid.rows[1][3].text == "≥4套"
    assert grid.rows[2][1].text == "1、办好演出\n2、完成培训"


def test_words_stay_apart(draw):
    grid = only(draw(lambda page: page.table(100, plain(("名称", "Office 365 授权", "姓名    张三", "a")))))
    assert texts(grid)[0][1:3] == ["Office 365授权", "姓名 张三"]


def test_a_table_without_side_lines_keeps_its_outer_columns(draw):
    def sheet(page: Sheet) -> None:
        for number, row in enumerate(
            (HEAD, ("产出指标", "数量指标", "演出场次", "≥12场"), ("", "质量指标", "合格率", "100%"))
        ):
            for x, text in zip((65, 135, 215, 325), row, strict=True):
                page.text(x, 108 + 30 * number, text)
        for y in (100, 130, 160, 190):
            page.canvas.line(60, 842 - y, 400, 842 - y)
        for x in (130, 210, 320):
            page.canvas.line(x, 842 - 100, x, 842 - 190)

    assert texts(only(draw(sheet)))[1] == ["产出指标", "数量指标", "演出场次", "≥12场"]


def test_a_frame_around_text_is_no_table(draw):
    def sheet(page: Sheet) -> None:
        page.box(50, 90, 300, 60)
        page.text(60, 100, "本表由预算单位填报。")

    blocks, _ = pdf.read(draw(sheet))
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["本表由预算单位填报。"]


def test_watermarks_and_bold_by_double_printing_leave_no_trace(draw):
    def sheet(page: Sheet) -> None:
        page.table(100, plain(HEAD, ("产出指标", "数量指标", "演出场次", "≥12场")))
        page.text(65.2, 134, "产出指标")
        page.canvas.saveState()
        page.canvas.translate(100, 650)
        page.canvas.rotate(45)
        page.canvas.setFont(FONT, 40)
        page.canvas.drawString(0, 0, "内部资料")
        page.canvas.restoreState()

    assert texts(only(draw(sheet)))[1] == ["产出指标", "数量指标", "演出场次", "≥12场"]


def test_text_that_runs_up_a_cell_is_read(draw):
    def sheet(page: Sheet) -> None:
        inner = [box for box in plain(HEAD, ("产", "数量", "演出", "3场")) if box[1]]
        page.table(100, [(0, 0, 2, 1, ""), *inner])
        page.canvas.saveState()
        page.canvas.translate(90, 842 - 155)
        page.canvas.rotate(90)
        page.canvas.setFont(FONT, 10)
        page.canvas.drawString(0, 0, "绩效指标")
        page.canvas.restoreState()

    assert only(draw(sheet)).rows[0][0].text == "绩效指标"


# --- tables over pages ------------------------------------------------------------------------------------------------


def first_page(page: Sheet) -> None:
    page.table(
        700,
        [
            *plain(HEAD),
            (1, 0, 2, 1, "产出指标"),
            (1, 1, 2, 1, "数量指标"),
            (1, 2, 1, 1, "演出场次"),
            (1, 3, 1, 1, "≥12场"),
            (2, 2, 1, 1, "培训人次"),
            (2, 3, 1, 1, "≥300人次"),
        ],
    )


JOINED = [
    ("产出指标", "数量指标", "演出场次", "≥12场"),
    ("产出指标", "数量指标", "培训人次", "≥300人次"),
    ("产出指标", "数量指标", "印制手册数量", "≥500册"),
    ("产出指标", "质量指标", "验收合格率", "100%"),
]


def rest(page: Sheet, labels: tuple[str, str] = ("", ""), start: int = 0, head: tuple[str, ...] = ()) -> None:
    page.table(
        60,
        [
            *(plain(head) if head else []),
            (start, 0, 2, 1, labels[0]),
            (start, 1, 1, 1, labels[1]),
            (start, 2, 1, 1, "印制手册数量"),
            (start, 3, 1, 1, "≥500册"),
            (start + 1, 1, 1, 1, "质量指标"),
            (start + 1, 2, 1, 1, "验收合格率"),
            (start + 1, 3, 1, 1, "100%"),
        ],
    )


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(rest, id="no head"),
        pytest.param(lambda page: rest(page, start=1, head=HEAD), id="head repeated"),
        pytest.param(lambda page: rest(page, ("产出指标", "数量指标")), id="labels repeated"),
        pytest.param(lambda page: rest(page, ("产出指标", "数量指标"), 1, HEAD), id="head and labels repeated"),
    ],
)
def test_a_table_over_two_pages_is_one_table(draw, second):
    path = draw(first_page, second)
    grid = only(path)
    assert len(grid.rows) == 5
    assert grid.rows[1][0].rowspan == 4
    assert grid.rows[4][0] is grid.rows[1][0]
    assert grid.rows[3][1] is grid.rows[1][1]
    assert grid.rows[3][2].address in ("p2 210,60,110,30", "p2 210,90,110,30")
    assert pairs(path) == JOINED


def test_page_numbers_and_running_heads_do_not_part_a_table(draw):
    def with_furniture(sheet: Draw, number: int) -> Draw:
        def both(page: Sheet) -> None:
            page.text(60, 30, "某区文化局 2025年部门预算")
            page.text(280, 805, f"— {number} —")
            sheet(page)

        return both

    path = draw(with_furniture(first_page, 1), with_furniture(rest, 2))
    blocks, _ = pdf.read(path)
    assert [type(block) for block in blocks] == [Grid]
    assert pairs(path) == JOINED


def test_a_paragraph_between_parts_two_tables(draw):
    def second(page: Sheet) -> None:
        page.text(60, 120, "以下为另一项目的绩效目标。")
        page.table(160, plain(HEAD, ("产出指标", "数量指标", "印制手册数量", "≥500册")))

    blocks, _ = pdf.read(draw(first_page, second))
    assert [type(block) for block in blocks] == [Grid, Paragraph, Grid]


def test_other_columns_are_another_table(draw):
    blocks, _ = pdf.read(draw(first_page, lambda page: page.table(60, plain(("事项", "金额")), widths=(150, 190))))
    assert [len(block.rows) for block in blocks if isinstance(block, Grid)] == [3, 1]


def test_a_head_with_a_new_beginning_is_another_table(draw):
    def ended(page: Sheet) -> None:
        page.table(
            700,
            plain(
                HEAD,
                ("产出指标", "数量指标", "演出场次", "≥12场"),
                ("满意度指标", "服务对象满意度指标", "观众满意度", "≥90%"),
            ),
        )

    blocks, _ = pdf.read(
        draw(ended, lambda page: page.table(60, plain(HEAD, ("产出指标", "数量指标", "印制手册数量", "≥500册"))))
    )
    assert [len(block.rows) for block in blocks if isinstance(block, Grid)] == [3, 2]


def test_titles_at_the_top_of_every_page_are_kept(draw):
    def form(project: str) -> Draw:
        def sheet(page: Sheet) -> None:
            page.text(200, 40, "项目支出绩效自评表", 16)
            page.table(
                100,
                [
                    (0, 0, 1, 1, "项目名称"),
                    (0, 1, 1, 3, project),
                    *plain(HEAD, ("产出指标", "数量指标", "场次", "≥1场"), start=1),
                ],
            )

        return sheet

    submission = assemble(pdf.read(draw(form("甲项目"), form("乙项目"), form("丙项目")))[0], Submission("f.pdf", "pdf"))
    assert [(t.title, t.project) for t in submission.tables] == [
        ("项目支出绩效自评表", p) for p in ("甲项目", "乙项目", "丙项目")
    ]


def test_a_torn_row_is_glued(draw):
    def upper(page: Sheet) -> None:
        page.table(730, plain(HEAD, ("产出指标", "数量指标", "基层文化服务中心设备\n采购安装调试及人员培", "≥12场")))

    def lower(page: Sheet) -> None:
        page.table(60, plain(("", "", "训完成数量", ""), ("", "质量指标", "验收合格率", "100%")))

    assert pairs(draw(upper, lower)) == [
        ("产出指标", "数量指标", "基层文化服务中心设备采购安装调试及人员培训完成数量", "≥12场"),
        ("产出指标", "质量指标", "验收合格率", "100%"),
    ]


def test_a_row_without_a_target_is_not_glued_to_a_short_name(draw):
    def upper(page: Sheet) -> None:
        page.table(730, plain(HEAD, ("产出指标", "数量指标", "演出场次", "≥12场")))

    path = draw(upper, lambda page: page.table(60, plain(("", "", "培训人次", ""))))
    assert [row[2:] for row in pairs(path)] == [("演出场次", "≥12场"), ("培训人次", "")]


def test_a_torn_tier_name_is_glued(draw):
    def upper(page: Sheet) -> None:
        page.table(730, plain(HEAD, ("效益指标", "社会效", "观众参与人数", "≥12人")))

    path = draw(upper, lambda page: page.table(60, plain(("", "益指标", "服务覆盖率", "≥90%"))))
    assert pairs(path)[1] == ("效益指标", "社会效益指标", "服务覆盖率", "≥90%")


def test_a_torn_goal_is_glued_where_no_head_is_known_yet(draw):
    goal = [(0, 0, 1, 1, "绩效目标"), (0, 1, 1, 3, "1、办好演出")]
    lower = [
        (0, 0, 1, 1, ""),
        (0, 1, 1, 3, "2、完成培训"),
        *plain(HEAD, ("产出指标", "数量指标", "演出场次", "≥12场"), start=1),
    ]
    grid = only(draw(lambda page: page.table(760, goal), lambda page: page.table(60, lower)))
    assert grid.rows[0][1].text == "1、办好演出\n2、完成培训"
    assert len(grid.rows) == 3


# --- tables without rules ---------------------------------------------------------------------------------------------


def columns(page: Sheet, y: float, *row: str, places: tuple[int, ...] = (60, 150, 250, 420)) -> None:
    for x, text in zip(places, row, strict=True):
        page.text(x, y, text)


def test_words_without_rules_form_columns(draw):
    def sheet(page: Sheet) -> None:
        page.text(200, 80, "项目支出绩效目标表")
        columns(page, 110, "一级指标", "二级指标", "三级指标", "指标值")
        columns(page, 140, "产出指标", "数量指标", "惠民演出场次", "≥12场")
        columns(page, 170, "", "", "基层文化服务中心设备", "")
        columns(page, 178, "", "", "", "≥4套")
        columns(page, 186, "", "", "购置数量", "")
        columns(page, 216, "", "质量指标", "设备验收合格率", "100%")
        columns(page, 246, "效益指标", "社会效益指标", "观众参与人数", "明显增加")

    path = draw(sheet)
    assert texts(only(path))[2] == ["", "", "基层文化服务中心设备购置数量", "≥4套"]
    assert only(path).rows[1][3].address.startswith("p1 420,1")
    assert pairs(path) == [
        ("产出指标", "数量指标", "惠民演出场次", "≥12场"),
        ("产出指标", "数量指标", "基层文化服务中心设备购置数量", "≥4套"),
        ("产出指标", "质量指标", "设备验收合格率", "100%"),
        ("效益指标", "社会效益指标", "观众参与人数", "明显增加"),
    ]


def test_labels_at_the_middle_of_their_rows_move_up(draw):
    def sheet(page: Sheet) -> None:
        columns(page, 110, "一级指标", "二级指标", "三级指标", "指标值")
        for number, name in enumerate(("演出场次", "培训人次", "合格率", "参与人数", "覆盖率")):
            columns(page, 140 + 30 * number, "", ("数量指标", "", "质量指标", "社会效益指标", "")[number], name, "≥9人")
        page.text(60, 170, "产出指标")
        page.text(60, 245, "效益指标")

    assert [row[0] for row in pairs(draw(sheet))] == ["产出指标"] * 3 + ["效益指标"] * 2


def test_a_table_without_rules_runs_over_pages_under_heads_of_two_lines(draw):
    def heads(page: Sheet) -> None:
        columns(page, 100, "", "", "", "年度")
        columns(page, 106, "一级指标", "二级指标", "三级指标", "")
        columns(page, 112, "", "", "", "指标值")

    def one(page: Sheet) -> None:
        heads(page)
        for y, label in ((140, "绩"), (170, "效"), (200, "指"), (230, "标")):
            page.text(25, y, label)
        columns(page, 140, "产出指标", "数量指标", "演出场次", "≥12场")
        columns(page, 170, "", "", "培训人次", "≥30人次")
        page.text(290, 806, "1")

    def two(page: Sheet) -> None:
        heads(page)
        columns(page, 140, "", "", "印制手册数量", "≥500册")
        columns(page, 170, "", "质量指标", "验收合格率", "100%")
        page.text(290, 806, "2")

    assert pairs(draw(one, two)) == [
        ("产出指标", "数量指标", "演出场次", "≥12场"),
        ("产出指标", "数量指标", "培训人次", "≥30人次"),
        ("产出指标", "数量指标", "印制手册数量", "≥500册"),
        ("产出指标", "质量指标", "验收合格率", "100%"),
    ]


def test_text_without_columns_is_read_as_text(draw):
    def sheet(page: Sheet) -> None:
        page.text(60, 110, "一级指标 二级指标 三级指标 指标值")
        page.text(60, 140, "产出指标 数量指标 惠民演出场次 ≥12场")
        page.text(60, 170, "质量指标 基层设备验收合格率 100%")

    path = draw(sheet)
    assert [row[2:] for row in pairs(path)] == [("惠民演出场次", "≥12场"), ("基层设备验收合格率", "100%")]
    assert only(path).rows[1][2].address.startswith("p1 60,1")


def test_wrapped_lines_form_paragraphs(draw):
    def sheet(page: Sheet) -> None:
        page.text(80, 100, "文化局认真贯彻落实上级部署，围绕中心工作，扎实推进公共文化服务体系建设，办好各类惠民")
        page.text(60, 116, "活动。")
        page.text(80, 132, "二、主要职责")

    blocks, _ = pdf.read(draw(sheet))
    assert [block.text[-6:] for block in blocks if isinstance(block, Paragraph)] == ["类惠民活动。", "二、主要职责"]


# --- turned pages -----------------------------------------------------------------------------------------------------


def test_landscape(draw):
    path = draw(
        lambda page: page.table(100, plain(HEAD, ("产出指标", "数量指标", "演出场次", "≥12场")), x=300), size=LANDSCAPE
    )
    assert only(path).rows[1][2].address == "p1 450,130,110,30"


@pytest.mark.parametrize("flagged", [True, False], ids=["rotate entry", "text set sideways"])
def test_a_turned_page_is_read_upright(draw, flagged):
    def sheet(page: Sheet) -> None:
        if flagged:
            page.canvas.setPageRotation(90)
        page.canvas.translate(595, 0)
        page.canvas.rotate(90)
        page.height = 595
        page.table(100, plain(HEAD, ("产出指标", "数量指标", "演出场次", "≥12场")))

    grid = only(draw(sheet))
    assert texts(grid)[1] == ["产出指标", "数量指标", "演出场次", "≥12场"]
    assert grid.rows[0][0].address == "p1 60,100,70,30"


# --- what cannot be read ----------------------------------------------------------------------------------------------


def test_an_encrypted_file_is_named_as_such(draw):
    path = draw(first_page, encrypt="geheim")
    with pytest.raises(ReadingError) as error:
        pdf.read(path)
    assert error.value.code == "R302"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"not a pdf", bytes(range(256)) * 8])
def test_a_broken_file_is_named_as_such(tmp_path, data):
    path = tmp_path / "broken.pdf"
    path.write_bytes(data)
    with pytest.raises(ReadingError) as error:
        pdf.read(path)
    assert error.value.code == "R303"


def test_half_a_file_gives_rows_or_a_code(draw):
    path = draw(first_page, rest)
    whole = path.read_bytes()
    for share in range(1, 20):
        path.write_bytes(whole[: len(whole) * share // 20])
        try:
            pdf.read(path)
        except ReadingError as error:
            assert error.code == "R303"  # noqa: PT017 - either outcome is right


def test_too_many_pages(draw):
    path = draw(*[lambda page: page.text(60, 60, "页")] * 501)
    with pytest.raises(ReadingError) as error:
        pdf.read(path)
    assert error.value.code == "R413"


def scanned(page: Sheet) -> None:
    """A page that is nothing but a picture of text."""
    import pdfplumber

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=PORTRAIT)
    source = Sheet(canvas, 842)
    source.text(60, 100, "项目支出绩效目标表", 20)
    for y, row in ((160, HEAD), (200, ("产出指标", "数量指标", "演出场次", "100场"))):
        for x, text in zip((60, 180, 300, 420), row, strict=True):
            source.text(x, y, text, 16)
    canvas.showPage()
    canvas.save()
    with pdfplumber.open(buffer) as file:
        picture = file.pages[0].to_image(resolution=150).original
    page.canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)


def test_a_picture_of_text_is_said_to_be_unreadable_without_ocr(draw, monkeypatch):
    monkeypatch.setattr(pdf_ocr, "program", lambda: "")
    blocks, notices = pdf.read(draw(first_page, scanned))
    assert [(n.code, n.address) for n in notices] == [("E01", "p2")]
    assert "没有文字层" in notices[0].message
    assert len(blocks) == 1


@pytest.mark.skipif(not pdf_ocr.program(), reason="tesseract with chi_sim is not installed")
def test_a_picture_of_text_is_recognised(draw):
    blocks, notices = pdf.read(draw(scanned))
    assert [(n.code, "OCR" in n.message) for n in notices] == [("E04", True)]
    text = "".join(b.text if isinstance(b, Paragraph) else "".join(c.text for r in b.rows for c in r) for b in blocks)
    assert "绩效目标表" in text
    assert "三级指标" in text


def test_a_text_layer_of_fragments(draw, monkeypatch):
    monkeypatch.setattr(pdf_ocr, "program", lambda: "")

    def sheet(page: Sheet) -> None:
        for y in range(100, 400, 20):
            page.text(60, y, "x] k; {q v~ 1l 产 %j ^w zq p| m<")

    _, notices = pdf.read(draw(sheet))
    assert [n.code for n in notices] == ["E01"]
    assert "碎片" in notices[0].message


def test_a_drawing_is_not_searched_for_tables(draw):
    def sheet(page: Sheet) -> None:
        for place in range(10, 590, 2):
            page.canvas.line(place, 10, place, 590)
            page.canvas.line(10, place, 590, place)
        page.text(60, 100, "项目位置图")

    blocks, notices = pdf.read(draw(sheet))
    assert [(n.code, n.address) for n in notices] == [("E04", "p1")]
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["项目位置图"]


def test_an_empty_page_is_no_fault(draw):
    blocks, notices = pdf.read(draw(first_page, lambda page: None))
    assert notices == []
    assert len(blocks) == 1


def test_reading_twice_gives_the_same(draw):
    path = draw(first_page, rest)
    assert pdf.read(path) == pdf.read(path)
