"""Runs rules over the feature frame and over tables, and turns what stays into findings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from string import Formatter
from typing import TYPE_CHECKING, Any

from auditor.language.normalize import normalize, original_spans
from auditor.language.target import parse
from auditor.rules import isolation, precedence
from auditor.rules.registry import INTERNAL
from auditor.rules.rule import SEPARATOR, Dossier, Form, Hit, Row, Rule
from auditor.rules.ruleset import Ruleset
from auditor.schema import Evidence, Finding, Severity, Submission, Table

if TYPE_CHECKING:
    import pandas as pd


Failures = dict[str, dict[int, Exception]]
_LAYOUT = re.compile(r"[^\w.%‰≥≤<>=+-]")


class _Listed(dict[str, list[Any]]):
    """Columns of a frame as lists, each made when it is first asked for."""

    def __init__(self, frame: pd.DataFrame) -> None:
        super().__init__()
        self.frame = frame
        self.names = frozenset(frame.columns)

    def __missing__(self, name: str) -> list[Any]:
        self[name] = found = self.frame[name].tolist()
        return found


class _Line(Mapping[str, Any]):
    """One row of a frame, read by field."""

    __slots__ = ("_columns", "_place")

    def __init__(self, columns: _Listed, place: int) -> None:
        self._columns, self._place = columns, place

    def __getitem__(self, name: str) -> Any:
        return self._columns[name][self._place]

    def get(self, name: str, default: Any = None) -> Any:
        """Return the cell, or the default where there is no such column."""
        return self._columns[name][self._place] if name in self._columns.names else default

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns.frame.columns)

    def __len__(self) -> int:
        return len(self._columns.frame.columns)


def judge(frame: pd.DataFrame, ruleset: Ruleset) -> list[list[Finding]]:
    """Judge the rows of a feature frame.

    Parameters
    ----------
    frame : DataFrame, shape (n, columns of auditor.language.features)
        The index must be unique.
    ruleset : Ruleset
        What applies. All row rules run, since precedence needs them; findings of ignored rules are dropped.

    Returns
    -------
    list of n lists of Finding
        In rule order; a row without finding has an empty list.
    """
    return explain(frame, ruleset, *decide(frame, ruleset))


def decide(frame: pd.DataFrame, ruleset: Ruleset) -> tuple[precedence.Hits, Failures]:
    """Run all row rules and let precedence choose; what is left is to explain it.

    Returns
    -------
    tuple of (dict of str to int8 array, shape (n,); dict of str to dict of int to Exception)
        By rule: the severity that stays on each row, 0 where none does; the rows on which the rule failed.
    """
    row_rules = [rule for rule in ruleset.rules if rule.check is not None]
    outcome = {rule.id: isolation.checked(rule, frame, ruleset.options_of(rule)) for rule in row_rules}
    hits = {rule_id: severities for rule_id, (severities, _) in outcome.items()}
    stay = precedence.apply(hits, frame["active"].to_numpy(bool), frame["declared"].to_numpy(bool))
    return stay, {rule_id: failed for rule_id, (_, failed) in outcome.items()}


def explain(frame: pd.DataFrame, ruleset: Ruleset, stay: precedence.Hits, failures: Failures) -> list[list[Finding]]:
    """Return the findings of what :func:`decide` left standing, row by row."""
    import numpy as np

    found: list[list[Finding]] = [[] for _ in range(len(frame))]
    listed = _Listed(frame)
    for rule in ruleset.rules:
        if rule.check is None:
            continue
        for place in np.flatnonzero(stay[rule.id]).tolist():
            found[place].append(_said(rule, _Line(listed, place), Severity(int(stay[rule.id][place]))))
        for place, error in failures[rule.id].items():
            found[place].append(_failed_on(rule, error, _Line(listed, place)))
    return [ruleset.standing(findings) for findings in found]


def inspect(table: Table, found: Sequence[list[Finding]], ruleset: Ruleset) -> list[Finding]:
    """Judge one table as a whole.

    Parameters
    ----------
    table : Table
        The table.
    found : sequence of lists of Finding, one per row
        What row rules said; findings of form rules that belong to a row are added here.
    ruleset : Ruleset
        What applies.

    Returns
    -------
    list of Finding
        The findings that belong to the table.
    """
    own: list[Finding] = []
    project = table.project or table.title
    for rule in ruleset.rules:
        if rule.inspect is None:
            continue
        form = Form(table, found, ruleset.options_of(rule), ruleset.excluded)
        hits, error = isolation.collected(partial(rule.inspect, form))
        for hit in hits:  # after the rule has seen the whole table
            home = own if hit.row is None else found[hit.row]
            home += ruleset.standing([_on_form(rule, hit, table)])
        if error is not None:
            own.append(isolation.failure(rule, error, table.address, fingerprint(INTERNAL, rule.id, project)))
    return own


def review(
    submission: Submission, ruleset: Ruleset, approved: Sequence[Submission] = ()
) -> Iterator[tuple[Hit, Finding]]:
    """Findings of document rules on one submission, each with the hit that says to which form and row it belongs."""
    for rule in ruleset.rules:
        if rule.review is None:
            continue
        dossier = Dossier(submission, approved, ruleset.options_of(rule))
        hits, error = isolation.collected(partial(rule.review, dossier))
        for hit in hits:
            yield from ((hit, finding) for finding in ruleset.standing([_placed(rule, hit, submission)]))
        if error is not None:
            yield _lost(rule, error)


def survey(submissions: Sequence[Submission], ruleset: Ruleset) -> Iterator[tuple[Hit, Finding]]:
    """Findings of round rules on all submissions of a call; ``hit.document`` is the place of the submission."""
    for rule in ruleset.rules:
        if rule.survey is None:
            continue
        hits, error = isolation.collected(partial(rule.survey, submissions, ruleset.options_of(rule)))
        for hit in hits:
            placed = _placed(rule, hit, submissions[hit.document])
            yield from ((hit, finding) for finding in ruleset.standing([placed]))
        if error is not None and submissions:
            yield _lost(rule, error)


def _lost(rule: Rule, error: Exception) -> tuple[Hit, Finding]:
    """What a document rule that failed leaves behind, on the document."""
    failed = isolation.failure(rule, error, "", fingerprint(INTERNAL, rule.id))
    return Hit(failed.severity, failed.field, "", "", failed.message), failed


def _failed_on(rule: Rule, error: Exception, row: Row) -> Finding:
    printed = fingerprint(INTERNAL, rule.id, str(row["name"]), str(row["target"]))
    return isolation.failure(rule, error, str(row.get("address", "")), printed)


def _placed(rule: Rule, hit: Hit, submission: Submission) -> Finding:
    """The finding of a hit that may speak about the submission, about one of its forms or about a row of it."""
    if hit.table is None:
        return _whole(rule, hit, submission.department, "")
    return _on_form(rule, hit, submission.tables[hit.table])


def _on_form(rule: Rule, hit: Hit, table: Table) -> Finding:
    row = None if hit.row is None else table.rows[hit.row]
    project = hit.project or (row and row.project) or table.project or table.title
    found = _whole(rule, hit, project, row.name if row else "")
    return replace(found, level="table") if found.level == "document" else found  # it speaks about this form


def _whole(rule: Rule, hit: Hit, project: str, name: str) -> Finding:
    return Finding(
        rule.id,
        rule.name,
        hit.severity,
        rule.level,
        hit.field,
        hit.message,
        Evidence(hit.text, ((0, len(hit.text)),) if hit.text else (), hit.numbers or _numbers(hit.text)),
        rule.advice,
        rule.source_class,
        hit.address,
        fingerprint(rule.id, project, name, hit.field, *sorted(hit.text.split(SEPARATOR))),
    )


def _said(rule: Rule, row: Row, severity: Severity) -> Finding:
    try:
        return _finding(rule, row, severity)
    except Exception as error:  # noqa: BLE001 - evidence that cannot be marked must not stop the others
        return _failed_on(rule, error, row)


def _finding(rule: Rule, row: Row, severity: Severity) -> Finding:
    text = str(row.get(rule.field, ""))
    addresses: Mapping[str, str] = row.get("addresses") or {}
    return Finding(
        rule.id,
        rule.name,
        severity,
        rule.level,
        rule.field,
        _message(rule, row),
        Evidence(text, original_spans(text, rule.spans(row)), _numbers(text)),
        rule.advice,
        rule.source_class,
        addresses.get(rule.field) or str(row.get("address", "")),
        fingerprint(rule.id, row["project"] or row["department"], row["tier"], row["name"], row["target"]),
    )


def _message(rule: Rule, row: Row) -> str:
    filled = rule.message.format_map({key: row["n_tail" if key == "tail" else key] for key in _shown(rule.message)})
    return filled + (rule.remark(row) if rule.remark else "")


@lru_cache(maxsize=1_000)
def _shown(message: str) -> tuple[str, ...]:
    """Names of the cells that a message shows."""
    return tuple(key for _, key, _, _ in Formatter().parse(message) if key)


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(str(q.number) for q in parse(text).quantities)


@lru_cache(maxsize=200_000)
def _bare(text: str) -> str:
    return _LAYOUT.sub("", normalize(text)).rstrip(".")


def fingerprint(rule: str, *parts: str) -> str:
    """Identify a finding over drafts: the rule and the normalised texts, never a row number."""
    text = "\x1f".join([rule, *map(_bare, parts)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]
