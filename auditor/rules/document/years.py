"""The years that a text speaks of as the time of its work: no base years, policy names, document numbers or plans."""

from __future__ import annotations

import re

from auditor.language import lexicon
from auditor.language.normalize import normalize
from auditor.resources import remembered

_NAMED = re.compile(r"《[^》]*》|[“\"][^”\"]*[”\"]|\([^()]*\)|[〔\[{][^〕\]}]*[〕\]}]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年(?!代)")
_RANGE = re.compile(r"(?<!\d)((?:19|20)\d{2})年?[-~至到]{1,2}((?:19|20)\d{2})年?")
_AROUND = 14  # characters after a year in which its use is explained
_CLAUSE = re.compile(r"[,，。;；:：!\n]")


@remembered(maxsize=10_000)
def worked(text: str) -> tuple[int, ...]:
    """Years in which, by the text, something is or was done, in order."""
    norm = _NAMED.sub("", normalize(text))
    spans = [match.span() for match in _RANGE.finditer(norm)]
    found = []
    for match in _YEAR.finditer(norm):
        inside = any(a <= match.start() < b for a, b in spans)
        before = norm[max(0, match.start() - _AROUND) : match.start()]
        after = _CLAUSE.split(norm[match.end() : match.end() + _AROUND], maxsplit=1)[0]
        base = re.search(lexicon.phrase("base_year_before"), before)
        other = re.search(lexicon.phrase("base_year_after"), after)
        if not inside and not base and not other:
            found.append(int(match.group(1)))
    return tuple(found)


def begins_with(text: str, year: int) -> bool:
    """True where a clause of the text begins with that year: it tells what was done then."""
    return any(re.match(rf"(?:在|于)?{year}年", clause) for clause in _CLAUSE.split(_NAMED.sub("", normalize(text))))
