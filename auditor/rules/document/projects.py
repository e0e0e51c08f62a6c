"""Which forms and list entries of a file speak about the same project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from auditor.language.normalize import bare
from auditor.schema import Submission, Table, Task

_YEAR = re.compile(r"(?:19|20)\d{2}年?度?")
_MOST = 12  # forms of one project that are compared with each other
_LEADING = re.compile(r"^\d+(?=[\u4e00-\u9fff])")


def key(name: str) -> str:
    """A project name to compare: without white space, punctuation, list number and year."""
    return _LEADING.sub("", _YEAR.sub("", bare(name)))


def is_same(left: Table, right: Table) -> bool:
    """True where two forms are about one project, by code, name and implementing unit as far as both print them.

    Two blocks side by side under one head are one form, not two.
    """
    if left.address and left.address == right.address:
        return False
    if left.year and right.year and left.year != right.year:
        return False
    if not key(left.project) or key(left.project) != key(right.project):
        return False
    return all(
        not left.labels.get(role) or not right.labels.get(role) or left.labels[role] == right.labels[role]
        for role in ("project_code", "implementer", "department")
    ) and all("project" in table.labels for table in (left, right))


def pairs(submission: Submission) -> Iterator[tuple[Table, Table]]:
    """Forms of a file that are about the same project, two by two."""
    by_name: dict[str, list[Table]] = {}
    for table in submission.tables:
        by_name.setdefault(key(table.project), []).append(table)
    for tables in by_name.values():
        yield from (pair for pair in combinations(tables[:_MOST], 2) if is_same(*pair))


def listed(submission: Submission) -> Iterator[tuple[Task, int]]:
    """Entries of task and project lists with the place of the one form of the file that is about the same project."""
    forms: dict[str, list[int]] = {}
    for place, table in enumerate(submission.tables):
        if "project" in table.labels:
            forms.setdefault(key(table.project), []).append(place)
    for task in submission.tasks:
        places = forms.get(key(task.task), []) if key(task.task) else []
        if len(places) == 1:
            yield task, places[0]
