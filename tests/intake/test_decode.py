"""Bytes of every encoding become the same text; what is no text becomes a coded error that says what to do."""

from __future__ import annotations

import codecs
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import intake
from auditor.errors import ReadingError
from auditor.intake.formats.decode import decode

TEXT = "一级指标,二级指标,三级指标,指标值\r\n产出指标,数量指标,巡查河段次数,≥12次\r\n"
BOMS = {
    "utf-8-sig": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "utf-16-le", "utf-16-be"])
def test_encodings_without_mark(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT.replace("\r\n", "\n")


@pytest.mark.parametrize("encoding", BOMS)
def test_encodings_with_mark(encoding: str) -> None:
    text = decode(BOMS[encoding] + TEXT.encode(encoding)).lstrip("\ufeff")
    assert text == TEXT.replace("\r\n", "\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("suffix", ["csv", "txt"])
def test_a_file_reads_alike_in_every_encoding(tmp_path: Path, encoding: str, suffix: str) -> None:
    form = tmp_path / f"form.{suffix}"
    text = TEXT if suffix == "csv" else TEXT.replace(",", "\t")
    form.write_bytes(text.encode(encoding))
    (row,) = intake.read(form).tables[0].rows
    assert (row.second_tier, row.name, row.target) == ("数量指标", "巡查河段次数", "≥12次")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x0b"])
def test_line_ends_are_one(newline: str) -> None:
    assert decode(f"甲{newline}乙".encode()) == "甲\n乙"


@pytest.mark.parametrize("data", [b"", b"  \r\n\t", "\u3000\xa0\n".encode(), codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
@pytest.mark.parametrize("suffix", ["txt", "csv", "tsv", "md"])
def test_empty_files_are_named_so(tmp_path: Path, data: bytes, suffix: str) -> None:
    form = tmp_path / f"empty.{suffix}"
    form.write_bytes(data)
    with pytest.raises(ReadingError) as caught:
        intake.read(form)
    assert caught.value.code == "R201"
    assert caught.value.hint


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("suffix", ["txt", "csv"])
def test_binary_is_no_text(tmp_path: Path, seed: int, suffix: str) -> None:
    form = tmp_path / f"noise.{suffix}"
    form.write_bytes(b"\x00\x01" + random.Random(seed).randbytes(5000))
    with pytest.raises(ReadingError) as caught:
        intake.read(form)
    assert caught.value.code == "R202"


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "R103"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "R103"),
        (b"Rar!\x1a\x07\x00", "R103"),
        (b"%PDF-1.7\n1 0 obj\n", "R303"),
        (b"PK\x03\x04\x14\x00", "R403"),
    ],
)
@pytest.mark.parametrize("suffix", ["txt", "csv"])
def test_a_file_is_what_it_holds_not_what_it_is_called(tmp_path: Path, head: bytes, code: str, suffix: str) -> None:
    form = tmp_path / f"renamed.{suffix}"
    form.write_bytes(head + b" " * 40)
    with pytest.raises(ReadingError) as caught:
        intake.read(form)
    assert caught.value.code == code
    assert caught.value.hint


def test_a_web_page_under_another_name_is_read_and_said_to_be_one(tmp_path: Path) -> None:
    form = tmp_path / "renamed.txt"
    rows = ("三级指标", "指标值"), ("乡村图书室开放天数", "≥200天")
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in ("数量指标", *row)) + "</tr>" for row in rows)
    page = f"<!DOCTYPE html><html><body><table>{cells.replace('数量指标', '二级指标', 1)}</table></body></html>"
    form.write_bytes(codecs.BOM_UTF8 + page.encode())
    submission = intake.read(form)
    assert [row.name for table in submission.tables for row in table.rows] == ["乡村图书室开放天数"]
    assert any("html" in notice.message for notice in submission.notices)


def test_missing_files_and_unknown_formats(tmp_path: Path) -> None:
    with pytest.raises(ReadingError) as caught:
        intake.read(tmp_path / "nowhere.txt")
    assert caught.value.code == "R101"
    (tmp_path / "film.mp4").write_bytes(b"x")
    with pytest.raises(ReadingError) as caught:
        intake.read(tmp_path / "film.mp4")
    assert caught.value.code == "R103"


FORM = "二级指标,三级指标,指标值\n" + "".join(f"数量指标,乡村图书室第{i}间开放天数,≥{200 + i}天\n" for i in range(30))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("suffix", ["csv", "txt"])
def test_one_damaged_byte_costs_one_character(tmp_path: Path, encoding: str, suffix: str) -> None:
    form = tmp_path / f"damaged.{suffix}"
    lines = FORM.encode(encoding).split(b"\n")
    lines[3] = lines[3].replace("乡".encode(encoding), b"\xff", 1)
    form.write_bytes(b"\n".join(lines).replace(b",", b"\t" if suffix == "txt" else b","))
    submission = intake.read(form)
    names = [row.name for table in submission.tables for row in table.rows]
    assert len(names) == 30
    assert "\ufffd" in names[2]
    assert [name for name in names if "\ufffd" in name] == names[2:3]
    (notice,) = (n for n in submission.notices if "损坏" in n.message)
    assert (notice.code, notice.level, notice.address) == ("E04", "warning", "L4")
    assert "第 4 行" in notice.message


def test_a_file_of_damage_is_refused(tmp_path: Path) -> None:
    form = tmp_path / "damaged.csv"
    form.write_bytes(FORM.encode().replace("开".encode(), b"\xff\xfe"))
    with pytest.raises(ReadingError) as caught:
        intake.read(form)
    assert caught.value.code == "R202"


def test_a_whole_file_has_no_notice_of_damage(tmp_path: Path) -> None:
    form = tmp_path / "whole.csv"
    form.write_text(FORM, encoding="gb18030")
    assert intake.read(form).notices == []


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_a_coded_error(data: bytes) -> None:
    codes = set()
    try:
        decode(data)
    except ReadingError as error:
        codes.add(error.code)
    assert codes <= {"R201", "R202"}


@given(st.text(alphabet="一二产出指标数量效益满意度三级值≥%|,\t \n:：0123456789abc-/", max_size=400))
def test_any_text_is_read_without_a_crash(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    for suffix in ("txt", "csv", "md"):
        form = folder / f"any.{suffix}"
        form.write_text(text + "甲", encoding="utf-8")
        intake.read(form)
