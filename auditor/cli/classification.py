"""``auditor classify``."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli import options, printing
from auditor.cli.chinese import Command
from auditor.cli.exit_codes import FINE

_FORMATS = ("csv", "json")


@click.command("classify", cls=Command)
@click.argument("path", metavar="文件|-", type=click.Path(path_type=str))
@options.format_option(*_FORMATS, default="csv")
@options.output
def classify(path: str, format_: str | None, output: Path | None) -> int:
    """判断指标属于哪个二级指标，并给出起决定作用的词。

    输入为 csv（列 三级指标 或 name；可另有 绩效指标描述、指标值、计量单位），或每行一个指标名称的文本。
    """
    from auditor.cli.indicator_lines import read_lines
    from auditor.reports import predictions

    format_ = printing.chosen_format(format_, output, _FORMATS, "csv")
    lines = read_lines(path)
    from auditor.categories import classifier

    found = classifier.load().predict([line.row for line in lines])
    names = [line.name for line in lines]
    write = predictions.predictions_json if format_ == "json" else predictions.predictions_csv
    printing.emit(write(names, found), output)
    return FINE
