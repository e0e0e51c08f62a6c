"""What the word lists say about a row: features that carry over from one sector to another.

A sign is a short string: a list with a word in the name (``in:environment``), a list with a tail of the name
(``end:quality_rate``), pairs of the two, the kind of the target, the class and name of its unit, its comparator.
"""

from __future__ import annotations

from auditor.language import lexicon
from auditor.language.normalize import normalize
from auditor.language.target import parse
from auditor.resources import remembered

_INSIDE = (
    "environment", "environment_not", "economic_word", "lasting", "effect_word", "on_time", "work_verb", "direction", "degree",
    "satisfaction", "fund_word", "activity", "people", "population", "health_name", "money_name",
)  # fmt: skip
_ENDS = (
    "quality_rate", "on_time_rate", "completion_tail", "cost_tail", "saving_tail", "measure_tail", "rate_tail", "ratio_tail",
    "lower_is_better", "higher_is_better", "attribute", "specification_tail", "not_share",
)  # fmt: skip


def of(name: str, target: str, unit: str) -> tuple[str, ...]:
    """Return the signs of a row; ``target`` and ``unit`` as printed, both empty where the form has none."""
    return _of_name(name) + (_of_target(target if target.endswith(unit) else target + unit) if target or unit else ())


@remembered(maxsize=200_000)
def _of_name(name: str) -> tuple[str, ...]:
    norm = normalize(name)
    inside = [f"in:{word_list}" for word_list in _INSIDE if lexicon.alternation(word_list).search(norm)]
    found = lexicon.tails(norm)
    ends = [f"end:{word_list}" for word_list in _ENDS if word_list in found]
    first = ["first:work_verb"] if lexicon.alternation("work_verb").match(norm) else []
    return (*inside, *ends, *first, *(f"{a}&{b}" for a in inside for b in ends))


@remembered(maxsize=200_000)
def _of_target(target: str) -> tuple[str, ...]:
    parsed = parse(target)
    kind = (f"kind:{parsed.kind}",)
    main = parsed.main
    if main is None:
        return kind
    return (*kind, f"class:{main.unit_class}", f"unit:{main.unit}", f"sign:{main.comparator}")
