"""Old Word documents (doc, wps, rtf): LibreOffice turns them into docx, antiword stands in where it is absent.

LibreOffice runs without windows on copies in a work folder, with a profile of its own that refuses macros and links.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from auditor.errors import ReadingError
from auditor.intake.formats import antiword, docx
from auditor.intake.grid import Block
from auditor.intake.safety import Limits
from auditor.intake.sniff import sniff
from auditor.schema import Notice

SECONDS = 60.0
"""What LibreOffice may take to start and convert one file; each further file adds a quarter."""

_EXTENSIONS = {"doc": "doc", "ole": "wps", "rtf": "rtf", "wordxml": "xml"}
_SAVE_AS = "请用 Word 或 WPS 打开，另存为 docx 后再提供。"
_PROFILE = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
)
"""Settings of the profile: no macros, no pictures from elsewhere, no links brought up to date."""


def program() -> str | None:
    """Path of LibreOffice, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def read(path: Path, limits: Limits | None = None) -> tuple[list[Block], list[Notice]]:
    """Read one doc, wps or rtf file.

    Raises
    ------
    ReadingError
        ``R301`` no program to read it, ``R302`` encrypted, ``R303`` not convertible, ``R304`` took too long,
        and those of :func:`auditor.intake.formats.docx.read`.
    """
    with tempfile.TemporaryDirectory(prefix="auditor-") as folder:
        converted = convert([path], Path(folder), limits)[path]
        if isinstance(converted, Path):
            return docx.read(converted, limits)
    if converted.code in ("R301", "R303", "R304") and antiword.available() and sniff(path, limits) == "doc":
        return antiword.read(path)
    raise converted


def convert(
    paths: Sequence[Path], folder: Path, limits: Limits | None = None, *, seconds: float = SECONDS
) -> dict[Path, Path | ReadingError]:
    """Turn several files into docx in one call of LibreOffice.

    Parameters
    ----------
    paths : sequence of Path
        doc, wps and rtf files; they are copied, never opened in place.
    folder : Path
        An empty work folder, which the caller removes.
    limits : Limits, optional
        What each file may cost; the defaults otherwise.
    seconds : float
        Time limit for one file.

    Returns
    -------
    dict
        For each path its docx in ``folder``, or the error that names why there is none.
    """
    found: dict[Path, Path | ReadingError] = {}
    copies: dict[Path, Path] = {}
    office = program()
    (folder / "in").mkdir()
    for number, path in enumerate(dict.fromkeys(paths), 1):
        try:
            copies[path] = folder / "in" / f"{number:06}.{_extension(path, limits)}"
        except ReadingError as error:
            found[path] = error
            continue
        if office is None:
            found[path] = ReadingError("R301", "本机没有可以读取该格式的程序（LibreOffice 或 antiword）。", _SAVE_AS)
        else:
            shutil.copyfile(path, copies[path])
    if office is None:
        return found
    waiting = [copy for path, copy in copies.items() if path not in found]
    in_time = _run(office, waiting, folder, seconds)
    for path, copy in copies.items():
        result = _result(copy, folder)
        if not result.exists() and len(waiting) > 1:  # one bad file may end the call for all
            in_time = _run(office, [copy], folder, seconds)
        found[path] = result if result.exists() else _failure(in_time, seconds)
    return {path: found[path] for path in dict.fromkeys(paths)}


def _extension(path: Path, limits: Limits | None) -> str:
    kind = sniff(path, limits)
    if kind not in _EXTENSIONS:
        raise ReadingError("R303", f"文件内容是 {kind} 格式，不是 Word 文档。", "请核对文件，或改正扩展名后再提供。")
    return _EXTENSIONS[kind]


def _result(copy: Path, folder: Path) -> Path:
    return folder / f"{copy.stem}.docx"


def _failure(in_time: bool, seconds: float) -> ReadingError:
    if in_time:
        return ReadingError("R303", "LibreOffice 无法转换该文件，文件可能已损坏。", _SAVE_AS)
    return ReadingError("R304", f"LibreOffice 转换超过 {seconds:.0f} 秒，已停止。", _SAVE_AS)


def _run(office: str, copies: list[Path], folder: Path, seconds: float) -> bool:
    """Convert copies into ``folder``; False where the time limit ended the call."""
    if not copies:
        return True
    profile = folder / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(_registry(), encoding="utf-8")
    command = [office, f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless", "--norestore"]
    command += ["--nolockcheck", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), *map(str, copies)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - the program found on the PATH, files of our own naming
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    ) as process:
        try:
            process.wait(seconds * (3 + len(copies)) / 4)
        except subprocess.TimeoutExpired:
            _end(process)
            return False
    return True


def _registry() -> str:
    items = (
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _PROFILE
    )
    namespace = "http://openoffice.org/2001/registry"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="{namespace}">{"".join(items)}</oor:items>\n'


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the processes that it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
