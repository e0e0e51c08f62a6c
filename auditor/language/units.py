"""The table of units: which class a unit belongs to, what it costs in 元, which are not standard."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor import resources
from auditor.language.normalize import normalize
from auditor.resources import remembered

_PER = re.compile(r"[/·、每.]")


@remembered(maxsize=1)
def classes() -> dict[str, str]:
    """Unit → class: count, ratio, money, time, score or bad."""
    data = resources.toml("corpus", "lexicon", "units.toml")
    return {
        normalize(unit): kind for kind in ("count", "ratio", "money", "time", "score", "bad") for unit in data[kind]
    }


@remembered(maxsize=1)
def collective() -> frozenset[str]:
    """Counters that fit any countable noun (个 种 类 批 …)."""
    return frozenset(resources.toml("corpus", "lexicon", "units.toml")["collective"])


@remembered(maxsize=4)
def same(kind: str) -> frozenset[str]:
    """Counters that count one kind of thing: ``persons`` (人 名 位), ``events`` (次 户 场 …), ``things`` (个 项 …)."""
    return frozenset(resources.toml("corpus", "lexicon", "units.toml")["same"][kind])


@remembered(maxsize=1)
def corrections() -> dict[str, str]:
    """Non-standard unit → the standard one."""
    pairs = (line.split() for line in resources.words("bad_unit"))
    return {normalize(wrong): right for wrong, right in pairs}


@remembered(maxsize=1)
def fits() -> dict[str, frozenset[str]]:
    """Measure word at the end of a name → the units that go with it."""
    return {name: frozenset(units) for name, units in resources.toml("corpus", "lexicon", "units.toml")["fits"].items()}


@remembered(maxsize=1)
def pattern() -> str:
    """Alternation of all units, longest first."""
    return "|".join(re.escape(unit) for unit in sorted(classes(), key=lambda u: (-len(u), u)))


@remembered(maxsize=1)
def scaled_pattern() -> str:
    """Alternation of the units whose first character only looks like a scale (千瓦: there is no 瓦)."""
    known = classes()
    return "|".join(re.escape(unit) for unit in known if unit[0] in "十百千万亿" and unit[1:] not in known and unit[1:])


@remembered(maxsize=20_000)
def comparable(left: str, right: str) -> bool:
    """Can two counting units measure the same thing: equal, collective, or of one family (场 and 次)?"""
    if left == right or {left, right} & collective():
        return True
    return any({left, right} <= family for family in fits().values())


@remembered(maxsize=20_000)
def class_of(unit: str) -> str:
    """Class of a unit; a per-unit (元/人·天) has the class of its head, an unknown one is ``other``, none is ``''``."""
    if not unit:
        return ""
    known = classes().get(unit)
    if known:
        return known
    if is_doubled(unit):
        return "bad"
    head = _PER.split(unit, maxsplit=1)[0]
    return classes().get(head, "other") if head != unit else "other"


def is_doubled(unit: str) -> bool:
    """True for a unit printed twice (标箱标箱)."""
    half = len(unit) // 2
    return half > 0 and unit[:half] == unit[half:]


def yuan(number: Decimal, unit: str) -> Decimal | None:
    """Return the exact amount in 元 of ``number`` in a money unit; None where the unit is no money."""
    factors: dict[str, str] = resources.toml("corpus", "lexicon", "units.toml")["money_factor"]
    head = _PER.split(unit, maxsplit=1)[0]
    return number * Decimal(factors[head]) if head in factors else None
