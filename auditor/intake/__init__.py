"""Files → Submission. Knows nothing of rules.

:func:`read` reads one file; :func:`sources` lists the files of a call, folders and zip packages opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from auditor.errors import ReadingError
from auditor.intake import collector, own_report, reader
from auditor.intake.assemble import assemble, missing_table
from auditor.intake.reader import extensions as extensions
from auditor.intake.safety import Limits as Limits
from auditor.intake.sources import Source as Source
from auditor.intake.sources import sources as sources
from auditor.schema import Submission


def read(
    path: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    named: bool = True,
    shown_as: str = "",
    limits: Limits | None = None,
) -> Submission:
    """Read one file.

    Parameters
    ----------
    path : str or Path
        The file.
    columns : mapping, optional
        Column role → header text, for headers that would be misread.
    named : bool
        False for a file found in a folder: without indicator table it gets notice E03 instead of E02.
    shown_as : str, optional
        The name that reports print; the path as given by default.
    limits : Limits, optional
        What a file may cost; the defaults otherwise.

    Raises
    ------
    ReadingError
        ``R1xx`` missing or unsupported file, ``R2xx`` unreadable text, ``R3xx`` unreadable office file, ``R4xx`` a file
        beyond the limits.
    """
    return read_source(Source(Path(path), shown_as or str(path), named), columns=columns, limits=limits)


def read_source(
    source: Source, *, columns: Mapping[str, str] | None = None, limits: Limits | None = None
) -> Submission:
    """Read one file of a call; see :func:`read`."""
    if source.error is not None:
        raise source.error
    limits = limits or Limits()
    path = source.path
    try:
        if not path.exists():
            raise ReadingError("R101", "找不到文件。", "请核对路径和文件名。")
        if own_report.is_ours(path):
            return Submission(source.shown, path.suffix.lower().lstrip("."), notices=[own_report.notice(source.shown)])
        found, (blocks, notices) = reader.read(source.converted or path, limits)
    except OSError as error:
        message = f"没有读取权限（{error.strerror}）。"
        raise ReadingError("R102", message, "请检查文件权限或是否被其他程序占用。") from error
    submission = Submission(source.shown, path.suffix.lower().lstrip(".") or found, notices=notices)
    with collector.paused():
        assemble(blocks, submission, dict(columns or {}))
    if not submission.tables:
        submission.notices.insert(0, missing_table(submission, named=source.named))
    return submission


__all__ = ["Limits", "Source", "Submission", "extensions", "read", "read_source", "sources"]
