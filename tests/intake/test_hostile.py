"""Hostile and broken files: each gives its coded message, without a hang and under 500 MB, measured in a process of its own."""

from __future__ import annotations

import json
import random
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from layouts import biff8, render

SECONDS = 60  # a hang, not a measure of speed
MEMORY = 500 * 1024 * 1024
MB = 1024 * 1024
LAYOUT = render.load(Path(render.__file__).with_name("vertical_label.toml"))["part"]
FORMATS = ("docx", "xlsx", "xls", "html", "csv", "txt", "pdf")
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE bomb [<!ENTITY a0 "绩效目标">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
CHILD = """
import json, os, sys
from auditor import intake
from auditor.errors import ReadingError
with intake.sources([sys.argv[1]]) as found:
    try:
        submissions = [intake.read_source(source) for source in found]
        said = "rows" if any(s.tables for s in submissions) else "nothing"
    except ReadingError as error:
        said = error.code if error.message and error.hint else "no hint"
memory = 0
if os.path.exists("/proc/self/status"):  # ru_maxrss would count the process that started this one
    memory = next(int(line.split()[1]) * 1024 for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([said, memory]))
"""


def end_of(path: Path) -> str:
    """How reading ends; asserts that it does end, and takes little memory."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr
    said, memory = json.loads(done.stdout)
    assert memory < MEMORY
    return said


def form(folder: Path, extension: str) -> Path:
    return render.write(LAYOUT, folder, extension)


def with_member(path: Path, name: str, content: bytes | Callable[[bytes], bytes]) -> Path:
    """The package with one member replaced."""
    with zipfile.ZipFile(path) as archive:
        members = {found: archive.read(found) for found in archive.namelist()}
    members[name] = content if isinstance(content, bytes) else content(members[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return path


def named(content: bytes) -> bytes:
    """A part of XML that begins with the entity bomb and uses it in its first text."""
    body = content[content.index(b"?>") + 2 :] if content.startswith(b"<?xml") else content
    return ENTITIES.encode() + body.replace(b"</", b"&a9;</", 1)


# --- bombs ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("extension", "member"),
    [
        ("docx", "word/document.xml"),
        ("xlsx", "xl/worksheets/sheet1.xml"),
        ("xlsx", "xl/sharedStrings.xml"),
        ("xlsx", "xl/styles.xml"),
    ],
)
def test_zip_bomb_in_an_office_file(extension: str, member: str, tmp_path: Path) -> None:
    assert end_of(with_member(form(tmp_path, extension), member, bytes(100 * MB))) == "R404"


def test_zip_bomb_in_a_package(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("目标表.txt", bytes(100 * MB))
    assert end_of(path) == "R404"


def test_package_in_a_package_in_a_package(tmp_path: Path) -> None:
    path, outer = tmp_path / "inner.zip", tmp_path / "outer.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "一级指标")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(path, "inner.zip")
    assert end_of(outer) == "R406"


@pytest.mark.parametrize(
    ("extension", "member", "code"),
    [
        ("docx", "word/document.xml", "R408"),
        ("docx", "_rels/.rels", "R408"),
        ("xlsx", "xl/workbook.xml", "R408"),
        ("xlsx", "xl/styles.xml", "R408"),
        ("xlsx", "xl/_rels/workbook.xml.rels", "R408"),
        ("xlsx", "xl/worksheets/sheet1.xml", "R408"),
    ],
)
def test_entity_bomb_in_an_office_file(extension: str, member: str, code: str, tmp_path: Path) -> None:
    assert end_of(with_member(form(tmp_path, extension), member, named)) == code


def test_entity_bomb_in_an_xml_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    sheet = (
        '<Worksheet ss:Name="表"><Table><Row><Cell><Data ss:Type="String">&a9;</Data></Cell></Row></Table></Worksheet>'
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    path.write_text(
        f'{ENTITIES}<?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" xmlns:ss="{space}">{sheet}</Workbook>',
        encoding="utf-8",
    )
    assert end_of(path) == "R408"


def test_entities_of_a_web_page_stay_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"{ENTITIES}<html><table><tr><td>&a9;</td></tr></table></html>", encoding="utf-8")
    assert end_of(path) == "nothing"


def test_pdf_stream_that_inflates_without_end(tmp_path: Path) -> None:
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(bytes(MB)) for _ in range(600)) + packer.flush()  # about 600 kB
    path = tmp_path / "a.pdf"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(bomb), bomb),
    ]
    path.write_bytes(pdf_of(objects))
    assert end_of(path) == "R405"


def test_pdf_page_of_a_square_kilometre(tmp_path: Path) -> None:
    """A page without text is sent to OCR; its picture must not be drawn whole."""
    path = tmp_path / "a.pdf"
    picture = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n0\nendstream"
    drawing = b"q 99999 0 0 99999 0 0 cm /I Do Q"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99999 99999]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
        picture,
    ]
    path.write_bytes(pdf_of(objects))
    assert end_of(path) in ("nothing", "R303")


def pdf_of(objects: list[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + trailer


# --- broken, encrypted, empty -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("extension", "codes"), [("docx", "R403"), ("xlsx", "R403"), ("xls", "R312"), ("pdf", "R303")])
def test_truncated(extension: str, codes: str, tmp_path: Path) -> None:
    path = form(tmp_path, extension)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 4])
    assert end_of(path) in codes.split()


@pytest.mark.parametrize("extension", [*FORMATS, "zip", "doc", "wps", "tsv", "md"])
def test_random_bytes(extension: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{extension}"
    path.write_bytes(random.Random(extension).randbytes(200_000))
    assert end_of(path).startswith("R")


@pytest.mark.parametrize(
    ("extension", "start"),
    [("docx", b"PK\x03\x04"), ("xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ("pdf", b"%PDF-1.7\n")],
)
def test_random_bytes_behind_a_signature(extension: str, start: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"a.{extension}"
    path.write_bytes(start + random.Random(1).randbytes(200_000))
    assert end_of(path).startswith("R")


@pytest.mark.parametrize("extension", ["docx", "xlsx"])
def test_encrypted_office_file(extension: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{extension}"
    package = form(tmp_path, extension).read_bytes()
    hidden = bytes(byte ^ 0xA5 for byte in package[:4096])
    path.write_bytes(
        biff8.compound(
            {"EncryptionInfo": struct.pack("<HHI", 4, 4, 0x40) + bytes(5000), "EncryptedPackage": hidden + bytes(4096)}
        )
    )
    assert end_of(path) == "R302"


def test_encrypted_xls(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    start = struct.pack("<HHHHHHII", 0x809, 16, 0x0600, 5, 0, 0, 0, 0)
    locked = struct.pack("<HHH", 0x2F, 54, 1) + bytes(52)
    path.write_bytes(biff8.compound({"Workbook": start + locked + random.Random(2).randbytes(6000)}))
    assert end_of(path) == "R311"


def test_encrypted_pdf(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), encrypt=StandardEncryption("geheim", ownerPassword="besitz", strength=128))
    canvas.drawString(100, 700, "locked")
    canvas.save()
    assert end_of(tmp_path / "a.pdf") == "R302"


@pytest.mark.parametrize("extension", [*FORMATS, "zip", "doc"])
def test_empty(extension: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{extension}"
    path.write_bytes(b"")
    assert end_of(path) == "R201"


@pytest.mark.parametrize("extension", [*FORMATS, "zip", "doc"])
def test_two_hundred_megabytes_of_nothing(extension: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{extension}"
    with path.open("wb") as handle:
        handle.truncate(200 * MB)
    assert end_of(path) == "R401"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("extension", ["csv", "tsv", "txt", "html"])
def test_utf_16_is_read(extension: str, encoding: str, tmp_path: Path) -> None:
    path = form(tmp_path, extension)
    text = path.read_text(encoding="utf-8-sig").replace("charset='utf-8'", "")
    path.write_bytes(text.encode(encoding))
    assert end_of(path) == "rows"


# --- too much of it ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("extension", "line", "count"),
    [
        ("txt", "一级指标\t二级指标\t三级指标\t指标值\n", 700_000),
        ("txt", "完成年度重点工作，确保目标实现。\n", 700_000),
        ("txt", "\t产出指标\n\n", 700_000),
        ("csv", "产出指标,数量指标,指标,≥1个\n", 700_000),
        ("csv", "产出指标,", 1_000_000),
        ("html", "<tr><td>产出指标</td><td>≥1个</td></tr>", 450_000),
        ("html", "<table><tr><td>", 20_000),
    ],
)
def test_endless_tables(extension: str, line: str, count: int, tmp_path: Path) -> None:
    path = tmp_path / f"a.{extension}"
    start = "<html><table>" if extension == "html" else ""
    path.write_text(start + line * count, encoding="utf-8")
    assert end_of(path) != "rows"


def test_stray_cell_in_the_last_corner(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = form(tmp_path, "xlsx")
    book = load_workbook(path)
    book.worksheets[0]["XFD1048576"] = "x"
    book.save(path)
    assert end_of(path) == "R314"


def test_stray_cell_in_the_last_corner_of_an_old_workbook(tmp_path: Path) -> None:
    sheet = biff8.Sheet("表")
    sheet.cells = {(0, 0): ("三级指标", False), (65_535, 16_000): ("x", False)}
    path = tmp_path / "a.xls"
    path.write_bytes(biff8.workbook([sheet]))
    assert end_of(path) == "R314"


def test_one_cell_over_every_place(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><table>" + "<tr><td colspan=1000 rowspan=65000>指标值</td></tr>" * 50 + "</table></html>",
        encoding="utf-8",
    )
    assert end_of(path) in ("nothing", "R315", "R412")
