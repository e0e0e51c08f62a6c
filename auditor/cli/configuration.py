"""``auditor config``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from auditor.cli import options, printing
from auditor.cli.chinese import Command
from auditor.cli.configuring import settings
from auditor.cli.exit_codes import FINE

_FORMATS = ("text", "json")


@click.command("config", cls=Command)
@click.option("--show", is_flag=True, help="列出每个配置项的值、来自哪里、是什么意思（不写也一样）。")
@options.config
@options.rules_option("--select", "只用这些规则，例如 V03,N01。")
@options.rules_option("--ignore", "不用这些规则。")
@options.tokenizer
@options.columns
@options.format_option(*_FORMATS, default="终端上 text，管道中 json")
@options.output
def config(show: bool, config: Path | None, format_: str | None, output: Path | None, **given: Any) -> int:  # noqa: ARG001 - there is only one thing to show
    """核对配置，并列出实际适用的值和来源。

    配置文件有误时说明错在哪里、可以写什么，退出码 2。
    """
    from auditor.reports.configuration import configuration_json, configuration_text, entries
    from auditor.rules import ignore_list, ruleset
    from auditor.settings import sources

    chosen = settings(config, **given)
    rules = ruleset.by_department(chosen).general
    if chosen.ignore_file:
        ignore_list.read(chosen.ignore_file)
    named = {name: value for name, value in given.items() if value is not None}
    found = entries(chosen, sources(config, **named), rules)
    text = printing.chosen_format(format_, output, _FORMATS) == "text"
    printing.emit(configuration_text(found) if text else configuration_json(found), output)
    return FINE
