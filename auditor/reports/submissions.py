"""``auditor extract --format json``: everything that was read, unjudged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from auditor.reports.json import dumped
from auditor.schema import Failure, Submission

SCHEMA = "auditor-submission/1"


def submissions_json(submissions: Iterable[Submission], failures: Iterable[Failure]) -> str:
    """Return submissions and unread files as JSON, with the field names of :mod:`auditor.schema`."""
    return dumped(
        {
            "schema": SCHEMA,
            "submissions": [{**asdict(submission), "kinds": submission.kinds} for submission in submissions],
            "failures": [asdict(failure) for failure in failures],
        }
    )
