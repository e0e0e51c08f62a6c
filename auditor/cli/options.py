"""Options that several commands share, each declared once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from auditor.cli.chinese import Choice
from auditor.cli.printing import check_place

_Command = TypeVar("_Command", bound=Callable[..., Any])
Decorator = Callable[[_Command], _Command]

SEVERITIES = ("error", "warning", "info")
TOKENIZERS = ("rjieba", "jieba", "pkuseg")


def _paths(_: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    if not all(value.strip() for value in values):  # an unset variable of a script, not the working folder
        raise click.BadParameter("路径是空的。当前文件夹请写 .（一个点）。", param=param)
    return values


paths = click.argument(
    "paths", metavar="路径…", nargs=-1, required=True, type=click.Path(path_type=str), callback=_paths
)


def _given(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    return values or None


def _output(_: click.Context, __: click.Parameter, value: Path | None) -> Path | None:
    if value is not None:
        check_place(value)
    return value


output = click.option(
    "--output",
    metavar="文件",
    type=click.Path(path_type=Path),
    callback=_output,
    help="写入文件，格式看扩展名；不写时输出到标准输出。",
)
config = click.option(
    "--config", metavar="auditor.toml", type=click.Path(path_type=Path), help="配置文件；命令行选项优先于它。"
)
approved = click.option(
    "--approved",
    metavar="路径",
    multiple=True,
    callback=_given,
    help="同一批项目的批复目标（文件或文件夹，可写多次），用来核对自评表。",
)
ignore_file = click.option(
    "--ignore-file", metavar="清单.csv", help="忽略清单：每行写明指纹、原因、经办人、到期日，所列问题不计。"
)
tokenizer = click.option("--tokenizer", type=Choice(TOKENIZERS), help="分词器（默认 rjieba）。")


def format_option(*formats: str, default: str) -> Callable[[_Command], _Command]:
    """Return ``--format`` with the formats of a command; ``default`` says in Chinese which one applies without it."""
    return click.option("--format", "format_", type=Choice(formats), help=f"输出格式（默认 {default}）。")


def _columns(_: click.Context, param: click.Parameter, value: str | None) -> dict[str, str] | None:
    if value is None:
        return None
    pairs = [item.split("=", 1) for item in value.replace("，", ",").split(",") if item.strip()]
    wrong = next((pair for pair in pairs if len(pair) < 2 or not all(part.strip() for part in pair)), None)
    if wrong is not None:
        raise click.BadParameter(f"“{'='.join(wrong)}”应写成 列=表头，例如 指标值=年度目标值。", param=param)
    return {column.strip(): head.strip() for column, head in pairs}


columns = click.option(
    "--columns",
    metavar="列=表头,…",
    callback=_columns,
    help="指明读错的表头，例如 指标值=年度目标值,三级指标=考核内容。",
)


def _ids(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    ids = [part for value in values for part in value.replace("，", " ").replace(",", " ").split()]
    return tuple(ids) or None


def rules_option(name: str, explanation: str) -> Callable[[_Command], _Command]:
    """Return an option that takes rule ids, separated by commas or given several times."""
    return click.option(name, metavar="规则,…", multiple=True, callback=_ids, help=explanation)
