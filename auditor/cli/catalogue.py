"""``auditor rules`` and ``auditor explain``."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli import options, printing
from auditor.cli.chinese import Command
from auditor.cli.exit_codes import FINE
from auditor.errors import ConfigurationError

_FORMATS = ("text", "json")


@click.command("rules", cls=Command)
@click.option("--family", metavar="类别", help="只列一类规则，例如 V。")
@options.format_option(*_FORMATS, default="终端上 text，管道中 json")
@options.output
def rules(family: str | None, format_: str | None, output: Path | None) -> int:
    """列出全部规则：编号、名称、看什么、严重程度。"""
    from auditor.reports.catalogue import rules_json, rules_text
    from auditor.rules.registry import catalogue

    listed = [rule for rule in catalogue() if family is None or rule.id.startswith(family.upper())]
    if not listed:
        raise ConfigurationError("C303", f"没有类别 {family}。", "用 auditor rules 查看全部规则。")
    write = rules_json if printing.chosen_format(format_, output, _FORMATS) == "json" else rules_text
    printing.emit(write(listed), output)
    return FINE


@click.command("explain", cls=Command)
@click.argument("rule", metavar="规则")
def explain(rule: str) -> int:
    """详细说明一条规则：看什么、为什么、反例和正例、可调选项。

    规则可以写编号（V03）、中文名称或英文名。
    """
    import difflib

    from auditor.reports.catalogue import rule_text
    from auditor.rules.registry import catalogue

    known = {name.lower(): info for info in catalogue() for name in (info.id, info.name, info.slug)}
    if rule.lower() not in known:
        near = [name for name in known if rule.lower() in name][:3]
        near = near or difflib.get_close_matches(rule.lower(), known, n=1)
        named = "、".join(f"{known[name].id} {known[name].name}" for name in near)
        hint = f"是不是要找：{named}？" if near else "用 auditor rules 查看全部规则。"
        raise ConfigurationError("C402", f"没有规则 {rule}。", hint)
    printing.emit(rule_text(known[rule.lower()]), None)
    return FINE
