"""The corridor: file → submission → features → predicted tier → findings → suggestions → scores. Read this first."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor import intake, resources, scoring
from auditor.categories import prediction
from auditor.errors import ReadingError
from auditor.language import features
from auditor.rules import judge
from auditor.rules.registry import all_rules, selected
from auditor.rules.rule import Hit
from auditor.schema import (
    DocumentResult,
    Failure,
    Finding,
    Indicator,
    Report,
    RowResult,
    Submission,
    Table,
    TableResult,
)
from auditor.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[int, int, str], None]


class Auditor:
    """Audits submissions under one :class:`Settings`; loads its models once. Safe to pickle and to fork."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.rules = selected(self.settings.select, self.settings.ignore)

    def __reduce__(self) -> tuple[type[Auditor], tuple[Settings]]:
        return Auditor, (self.settings,)

    def audit(self, submission: Submission) -> DocumentResult:
        """Audit one submission that was read."""
        return self.audit_all([submission])[0]

    def audit_all(self, submissions: Sequence[Submission], approved: Sequence[Submission] = ()) -> list[DocumentResult]:
        """Audit submissions together: every text that they share is measured once.

        ``approved`` holds the approved targets of the same projects, against which self-evaluations are compared.
        """
        documents = [
            DocumentResult(s, [TableResult(t, [RowResult(row) for row in t.rows]) for t in s.tables])
            for s in submissions
        ]
        rows = [row for document in documents for table in document.tables for row in table.rows]
        if rows:
            frame = features.measure(rows_of(submissions))
            judged = zip(rows, judge.judge(frame, self.rules), prediction.of(frame), strict=True)
            for row, findings, predicted in judged:
                row.findings, row.prediction = findings, predicted
        for document in documents:
            for table in document.tables:
                table.findings = judge.inspect(table.table, [row.findings for row in table.rows], self.rules)
            for hit, finding in judge.review(document.submission, self.rules, approved):
                _file(document, hit, finding)
        for hit, finding in judge.survey(submissions, self.rules):
            _file(documents[hit.document], hit, finding)
        for document in documents:
            if self.settings.rewrites:
                for table in document.tables:
                    _suggest(table)
            scoring.score_document(document)
        return documents


def _file(document: DocumentResult, hit: Hit, finding: Finding) -> None:
    """Put a finding where it belongs: the document, one of its tables, or a row."""
    if hit.table is None:
        document.findings.append(finding)
    elif hit.row is None:
        document.tables[hit.table].findings.append(finding)
    else:
        document.tables[hit.table].rows[hit.row].findings.append(finding)


def _suggest(table: TableResult) -> None:
    from auditor.rewrites import compose

    for row, rewrites in zip(table.rows, compose.suggest(table.table, table.rows), strict=True):
        row.rewrites = rewrites


def rows_of(submissions: Sequence[Submission]) -> pd.DataFrame:
    """One line per indicator of all submissions, with the columns that :func:`features.measure` reads."""
    import pandas as pd

    tables = [(number, table) for number, submission in enumerate(submissions) for table in submission.tables]
    rows = [row for _, table in tables for row in table.rows]
    if not rows:
        return pd.DataFrame()
    columns: dict[str, list[Any]] = {name: [getattr(row, name) for row in rows] for name in Indicator.__slots__}
    projects = _spread([table.project or table.title for _, table in tables], tables)
    columns["project"] = [own or table for own, table in zip(columns["project"], projects, strict=True)]
    columns["document"] = _spread([number for number, _ in tables], tables)
    columns["has_budget"] = _spread([bool(table.budget.total) for _, table in tables], tables)
    columns["has_basis_column"] = _spread(["basis" in table.columns for _, table in tables], tables)
    columns["purpose"] = _spread([table.purpose for _, table in tables], tables)
    return pd.DataFrame(columns)


def _spread(values: Sequence[Any], tables: Sequence[tuple[int, Table]]) -> list[Any]:
    """Spread one value per table over its rows."""
    return [value for value, (_, table) in zip(values, tables, strict=True) for _ in table.rows]


def read_all(
    paths: Sequence[str | Path], settings: Settings | None = None, *, progress: Progress | None = None
) -> tuple[list[Submission], list[Failure]]:
    """Read the files of a call, folders recursively; what cannot be read is named, the rest goes on.

    Returns
    -------
    tuple of (list of Submission, list of Failure)
        In input order. A named file without indicator table is a failure (E02) and stays among the submissions.
    """
    settings = settings or Settings()
    found: list[Submission] = []
    failures: list[Failure] = []
    limits = intake.Limits(**settings.limits.as_bytes())
    with intake.sources(paths, limits) as files:
        for number, file in enumerate(files, 1):
            if progress:
                progress(number, len(files), file.shown)
            try:
                submission = intake.read_source(file, columns=settings.column_roles, limits=limits)
            except ReadingError as error:
                failures.append(Failure(file.shown, error.code, error.message, error.hint))
                continue
            found.append(submission)
            failures += [
                Failure(file.shown, n.code, n.message, n.advice) for n in submission.notices if n.code == "E02"
            ]
    return found, failures


def audit(
    paths: Sequence[str | Path] | str | Path, settings: Settings | None = None, *, progress: Progress | None = None
) -> Report:
    """Audit files and folders.

    Parameters
    ----------
    paths : path or sequence of paths
        Files or folders (read recursively).
    settings : Settings, optional
        What applies; the defaults otherwise.
    progress : callable, optional
        Called with (number, total, name) before each file.

    Returns
    -------
    Report
        Results in input order, failures named; ``min_severity`` is left to whoever shows it.
    """
    settings = settings or Settings()
    given = [paths] if isinstance(paths, str | Path) else paths
    auditor = Auditor(settings)
    submissions, failures = read_all(given, settings, progress=progress)
    documents = auditor.audit_all(submissions)
    return Report(documents, failures, scoring.departments(documents), tool_versions())


def tool_versions() -> dict[str, str]:
    """Versions of the tool, its rules, model and corpus, as every report prints them."""
    from auditor import __version__

    ruleset = hashlib.sha256(" ".join(rule.id for rule in all_rules()).encode()).hexdigest()[:8]
    return {
        "version": __version__,
        "ruleset": f"{len(all_rules())}-{ruleset}",
        "model": resources.digest("models", "second_tier.skops"),
        "corpus": resources.digest("corpus"),
    }
