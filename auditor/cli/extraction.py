"""``auditor extract``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from auditor.cli import options, printing
from auditor.cli.chinese import Command
from auditor.cli.configuring import settings
from auditor.cli.exit_codes import FINE, UNREAD
from auditor.cli.standard_input import taken

_FORMATS = ("csv", "json")


@click.command("extract", cls=Command)
@options.paths
@options.format_option(*_FORMATS, default="csv")
@options.output
@options.config
@options.columns
def extract(paths: tuple[str, ...], format_: str | None, output: Path | None, config: Path | None, **given: Any) -> int:
    """只读取、不审核：每个三级指标一行。

    csv 每行一个指标；json 是读到的全部内容，包括绩效目标、金额、任务清单和评分标准。
    """
    import auditor
    from auditor.reports.rows import extract_csv
    from auditor.reports.submissions import submissions_json

    format_ = printing.chosen_format(format_, output, _FORMATS, "csv")
    chosen = settings(config, **given)
    with taken(paths) as inputs:
        submissions, failures = auditor.read_all(inputs.paths, chosen)
    inputs.rename(submissions, failures)
    if not (submissions or failures):
        printing.tell_nothing_found()
    text = submissions_json(submissions, failures) if format_ == "json" else extract_csv(submissions)
    printing.emit(text, output)
    printing.tell_failures(failures)
    return UNREAD if failures else FINE
