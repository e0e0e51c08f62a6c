"""Old Word files: LibreOffice first, antiword in its place, otherwise a coded error that says what to do."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.errors import ReadingError
from auditor.intake.formats import antiword, office
from auditor.intake.grid import Grid
from auditor.intake.safety import Limits

needs_office = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")

RTF = (
    r"{\rtf1\ansi\uc1 \u32489?\u25928? \par \trowd\cellx3000\cellx6000 \intbl \u25968?\u37327?\cell \u8805?5\cell\row"
    r"\trowd\cellx3000\cellx6000 \intbl \u36136?\u37327?\cell 100%\cell\row \pard end\par}"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def entry(name: str) -> bytes:
    encoded = name.encode("utf-16-le")
    return encoded.ljust(64, b"\0") + (len(encoded) + 2).to_bytes(2, "little") + bytes(62)


@pytest.fixture
def rtf(tmp_path):
    path = tmp_path / "绩效 表.doc"
    path.write_text(RTF, encoding="ascii")
    return path


@pytest.fixture
def doc(tmp_path):
    """A compound file that calls itself a Word document and is none."""
    path = tmp_path / "broken.doc"
    path.write_bytes(OLE + entry("WordDocument"))
    return path


@pytest.fixture
def absent(monkeypatch):
    """Neither program is on the PATH."""
    monkeypatch.setattr(shutil, "which", lambda name: None)


def fake(monkeypatch, folder: Path, name: str, script: str) -> None:
    """Put a program of this name on the PATH in front of the real one."""
    if sys.platform == "win32":
        pytest.skip("the stand-in is a shell script")
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda asked: str(program) if asked == name else None)
    monkeypatch.setenv("PATH", str(folder), prepend=":")


@needs_office
def test_office_reads_a_table_from_a_doc(rtf):
    blocks, notices = office.read(rtf)
    (grid,) = [block for block in blocks if isinstance(block, Grid)]
    assert [[found.text for found in line] for line in grid.rows] == [["数量", "≥5"], ["质量", "100%"]]
    assert grid.rows[0][1].address == "t1r1c2"
    assert notices == []


@needs_office
def test_office_converts_files_of_one_name_and_keeps_the_bad_ones_apart(rtf, tmp_path):
    twin = tmp_path / "other" / rtf.name
    twin.parent.mkdir()
    shutil.copy(rtf, twin)
    empty, wrong = tmp_path / "empty.doc", tmp_path / "wrong.doc"
    empty.write_bytes(b"")
    wrong.write_bytes(b"%PDF-1.7")
    folder = tmp_path / "work"
    folder.mkdir()
    found = office.convert([rtf, empty, twin, wrong, rtf], folder)
    assert list(found) == [rtf, empty, twin, wrong]
    assert isinstance(found[rtf], Path)
    assert isinstance(found[twin], Path)
    assert found[rtf] != found[twin]
    assert (found[empty].code, found[wrong].code) == ("R201", "R303")
    assert sorted(p.name for p in rtf.parent.iterdir()) == ["empty.doc", "other", "work", "wrong.doc", rtf.name]


def test_office_absent_says_what_to_do(rtf, absent):
    with pytest.raises(ReadingError) as caught:
        office.read(rtf)
    assert caught.value.code == "R301"
    assert "另存为 docx" in caught.value.hint


def test_office_names_encrypted_files(tmp_path, absent):
    path = tmp_path / "locked.doc"
    path.write_bytes(OLE + entry("EncryptedPackage"))
    with pytest.raises(ReadingError) as caught:
        office.read(path)
    assert (caught.value.code, caught.value.message) == ("R302", "文件已加密，无法读取。")


def test_office_ends_a_call_that_takes_too_long(monkeypatch, tmp_path, rtf):
    fake(monkeypatch, tmp_path, "soffice", "sleep 60")
    work = tmp_path / "work"
    work.mkdir()
    error = office.convert([rtf], work, seconds=0.5)[rtf]
    assert isinstance(error, ReadingError)
    assert error.code == "R304"


def test_office_tries_the_others_alone_after_a_crash(monkeypatch, tmp_path, rtf):
    twin = tmp_path / "b.doc"
    shutil.copy(rtf, twin)
    log = tmp_path / "calls"
    fake(monkeypatch, tmp_path, "soffice", f'echo "$@" >> "{log}"')
    work = tmp_path / "work"
    work.mkdir()
    found = office.convert([rtf, twin], work)
    assert [error.code for error in found.values()] == ["R303", "R303"]
    calls = log.read_text(encoding="utf-8").splitlines()
    assert len(calls) == 3
    assert all("-env:UserInstallation=file:///" in call for call in calls)


def test_office_profile_refuses_macros(monkeypatch, tmp_path, rtf):
    fake(monkeypatch, tmp_path, "soffice", "exit 1")
    work = tmp_path / "work"
    work.mkdir()
    office.convert([rtf], work)
    profile = (work / "profile" / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true<' in profile


def test_office_falls_back_to_antiword_and_says_so(monkeypatch, tmp_path, doc):
    rows = ("三级指标    |指标值    ", "组织全部培训|≥5次      ", "多次        |          ", "质量        |100%      ")
    printed = "绩效目标表\n" + "".join(f"|{line}|\n" for line in rows)
    (tmp_path / "printed").write_text(printed, encoding="utf-8")
    fake(monkeypatch, tmp_path, "antiword", f'cat "{tmp_path}/printed"')
    blocks, (notice,) = office.read(doc)
    grid = blocks[-1]
    assert isinstance(grid, Grid)
    assert [[found.text for found in line] for line in grid.rows] == [
        ["三级指标", "指标值"],
        ["组织全部培训多次", "≥5次"],
        ["质量", "100%"],
    ]
    assert notice.code == "E04"
    assert "合并单元格" in notice.message


def test_antiword_that_cannot_read_gives_its_code(monkeypatch, tmp_path, doc):
    fake(monkeypatch, tmp_path, "antiword", "exit 1")
    with pytest.raises(ReadingError) as caught:
        antiword.read(doc)
    assert caught.value.code == "R303"


def test_antiword_takes_too_long(monkeypatch, tmp_path, doc):
    def late(*args, **kwargs):
        raise subprocess.TimeoutExpired("antiword", 30)

    monkeypatch.setattr(subprocess, "run", late)
    with pytest.raises(ReadingError) as caught:
        antiword.read(doc)
    assert caught.value.code == "R304"


def test_office_keeps_the_limits(rtf, absent):
    with pytest.raises(ReadingError) as caught:
        office.read(rtf, Limits(file_size=10))
    assert caught.value.code == "R401"
