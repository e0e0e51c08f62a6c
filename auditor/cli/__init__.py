"""The command line: parses options, calls the library, prints. Heavy imports happen inside the commands."""

from __future__ import annotations

import click

from auditor.cli.auditing import audit
from auditor.cli.catalogue import explain, rules
from auditor.cli.chinese import Group
from auditor.cli.classification import classify
from auditor.cli.configuration import config
from auditor.cli.extraction import extract
from auditor.cli.models import evaluate, train
from auditor.cli.rewriting import rewrite

__all__ = ["main", "program"]


def _print_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from auditor import __version__

        click.echo(f"auditor {__version__}")
        context.exit()


@click.group("auditor", cls=Group)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="显示版本后退出。"
)
def program() -> None:
    """审核预算绩效目标、绩效指标的措辞，指出问题并给出修改草案。

    文件可以是 docx、doc、wps、pdf、xlsx、xls、csv、tsv、html、txt、md，也可以是文件夹或 -（标准输入）。

    退出码：0 没有达到 --fail-on 级别的问题；1 有；2 命令或配置有误；3 有文件读不出来。
    """


for _command in (audit, extract, classify, rewrite, rules, explain, config, train, evaluate):
    program.add_command(_command)


def main() -> None:
    """Run ``auditor`` with the arguments of the process."""
    program.main()
