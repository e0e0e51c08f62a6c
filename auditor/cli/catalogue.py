"""``auditor rules`` and ``auditor explain``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli import options, printing
from auditor.cli.chinese import Choice, Command
from auditor.cli.configuring import settings
from auditor.cli.exit_codes import FINE, FOUND
from auditor.errors import ConfigurationError

if TYPE_CHECKING:
    from auditor.rules.rule import Rule
    from auditor.settings import Settings

_FORMATS = ("text", "json")
_LEVELS = ("row", "table", "document", "grading", "selfeval")


@click.command("rules", cls=Command)
@click.option("--family", metavar="类别", help="只列一类规则，例如 V。")
@click.option(
    "--level", type=Choice(_LEVELS), help="只列判断指标行、整张表、整个文件、评分等级或自评的规则（依次为所列各值）。"
)
@click.option("--check", is_flag=True, help="试运行本地规则的用例（配置中 plugins 所列文件夹里的 toml 文件）。")
@options.format_option(*_FORMATS, default="终端上 text，管道中 json")
@options.output
@options.config
def rules(
    family: str | None, level: str | None, check: bool, format_: str | None, output: Path | None, config: Path | None
) -> int:
    """列出全部规则：编号、名称、看什么、严重程度；配置里的本地规则也列出。"""
    from auditor.reports.catalogue import rules_json, rules_text
    from auditor.rules.registry import catalogue
    from auditor.rules.ruleset import known_rules

    chosen = settings(config)
    known = known_rules(chosen)
    if check:
        return _check(known, chosen)
    families = {rule.family for rule in known}
    if family is not None and family.upper() not in families:
        raise ConfigurationError("C303", f"没有类别 {family}。", "用 auditor rules 查看全部规则。")
    listed = [
        rule
        for rule in catalogue(known)
        if family in (None, rule.family, rule.family.lower()) and level in (None, rule.level)
    ]
    write = rules_json if printing.chosen_format(format_, output, _FORMATS) == "json" else rules_text
    printing.emit(write(listed), output)
    return FINE


def _check(known: Sequence[Rule], chosen: Settings) -> int:
    """Run the cases of local rules and print how each rule did."""
    from auditor import cases
    from auditor.rules import plugins

    found = [case for folder in plugins.folders(chosen.plugins) for case in cases.load(folder)]
    if not found:
        raise ConfigurationError(
            "C109", "没有找到本地规则的用例。", "用例写在规则文件夹里，文件名是规则编号，例如 SL01.toml。"
        )
    said = cases.run(found, known, chosen.model_copy(update={"rewrites": False}))
    wrong = {case.label: what for case in found if (what := case.wrong(said[case.label]))}
    lines = [f"{label}：{what}" for label, what in wrong.items()]
    printing.emit("\n".join([*lines, f"用例 {len(found)} 个，不符 {len(wrong)} 个。"]) + "\n", None)
    return FOUND if wrong else FINE


@click.command("explain", cls=Command)
@click.argument("rule", metavar="规则")
@options.config
def explain(rule: str, config: Path | None) -> int:
    """详细说明一条规则：看什么、为什么、反例和正例、可调选项。

    规则可以写编号（V03）、中文名称或英文名。
    """
    import difflib

    from auditor.reports.catalogue import rule_text
    from auditor.rules.registry import catalogue
    from auditor.rules.ruleset import known_rules

    listed = catalogue(known_rules(settings(config)))
    known = {name.lower(): info for info in listed for name in (info.id, info.name, info.slug)}
    if rule.lower() not in known:
        near = [name for name in known if rule.lower() in name][:3]
        near = near or difflib.get_close_matches(rule.lower(), known, n=1)
        named = "、".join(f"{known[name].id} {known[name].name}" for name in near)
        hint = f"是不是要找：{named}？" if near else "用 auditor rules 查看全部规则。"
        raise ConfigurationError("C402", f"没有规则 {rule}。", hint)
    printing.emit(rule_text(known[rule.lower()]), None)
    return FINE
