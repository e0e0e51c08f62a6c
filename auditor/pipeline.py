"""The corridor: file → submission → features → predicted tier → findings → suggestions → scores. Read this first."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor import intake, resources, scoring
from auditor.categories import prediction
from auditor.errors import ReadingError
from auditor.intake.collector import paused
from auditor.language import features
from auditor.rules import ignore_list, judge, ruleset
from auditor.rules.ignore_list import IgnoreList
from auditor.rules.registry import all_rules
from auditor.rules.rule import Hit, Rule
from auditor.rules.ruleset import Ruleset
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
    """Audits submissions under one :class:`Settings`; loads its models once. Safe to pickle and to fork.

    Raises
    ------
    ConfigurationError
        ``C402``, ``C403`` where the settings name a rule, level or threshold that cannot be, ``C106`` where the ignore
        list cannot be read.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.rulesets = ruleset.by_department(self.settings)
        self.ignored = ignore_list.read(self.settings.ignore_file) if self.settings.ignore_file else ()

    def __reduce__(self) -> tuple[type[Auditor], tuple[Settings]]:
        return Auditor, (self.settings,)

    def ignoring(self) -> IgnoreList:
        """Return the ignore list of the settings, to be filled with what one call used of it."""
        return IgnoreList(self.ignored, path=self.settings.ignore_file)

    def audit(self, submission: Submission) -> DocumentResult:
        """Audit one submission that was read."""
        return self.audit_all([submission])[0]

    def audit_all(
        self,
        submissions: Sequence[Submission],
        approved: Sequence[Submission] = (),
        ignoring: IgnoreList | None = None,
    ) -> list[DocumentResult]:
        """Audit submissions together: every text that they share is measured once.

        Parameters
        ----------
        submissions : sequence of Submission
            What was read.
        approved : sequence of Submission
            The approved targets of the same projects, against which self-evaluations are compared.
        ignoring : IgnoreList, optional
            Findings to set aside; :meth:`ignoring` by default.
        """
        resources.add_local(self.settings.words, self.settings.header_aliases)
        ignoring = ignoring or self.ignoring()
        if self.settings.framework != "auto":
            for form in (table for submission in submissions for table in submission.tables):
                form.framework = self.settings.framework
        documents = [
            DocumentResult(s, [TableResult(t, [RowResult(row) for row in t.rows]) for t in s.tables])
            for s in submissions
        ]
        self._judge_rows(documents, rows_of(submissions))
        for document in documents:
            _set_aside(document, ignoring)
        self._judge_forms(documents, approved)
        for document in documents:
            _set_aside(document, ignoring)
            self._keep_wanted(document)
            for table in document.tables if self.settings.rewrites else ():
                _suggest(table)
            scoring.score_document(document)
        return documents

    def _judge_rows(self, documents: Sequence[DocumentResult], lines: pd.DataFrame) -> None:
        """Measure all rows once and fill their findings and predicted tiers."""
        rows = [row for document in documents for table in document.tables for row in table.rows]
        if not rows:
            return
        with paused():
            frame = features.measure(lines)
            for row, predicted in zip(rows, prediction.of(frame), strict=True):
                row.prediction = predicted
            for rules, places in self._by_ruleset(documents):
                own = frame if len(places) == len(frame) else frame.iloc[places]
                for place, findings in zip(places, judge.judge(own, rules), strict=True):
                    rows[place].findings = findings

    def _by_ruleset(self, documents: Sequence[DocumentResult]) -> Iterator[tuple[Ruleset, list[int]]]:
        """Yield what applies with the places of the rows to which it applies."""
        places: dict[int, list[int]] = {}
        rulesets: dict[int, Ruleset] = {}
        tables = ((document, table) for document in documents for table in document.tables)
        lines = ((document, table, row) for document, table in tables for row in table.rows)
        for place, (document, table, row) in enumerate(lines):
            rules = self.rulesets.of(row.indicator.department or _department(document, table))
            rulesets[id(rules)] = rules
            places.setdefault(id(rules), []).append(place)
        return ((rulesets[key], found) for key, found in places.items())

    def _judge_forms(self, documents: Sequence[DocumentResult], approved: Sequence[Submission]) -> None:
        """Fill the findings of tables, documents and of the round as a whole."""
        for document in documents:
            for table in document.tables:
                rules = self.rulesets.of(_department(document, table))
                table.findings = judge.inspect(table.table, [row.findings for row in table.rows], rules)
            own = self.rulesets.of(document.submission.department)
            for hit, finding in judge.review(document.submission, own, approved):
                _file(document, hit, finding)
        for hit, finding in judge.survey([document.submission for document in documents], self.rulesets.general):
            _file(documents[hit.document], hit, finding)

    def _keep_wanted(self, document: DocumentResult) -> None:
        """Drop the findings of rules that were not asked for."""
        document.findings = self.rulesets.of(document.submission.department).shown(document.findings)
        for table in document.tables:
            rules = self.rulesets.of(_department(document, table))
            table.findings = rules.shown(table.findings)
            for row in table.rows:
                own = self.rulesets.of(row.indicator.department) if row.indicator.department else rules
                row.findings = own.shown(row.findings)


def _department(document: DocumentResult, table: TableResult) -> str:
    return table.table.department or document.submission.department


def _file(document: DocumentResult, hit: Hit, finding: Finding) -> None:
    """Put a finding where it belongs: the document, one of its tables, or a row."""
    if hit.table is None:
        document.findings.append(finding)
    elif hit.row is None:
        document.tables[hit.table].findings.append(finding)
    else:
        document.tables[hit.table].rows[hit.row].findings.append(finding)


def _set_aside(document: DocumentResult, ignoring: IgnoreList) -> None:
    """Move the findings that the ignore list names out of the way, so that nothing builds on them."""
    if not ignoring.entries:
        return
    document.findings, aside = ignoring.split(document.findings)
    document.suppressed += aside
    for table in document.tables:
        number = table.table.table_no
        table.findings, aside = ignoring.split(table.findings, number)
        document.suppressed += aside
        for row in table.rows:
            row.findings, aside = ignoring.split(row.findings, number, row.indicator.row_no)
            document.suppressed += aside


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
    columns["period"] = _spread([table.period for _, table in tables], tables)
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
    resources.add_local(settings.words, settings.header_aliases)
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
    approved, unread = read_all(settings.approved, settings) if settings.approved else ([], [])
    ignoring = auditor.ignoring()
    documents = auditor.audit_all(submissions, approved, ignoring)
    departments = scoring.departments(documents)
    rules = auditor.rulesets.general.rules
    return Report(
        documents,
        failures + unread,
        departments,
        tool_versions(rules),
        ignoring.notices(),
        {rule.id: rule.rationale for rule in rules},
    )


def tool_versions(rules: Sequence[Rule] = ()) -> dict[str, str]:
    """Versions of the tool, its rules (local ones included), model and corpus, as every report prints them."""
    from auditor import __version__

    ids = [rule.id for rule in rules or all_rules()]
    return {
        "version": __version__,
        "ruleset": f"{len(ids)}-{hashlib.sha256(' '.join(ids).encode()).hexdigest()[:8]}",
        "model": resources.digest("models", "second_tier.skops"),
        "corpus": resources.digest("corpus"),
    }
