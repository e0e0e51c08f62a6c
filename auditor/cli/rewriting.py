"""``auditor rewrite``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from auditor.cli import options, printing
from auditor.cli.chinese import Command
from auditor.cli.configuring import settings
from auditor.cli.exit_codes import FINE, UNREAD
from auditor.cli.progress import progress
from auditor.cli.standard_input import taken

_FORMATS = ("text", "json", "csv")


@click.command("rewrite", cls=Command)
@options.paths
@options.format_option(*_FORMATS, default="终端上 text，管道中 json")
@options.output
@options.config
@options.tokenizer
@options.columns
def rewrite(paths: tuple[str, ...], format_: str | None, output: Path | None, config: Path | None, **given: Any) -> int:
    """只给修改草案：每行指标可以怎样改写。

    草案中的数值只来自原文件，缺的地方留空待填。
    """
    import auditor
    from auditor.reports import rewrites

    format_ = printing.chosen_format(format_, output, _FORMATS)
    chosen = settings(config, rewrites=True, **given)
    with taken(paths) as inputs, progress(inputs) as callback:
        report = auditor.audit(inputs.paths, chosen, progress=callback)
    inputs.rename([document.submission for document in report.documents], report.failures)
    if not (report.documents or report.failures):
        printing.tell_nothing_found()
    writers = {"text": rewrites.rewrites_text, "json": rewrites.rewrites_json, "csv": rewrites.rewrites_csv}
    printing.emit(writers[format_](report), output)
    printing.tell_failures(report.failures)
    return UNREAD if report.failures else FINE
