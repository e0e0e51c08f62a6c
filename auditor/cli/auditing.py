"""``auditor audit``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli import options, printing
from auditor.cli.chinese import Choice, Command
from auditor.cli.configuring import settings
from auditor.cli.exit_codes import FINE, FOUND, UNREAD
from auditor.cli.progress import progress
from auditor.cli.standard_input import taken

if TYPE_CHECKING:
    from auditor.schema import Report


_FORMATS = ("text", "json", "jsonl", "csv", "rows")


@click.command("audit", cls=Command)
@options.paths
@options.format_option(*_FORMATS, default="终端上 text，管道中 json")
@options.output
@options.config
@options.rules_option("--select", "只用这些规则，例如 V03,N01。")
@options.rules_option("--ignore", "不用这些规则。")
@click.option("--min-severity", type=Choice(options.SEVERITIES), help="只显示达到该级别的问题（默认 info）。")
@click.option(
    "--fail-on", type=Choice((*options.SEVERITIES, "never")), help="有达到该级别的问题时退出码为 1（默认 error）。"
)
@options.approved
@options.ignore_file
@click.option("--no-rewrites", is_flag=True, help="不给修改草案。")
@options.tokenizer
@options.columns
def audit(
    paths: tuple[str, ...],
    format_: str | None,
    output: Path | None,
    config: Path | None,
    no_rewrites: bool,
    **given: Any,
) -> int:
    """审核文件或文件夹中的绩效指标，报告问题和修改草案。

    文件夹会逐层查找；多个文件时每个文件一行，最后按部门汇总。
    """
    import auditor
    from auditor.reports.threshold import at_least, worst

    format_ = printing.chosen_format(format_, output, _FORMATS)
    chosen = settings(config, rewrites=False if no_rewrites else None, **given)
    with taken(paths) as inputs, progress(inputs) as callback:
        report = auditor.audit(inputs.paths, chosen, progress=callback)
    inputs.rename([document.submission for document in report.documents], report.failures)
    if not (report.documents or report.failures):
        printing.tell_nothing_found()
    printing.emit(_rendered(at_least(report, chosen.min_severity), format_, output, chosen.min_severity), output)
    if format_ != "text" or output is not None:
        printing.tell_failures(report.failures)
    if report.failures:
        return UNREAD
    return FOUND if worst(report) >= _limit(chosen.fail_on) else FINE


def _limit(fail_on: str) -> int:
    """The severity from which the exit code is 1; ``never`` is beyond the worst one."""
    from auditor.schema import Severity

    return max(Severity) + 1 if fail_on == "never" else Severity[fail_on.upper()]


def _rendered(report: Report, format_: str, output: Path | None, least: str) -> str:
    from auditor.reports import findings_csv, json, rows

    if format_ == "text":
        from auditor.reports.terminal import to_text

        return to_text(report, printing.width(), colour=printing.colour(output), least=least)
    writers = {
        "json": json.report_json,
        "jsonl": json.report_jsonl,
        "csv": findings_csv.findings_csv,
        "rows": rows.rows_csv,
    }
    return writers[format_](report)
