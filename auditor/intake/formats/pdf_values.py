"""Which words of a PDF's text read as the value of an indicator."""

from __future__ import annotations

import re

from auditor.language import lexicon
from auditor.language.normalize import normalize
from auditor.language.target import BLANK, parse, sign_of

_DIGIT = re.compile(r"\d")
_VALUE_NOISE = 6


def is_value(text: str) -> bool:
    """True where a word group reads as a target: a number, a date, or nothing but words of degree and grade."""
    norm = normalize(text)
    if norm in BLANK:
        return True
    parsed = parse(text)
    if parsed.has_number:
        covered = sum(q.end - q.start for q in parsed.quantities) + sum(d.end - d.start for d in parsed.dates)
        return len(norm) - covered <= _VALUE_NOISE and (norm[0] not in "1234567890" or covered > 1 or len(norm) == 1)
    return lexicon.is_vague(norm)


def is_sign(text: str) -> bool:
    """True for a comparator in a column of its own: ≥, 定性."""
    return bool(sign_of(text)) or normalize(text) in lexicon.exact("qualitative_sign")


def is_figure(text: str) -> bool:
    """A value that is not a reason with a numeral in it (两处机房返修)."""
    return is_value(text) and (not parse(text).has_number or bool(_DIGIT.search(normalize(text))))
