"""Which finding stays where several rules fire on one row: the table ``corpus/precedence.toml``, applied once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor import resources
from auditor.schema import Severity

if TYPE_CHECKING:
    from auditor.rules.rule import Severities

Hits = dict[str, "Severities"]
DECLARED = "C08"


def apply(hits: Hits, active: Severities, declared: Severities) -> Hits:
    """Return the hits that stay.

    Parameters
    ----------
    hits : dict of str to int8 array, shape (n,)
        Rule id → severity per row, as the rules left it.
    active, declared : bool arrays, shape (n,)
        Rows that V, N and C rules judge; rows that say that their category does not apply.
    """
    table = resources.toml("corpus", "precedence.toml")
    left = {rule: mask * ((declared if rule == DECLARED else declared & False) | active) for rule, mask in hits.items()}
    for entry in (e for e in table["ladder"] if e.get("early")):
        _climb(left, entry["steps"])
    for entry in table["first"]:
        _silence(left, entry["when"], entry["silent"])
    for entry in (e for e in table["ladder"] if not e.get("early")):
        _climb(left, entry["steps"])
    for entry in table["silence"]:
        _silence(left, entry["when"], entry["silent"])
    for entry in table["level"]:
        if entry["rule"] in left and entry["when"] in left:
            both = (left[entry["rule"]] > 0) & (left[entry["when"]] > 0)
            left[entry["rule"]][both] = Severity[entry["to"].upper()]
    return left


def before(rule: str) -> tuple[str, ...]:
    """Return the ids of the rules that silence a rule on the same row, in catalogue order of the table."""
    table = resources.toml("corpus", "precedence.toml")
    found: dict[str, None] = {}
    for ladder in table["ladder"]:
        place = next((i for i, step in enumerate(ladder["steps"]) if rule in step), 0)
        found.update(dict.fromkeys(other for step in ladder["steps"][:place] for other in step))
    for entry in [*table["first"], *table["silence"]]:
        if rule in entry["silent"]:
            found.update(dict.fromkeys(entry["when"]))
    return tuple(found)


def _silence(hits: Hits, when: list[str], silent: list[str]) -> None:
    for rule in (r for r in when if r in hits):
        for other in (r for r in silent if r in hits):
            hits[other][hits[rule] > 0] = 0


def _climb(hits: Hits, steps: list[list[str]]) -> None:
    for i, step in enumerate(steps):
        for rule in (r for r in step if r in hits):
            for below in (r for lower in steps[i + 1 :] for r in lower if r in hits):
                hits[below][hits[rule] > 0] = 0
