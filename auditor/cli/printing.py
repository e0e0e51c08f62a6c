"""Where results go: standard output carries only the chosen format, everything else goes to standard error."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.errors import ConfigurationError

if TYPE_CHECKING:
    from auditor.schema import Failure

_PIPE_WIDTH = 100
_BY_SUFFIX = {".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".txt": "text"}


def on_terminal() -> bool:
    """Tell whether a person reads standard output."""
    return sys.stdout.isatty()


def chosen_format(asked: str | None, output: Path | None, formats: Sequence[str], usual: str = "") -> str:
    """Return the format: as asked, by the suffix of the output file, else the usual one.

    Parameters
    ----------
    asked : str, optional
        ``--format``.
    output : Path, optional
        The output file.
    formats : sequence of str
        What the command can write.
    usual : str
        What it writes otherwise; by default text on a terminal and json in a pipe.

    Raises
    ------
    ConfigurationError
        ``C304`` where the suffix of the output file stands for none of the formats.
    """
    if asked:
        return asked
    if output is not None and output.suffix:
        found = _BY_SUFFIX.get(output.suffix.lower(), "")
        if found in formats:
            return found
        known = "、".join(suffix for suffix, name in _BY_SUFFIX.items() if name in formats)
        raise ConfigurationError(
            "C304", f"扩展名 {output.suffix} 看不出要写成哪种格式。", f"请用扩展名 {known}，或加 --format。"
        )
    return usual or ("text" if output is None and on_terminal() else "json")


def check_place(output: Path) -> None:
    """Refuse an output file that cannot be written, before any work is done.

    Raises
    ------
    ConfigurationError
        ``C301``.
    """
    if output.is_dir():
        raise _unwritable(output, IsADirectoryError())
    if not output.parent.is_dir():
        raise _unwritable(output, FileNotFoundError())


def width() -> int:
    """Return the columns of the terminal, or of ``COLUMNS``; 100 in a pipe."""
    return shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns


def colour(output: Path | None) -> bool:
    """Tell whether colour codes are wanted: only on a terminal, and not with ``NO_COLOR``."""
    return output is None and on_terminal() and not os.environ.get("NO_COLOR")


def emit(text: str, output: Path | None) -> None:
    """Write the result as UTF-8; a .csv file gets a byte order mark so that Excel opens it right.

    Raises
    ------
    ConfigurationError
        ``C301`` if the file cannot be written.
    """
    if output is None:
        _to_standard_output(text)
        return
    encoding = "utf-8-sig" if output.suffix.lower() == ".csv" else "utf-8"
    try:
        output.write_bytes(text.encode(encoding, "replace"))
    except OSError as error:
        raise _unwritable(output, error) from error


def _to_standard_output(text: str) -> None:
    try:
        if on_terminal():
            click.echo(text, nl=False)
        else:
            sys.stdout.buffer.write(text.encode("utf-8", "replace"))
            sys.stdout.buffer.flush()
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell_failures(failures: Iterable[Failure]) -> None:
    """Name each unread file, its code and the reason on standard error."""
    for failure in failures:
        click.echo(f"未读取 {failure.path}：[{failure.code}] {failure.message} {failure.hint}".rstrip(), err=True)


def tell_nothing_found() -> None:
    """Say on standard error that the paths of the call lead to no file."""
    click.echo("没有找到可以读取的文件：文件夹是空的，或只有临时文件。", err=True)


def _unwritable(output: Path, error: OSError) -> ConfigurationError:
    reasons = {
        FileNotFoundError: ("文件夹不存在", "请先建好文件夹。"),
        IsADirectoryError: ("它是文件夹", "请在后面加上文件名，例如 结果.csv。"),
        PermissionError: ("没有写入权限，或文件正被 Excel 等程序打开", "请关闭该文件，或换一个位置。"),
    }
    reason, hint = reasons.get(type(error), ("系统拒绝写入", "请换一个位置。"))
    return ConfigurationError("C301", f"无法写入 {output}：{reason}。", hint)
