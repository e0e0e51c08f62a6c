"""Does any row of a table answer for a deliverable: the same thing, another word for it, or its count."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.language import lexicon, nouns, units
from auditor.language.normalize import normalize
from auditor.language.target import Quantity, parse
from auditor.rules.table.deliverables import Deliverable
from auditor.schema import Indicator

_TELLING = 3  # counts below this are equal by chance
_ALIKE = 0.5  # share of the neighbouring pairs of characters that a row has to hold


def covered(item: Deliverable, rows: Sequence[Indicator], department: str = "") -> bool:
    """Does a row speak of the thing? Its head counts even if the department is called by that word, a modifier not."""
    texts = [told(row) for row in rows]
    heads = [head for head in item.heads if head not in department or head == item.content[-1]]
    return (
        any(nouns.mentions(text, head) for text in texts for head in heads)
        or any(_shared("".join(item.content), text) >= _ALIKE for text in texts)
        or any(_contains(item, text) for text in texts)
        or any(_equal(q, row) for q in item.quantities if q.value >= _TELLING for row in rows)
    )


def counted(item: Deliverable, rows: Sequence[Indicator]) -> bool:
    """Does a row count the thing, in its unit or by the same number?"""
    for row in rows:
        main = parse(row.target).main
        if main is None or main.unit_class != "count":
            continue
        fits = any(same_unit(main.unit, q.unit) for q in item.quantities)
        if any(_equal(q, row) for q in item.quantities):
            return True
        if fits and any(nouns.mentions(told(row), word) for word in nouns.content(item.text)):
            return True
    return False


def same_unit(left: str, right: str) -> bool:
    """Can two counting units count the same thing (人, 名, 位; 场, 次; 个 anything)?"""
    return units.comparable(left, right) or {left, right} <= units.same("persons")


def told(row: Indicator) -> str:
    """Everything that a row says about what it measures."""
    return normalize(f"{row.name},{row.description},{row.target},{row.criteria},{row.remark}")


def _equal(quantity: Quantity, row: Indicator) -> bool:
    main = parse(row.target).main
    return main is not None and main.value == quantity.value and same_unit(main.unit, quantity.unit)


def _shared(joined: str, other: str) -> float:
    """The share of a deliverable's pairs of neighbouring characters that stand in a row."""
    pairs = {joined[i : i + 2] for i in range(len(joined) - 1)}
    return sum(pair in other for pair in pairs) / len(pairs) if pairs else 1.0


def _contains(item: Deliverable, text: str) -> bool:
    """Is one side a container of the other (购置设备 and 购置打印机数量)?"""
    if not item.verb or not nouns.mentions(text, item.verb):
        return False
    containers = lexicon.exact("container_noun")
    return any(head in containers for head in item.heads) or any(word in text for word in containers)
