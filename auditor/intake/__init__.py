"""Files → Submission. Knows nothing of rules.

:func:`read` reads one file; :func:`discover` lists the files of a call, folders recursively.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from auditor.errors import ReadingError
from auditor.intake.assemble import assemble, missing_table
from auditor.intake.formats import delimited, text
from auditor.schema import Submission

_READERS = {"txt": text.read, "text": text.read, "md": text.read, "csv": delimited.read, "tsv": delimited.read}
_SIZE_LIMIT = 64 * 1024 * 1024


def formats() -> tuple[str, ...]:
    """Extensions that can be read, without the dot."""
    return tuple(_READERS)


def read(
    path: str | Path, *, columns: Mapping[str, str] | None = None, named: bool = True, shown_as: str = ""
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

    Raises
    ------
    ReadingError
        ``R1xx`` missing or unsupported file, ``R2xx`` unreadable content.
    """
    path = Path(path)
    submission = Submission(shown_as or str(path), path.suffix.lower().lstrip("."))
    reader = _READERS.get(submission.format)
    if reader is None:
        supported = "、".join(formats())
        raise ReadingError(
            "R103",
            f"还不能读取 .{submission.format or '（无扩展名）'} 文件。",
            f"目前支持：{supported}。请另存为其中一种格式。",
        )
    assemble(reader(_bytes(path)), submission, dict(columns or {}))
    if not submission.tables:
        submission.notices.insert(0, missing_table(submission, named))
    return submission


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _SIZE_LIMIT:
            raise ReadingError("R104", f"文件超过 {_SIZE_LIMIT // 1024 // 1024} MB，未读取。", "请拆分后再提供。")
        return path.read_bytes()
    except FileNotFoundError:
        raise ReadingError("R101", "找不到文件。", "请核对路径和文件名。") from None
    except (PermissionError, IsADirectoryError) as error:
        raise ReadingError(
            "R102", f"没有读取权限（{error.strerror}）。", "请检查文件权限或是否被其他程序占用。"
        ) from None


def discover(paths: Sequence[str | Path]) -> list[tuple[Path, str, bool]]:
    """Expand the paths of a call: (file, name shown in reports, named by the user).

    Folders are read recursively in name order; hidden and temporary files (``.``, ``~$``) are left out, and files of
    formats that cannot be read are kept, so that they are named in the report.
    """
    found: list[tuple[Path, str, bool]] = []
    for given in paths:
        path = Path(given)
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith((".", "~$")))
            found += [(p, p.relative_to(path).as_posix(), False) for p in inside]
        else:
            found.append((path, str(given), True))
    return found
