"""Where results go: standard output carries only the chosen format, everything else goes to standard error."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
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


def text_or_json(asked: str | None, output: Path | None) -> str:
    """Return the format: as asked, by the suffix of the output file, text on a terminal, json in a pipe."""
    if asked:
        return asked
    if output is not None and output.suffix.lower() in _BY_SUFFIX:
        return _BY_SUFFIX[output.suffix.lower()]
    return "text" if output is None and on_terminal() else "json"


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
        raise ConfigurationError(
            "C301", f"无法写入 {output}：{_reason(error)}。", "请检查 --output 的文件夹是否存在、能否写入。"
        ) from error


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


def _reason(error: OSError) -> str:
    reasons = {FileNotFoundError: "文件夹不存在", IsADirectoryError: "它是文件夹", PermissionError: "没有写入权限"}
    return reasons.get(type(error), "系统拒绝写入")
