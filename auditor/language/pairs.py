"""What the cells of a row say together: likeness, declarations, numbers and units that stand in another cell."""

from __future__ import annotations

from typing import NamedTuple

from auditor.language import lexicon, units
from auditor.language.names import Name
from auditor.language.normalize import letters, normalize
from auditor.language.similarity import likeness
from auditor.language.target import BLANK, parse
from auditor.language.values import Value
from auditor.resources import remembered


class Description(NamedTuple):
    """What a description says by itself."""

    ratio: bool
    criterion: bool
    limit: bool
    typo: bool


class Together(NamedTuple):
    """The columns that take name, target and description together."""

    t_unit: str
    t_unit_class: str
    like_name: float
    like_name_description: float
    like_description: float
    says_not_applicable: bool
    name_counts: bool
    other_object: bool
    d_object: bool


def describe(text: str) -> Description:
    """Read a description; any string is accepted."""
    norm = normalize(text)
    return Description(
        ratio=lexicon.pattern("described_ratio").search(norm) is not None,
        criterion=lexicon.pattern("described_criterion").search(norm) is not None and not lexicon.is_vague(norm),
        limit=lexicon.pattern("described_limit").search(norm) is not None,
        typo=lexicon.slips(norm),
    )


def compare(name: Name, target: str, value: Value, described: str) -> Together:
    """Take the cells of a row together.

    Parameters
    ----------
    name, value : Name, Value
        What was read of the name and of the target.
    target : str
        The target as printed.
    described : str
        The description, bare (:func:`auditor.language.normalize.bare`).
    """
    unit = value.value_unit or value.column_unit or name.unit
    core, norm = letters(name.core), letters(value.norm)
    return Together(
        t_unit=unit,
        t_unit_class=units.class_of(unit),
        like_name=likeness(core, norm),
        like_name_description=likeness(letters(name.norm), described) if described else 0.0,
        like_description=likeness(described, norm) if described else 0.0,
        says_not_applicable=(name.declared or name.question) and _declares(name, target),
        name_counts=bool(name.quantities) and (value.full or _repeats(name, target)),
        other_object=_counts_other_object(name.tail, value.value_unit),
        d_object=len(described) >= len(core) + 4,
    )


def _declares(name: Name, target: str) -> bool:
    """Do name and target say that the category does not apply?"""
    norm = normalize(target)
    if name.question and norm in ("否", "无"):
        return True
    empty = norm in lexicon.exact("not_applicable") or norm in BLANK or norm in ("否", "无")
    return name.declared and (empty or (not parse(target).has_number and not lexicon.is_vague(norm)))


def _repeats(name: Name, target: str) -> bool:
    main = parse(target).main
    return main is not None and any(q.value == main.value and q.unit == main.unit for q in name.quantities)


@remembered(maxsize=20_000)
def _counts_other_object(tail: str, unit: str) -> bool:
    """The unit counts another object than the measure of the name (次数 ≥50家)."""
    table = units.fits()
    return tail in table and units.class_of(unit) == "count" and unit not in table[tail] | units.collective()
