"""Hostile files give a coded error before any parser sees them; the content tells the format, not the name."""

from __future__ import annotations

import contextlib
import random
import struct
import zipfile
from pathlib import Path

import pytest

from auditor.errors import ReadingError
from auditor.intake.safety import Limits, Tally, check_pages, check_size, check_zip
from auditor.intake.sniff import misnamed, sniff

MB = 1024 * 1024
TYPES = {"[Content_Types].xml": b"<Types/>"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def make(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def compound(path: Path, *names: str, flags: int = 0) -> Path:
    """A compound file: header, a first sector that begins like a Word stream, and its directory."""
    header = bytearray(OLE.ljust(512, b"\0"))
    struct.pack_into("<H", header, 30, 9)
    stream = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, flags).ljust(512, b"\0")
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2) + bytes(62) for name in names
    )
    path.write_bytes(bytes(header) + stream + entries)
    return path


def code_of(call, *args, **kwargs) -> str:
    with pytest.raises(ReadingError) as caught:
        call(*args, **kwargs)
    assert caught.value.message
    assert caught.value.hint
    return caught.value.code


def test_zip_ordinary_package_passes(tmp_path):
    check_zip(make(tmp_path / "a.docx", {**TYPES, "word/document.xml": b"<w/>"}))


def test_zip_bomb_by_ratio(tmp_path):
    assert code_of(check_zip, make(tmp_path / "a.docx", {"word/document.xml": bytes(30 * MB)})) == "R404"


def test_zip_small_member_that_packs_well_passes(tmp_path):
    check_zip(make(tmp_path / "a.xlsx", {**TYPES, "xl/empty.xml": bytes(MB)}))


def test_zip_bomb_by_total_size(tmp_path):
    members = {f"{n}.xml": bytes(MB) for n in range(8)}
    assert code_of(check_zip, make(tmp_path / "a.docx", members), Limits(inflated_size=7 * MB)) == "R405"


def test_zip_too_many_members_are_counted_before_they_are_listed(tmp_path):
    path = make(tmp_path / "a.zip", {f"{n}": b"" for n in range(5001)}, zipfile.ZIP_STORED)
    assert code_of(check_zip, path) == "R402"
    data = bytearray(path.read_bytes())
    data[-14:-10] = struct.pack("<HH", 1, 1)  # the printed number of entries lies
    path.write_bytes(data)
    assert code_of(check_zip, path) == "R402"


def test_zip_in_zip_is_too_deep(tmp_path):
    path = make(tmp_path / "a.zip", {"inner.zip": b"PK"})
    check_zip(path, depth=1)
    assert code_of(check_zip, path, depth=2) == "R406"


def test_zip_other_compression_is_named(tmp_path):
    assert code_of(check_zip, make(tmp_path / "a.zip", {"a": b"x"}, zipfile.ZIP_LZMA)) == "R407"


def test_zip_encrypted_member_is_named(tmp_path):
    path = make(tmp_path / "a.zip", {"a": b"x"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert code_of(check_zip, path) == "R302"


@pytest.mark.parametrize("kept", [4, 30, 100, 0.5, 0.9, -1, -21])
def test_zip_truncated(tmp_path, kept):
    path = make(tmp_path / "a.docx", {**TYPES, "word/document.xml": random.Random(1).randbytes(500)})
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept) if isinstance(kept, float) else kept])
    assert code_of(check_zip, path) == "R403"
    assert code_of(sniff, path) == "R403"


def test_zip_random_bytes_and_mutants_never_raise_anything_else(tmp_path):
    path = make(tmp_path / "a.docx", {**TYPES, **{f"word/{n}.xml": b"<w/>" * n for n in range(5)}})
    data, chance = path.read_bytes(), random.Random(3)
    for _ in range(300):
        mutant = bytearray(data)
        for place in chance.sample(range(len(data)), 3):
            mutant[place] = chance.randrange(256)
        path.write_bytes(mutant)
        for call in (check_zip, sniff):
            with contextlib.suppress(ReadingError):
                call(path)


