"""PDF files: ruled tables, tables without rules, tables over pages, the paragraphs between; scanned pages by OCR."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.errors import ReadingError
from auditor.intake.formats import pdf_flow, pdf_furniture, pdf_ocr, pdf_streams
from auditor.intake.formats.pdf_glyphs import lines_of
from auditor.intake.formats.pdf_page import PageText, read_page
from auditor.intake.grid import Block
from auditor.intake.safety import Limits, check_pages
from auditor.schema import Notice

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # its remarks on a damaged file are for its own log

_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)  # what a damaged file makes the parser raise


def read(path: Path, limits: Limits | None = None) -> tuple[list[Block], list[Notice]]:
    """Read a PDF file.

    Parameters
    ----------
    path : Path
        The file.
    limits : Limits, optional
        How many pages it may have; the defaults otherwise.

    Returns
    -------
    tuple of list of Block and list of Notice
        Grids and paragraphs in reading order, with addresses ``p2 x,y,w,h`` (page from 1, points from the upper left
        corner); ``E01`` for each page that could not be read, ``E04`` for each that was recognised by OCR.

    Raises
    ------
    ReadingError
        ``R302`` encrypted, ``R303`` broken, ``R404`` and ``R405`` streams that become too large, ``R413`` too many pages.
    """
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    damage = (*_DAMAGE, PSException, MalformedPDFException, PdfminerException)
    notices: list[Notice] = []
    pages: list[PageText] = []
    data = path.read_bytes()
    pdf_streams.check(data, limits or Limits())
    try:
        with _open(data) as pdf:
            for page in _pages(pdf, limits or Limits()):
                try:
                    pages.append(_page(page, notices))
                except damage:
                    pages.append(_lost(PageText(page.page_number, 0.0, 0.0, fault="页面内容损坏"), notices))
                page.close()
    except damage as error:
        raise _refused(error) from None
    if all(page.fault == "页面内容损坏" for page in pages):
        raise _refused(None)
    pdf_furniture.without_furniture(pages)
    return pdf_flow.blocks(pages), notices


def _open(data: bytes) -> PDF:
    """Open from memory: an opened file would stay so where the parser gives up."""
    import pdfplumber

    return pdfplumber.open(io.BytesIO(data))


def _pages(pdf: PDF, limits: Limits) -> list[Page]:
    from pdfminer.pdfpage import PDFPage
    from pdfplumber.page import Page

    sources = list(islice(PDFPage.create_pages(pdf.doc), limits.pdf_pages + 1))
    check_pages(len(sources), limits)
    return [Page(pdf, source, number) for number, source in enumerate(sources, 1)]


def _refused(error: BaseException | None) -> ReadingError:
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    causes = (error, *(error.args if error else ()))
    if any(isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)) for cause in causes):
        return ReadingError("R302", "PDF 已加密，没有密码无法读取。", "请提供取消密码保护的文件。")
    return ReadingError("R303", "PDF 已损坏或不完整，无法读取。", "请重新导出或从原系统重新下载后再提供。")


def _page(page: Page, notices: list[Notice]) -> PageText:
    found = read_page(page)
    at = f"p{found.number}"
    if found.crowded:
        notices.append(
            Notice(
                "E04",
                "warning",
                f"第 {found.number} 页线条过多，未按表格线读取。",
                at,
                "该处表格结构不清，请核对原件。",
            )
        )
    if not found.fault:
        return found
    words = pdf_ocr.recognise(page)
    if not words:
        return _lost(found, notices)
    found.lines = lines_of(words, found.number, found.height)
    message = f"第 {found.number} 页{found.fault}，已用 OCR（tesseract）识别，可能有错字。"
    notices.append(Notice("E04", "warning", message, at, "请核对原件，或提供可复制文字的版本。"))
    found.fault = ""
    return found


def _lost(page: PageText, notices: list[Notice]) -> PageText:
    message = f"第 {page.number} 页无法读取（{page.fault}），未审核。"
    notices.append(Notice("E01", "error", message, f"p{page.number}", "请提供可复制文字的版本。"))
    return page
