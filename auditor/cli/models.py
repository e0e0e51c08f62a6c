"""``auditor train`` and ``auditor evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from auditor.cli import options, printing
from auditor.cli.chinese import Command
from auditor.cli.exit_codes import FINE
from auditor.errors import ConfigurationError

_FORMATS = ("text", "json")


@click.command("train", cls=Command)
@click.option(
    "--output", metavar="文件夹", type=click.Path(path_type=Path), help="写到哪个文件夹；不写时更新程序自带的 models/。"
)
def train(output: Path | None) -> int:
    """用语料重新训练二级指标分类模型，写出模型、指标和模型卡。"""
    from auditor.categories.training import train as train_model
    from auditor.reports.measures import measures_text

    figures = train_model(output)
    printing.emit(measures_text(figures["cross_validation"]), None)
    return FINE


@click.command("evaluate", cls=Command)
@click.argument("path", metavar="[文件|-]", required=False, type=click.Path(path_type=str))
@options.format_option(*_FORMATS, default="终端上 text，管道中 json")
@options.output
def evaluate(path: str | None, format_: str | None, output: Path | None) -> int:
    """评价二级指标分类模型：对带答案的 csv，或显示训练时的交叉验证结果。

    csv 的列：三级指标（或 name）、二级指标（或 second_tier、fits）为答案；
    可另有 绩效指标描述、指标值、计量单位、fits2。
    """
    from auditor.reports.json import dumped
    from auditor.reports.measures import measures_text

    format_ = printing.chosen_format(format_, output, _FORMATS)
    figures = _measured(path) if path else _trained()
    text = dumped(figures) if format_ == "json" else measures_text(figures)
    printing.emit(text, output)
    return FINE


def _measured(path: str) -> dict[str, Any]:
    from auditor.categories import classifier
    from auditor.categories.evaluation import evaluate as evaluate_model
    from auditor.cli.indicator_lines import read_lines

    lines = read_lines(path)
    model = classifier.load()
    judged = [line for line in lines if line.tier in set(model.classes_)]
    if not judged:
        raise ConfigurationError(
            "C302", f"{path} 中没有带二级指标答案的行。", "请加上 二级指标 列，写九个标准名称之一。"
        )
    if len(judged) < len(lines):
        click.echo(f"{len(lines) - len(judged)} 行没有可用的答案，未计入。", err=True)
    return evaluate_model(
        [line.row for line in judged],
        [line.tier for line in judged],
        classifier=model,
        also=[line.also for line in judged],
    )


def _trained() -> dict[str, Any]:
    import json

    from auditor import resources

    figures: dict[str, Any] = json.loads(resources.path("models", "second_tier.metrics.json").read_text("utf-8"))
    measured: dict[str, Any] = figures["cross_validation"]
    return measured