def test_size_empty_and_too_large(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"")
    assert code_of(check_size, path) == "R201"
    with path.open("wb") as handle:
        handle.truncate(200 * MB)
    assert code_of(check_zip, path) == "R401"
    assert code_of(sniff, path) == "R401"


def test_missing_file_stays_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        check_zip(tmp_path / "none.docx")


def test_tally_and_pages():
    tally = Tally(Limits(rows=2, cells=5))
    tally.add(5, 2)
    assert code_of(tally.add, 0, 1) == "R411"
    assert code_of(Tally(Limits(cells=5)).add, 6) == "R412"
    check_pages(500)
    assert code_of(check_pages, 501) == "R413"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("word/document.xml", "docx"),
        ("xl/workbook.xml", "xlsx"),
        ("xl/workbook.bin", "xlsb"),
        ("ppt/presentation.xml", "pptx"),
        ("OFD.xml", "ofd"),
        ("其他.txt", "zip"),
    ],
)
def test_sniff_packages(tmp_path, name, found):
    assert sniff(make(tmp_path / "a.bin", {**TYPES, name: b"<a/>"})) == found


def test_sniff_package_of_documents_is_no_document(tmp_path):
    inner = make(tmp_path / "in.docx", {**TYPES, "word/document.xml": b"<a/>"}).read_bytes()
    assert sniff(make(tmp_path / "a.zip", {"in.docx": inner}, zipfile.ZIP_STORED)) == "zip"


@pytest.mark.parametrize(("kind", "found"), [("text", "odt"), ("spreadsheet", "ods")])
def test_sniff_open_document(tmp_path, kind, found):
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    assert sniff(make(tmp_path / "a", {"mimetype": mimetype}, zipfile.ZIP_STORED)) == found


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Root Entry", "WordDocument"], "doc"),
        (["Root Entry", "Workbook"], "xls"),
        (["Root Entry", "Book"], "xls"),
        (["PowerPoint Document"], "ppt"),
        (["Root Entry", "MatOST"], "ole"),
    ],
)
def test_sniff_compound_files(tmp_path, names, found):
    assert sniff(compound(tmp_path / "a.doc", *names)) == found


def test_sniff_names_encrypted_office_files(tmp_path):
    assert code_of(sniff, compound(tmp_path / "a.docx", "EncryptionInfo", "EncryptedPackage")) == "R302"
    assert code_of(sniff, compound(tmp_path / "a.doc", "WordDocument", flags=0x0100)) == "R302"
    assert sniff(compound(tmp_path / "a.doc", "WordDocument", flags=0x0200)) == "doc"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"junk\n%PDF-1.4\n", "pdf"),
        (rb"{\rtf1", "rtf"),
        (b"Rar!\x1a\x07", "rar"),
        (b"\x89PNG\r\n", "image"),
        (b"<!DOCTYPE html>\n<html>", "html"),
        (b"\xef\xbb\xbf  <TABLE border=1>", "html"),
        ("\ufeff<html>".encode("utf-16-le"), "html"),
        (b"MIME-Version: 1.0\r\n", "mhtml"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "wordxml"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "excelxml"),
        ("一级指标,二级指标".encode("gb18030"), "text"),
        (b"<5 of them", "text"),
    ],
)
def test_sniff_other_content(tmp_path, data, found):
    path = tmp_path / "a.doc"
    path.write_bytes(data)
    assert sniff(path) == found


@pytest.mark.parametrize(
    ("name", "found", "said"),
    [
        ("a.doc", "docx", True),
        ("a.xls", "html", True),
        ("a", "pdf", True),
        ("a.docm", "docx", False),
        ("a.wps", "doc", False),
        ("a.et", "xls", False),
        ("A.DOCX", "docx", False),
        ("a.csv", "text", False),
    ],
)
def test_wrong_extension_is_said(name, found, said):
    notice = misnamed(Path(name), found)
    assert bool(notice) is said
    assert notice is None or (notice.level == "info" and found in notice.message)
