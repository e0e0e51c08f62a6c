"""Where the words stand that triggered a rule: spans in the normal form of a cell."""

from __future__ import annotations

import re
from collections.abc import Callable

from auditor.language import lexicon
from auditor.language.normalize import normalize
from auditor.language.target import parse
from auditor.rules.rule import Row, Spans


def classes(field: str, *wanted: str) -> Callable[[Row], Spans]:
    """Words of the given lexicon classes in a field."""

    def mark(row: Row) -> Spans:
        return [(w.start, w.end) for w in lexicon.scan(normalize(row[field])) if w.classes & set(wanted)]

    return mark


def listed(field: str, *lists: str) -> Callable[[Row], Spans]:
    """Entries of the given word lists in a field."""

    def mark(row: Row) -> Spans:
        return [m.span() for m in lexicon.alternation(*lists).finditer(normalize(row[field]))]

    return mark


def tail(field: str, *lists: str) -> Callable[[Row], Spans]:
    """The tail of a field by the given word lists, before a bracket at the end."""

    def mark(row: Row) -> Spans:
        text = re.sub(r"\([^()]*\)\)*$", "", normalize(row[field])).rstrip("。.;")
        found = max((lexicon.tail(text, name) for name in lists), key=len)
        return [(len(text) - len(found), len(text))] if found else []

    return mark


def quantities(field: str) -> Callable[[Row], Spans]:
    """Numbers with sign and unit in a field."""

    def mark(row: Row) -> Spans:
        return [(q.start, q.end) for q in parse(row[field]).quantities]

    return mark
