"""The one list of rules. The catalogue page, ``auditor rules``, ``auditor explain``, scoring and tests all read it."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from auditor import rules
from auditor.errors import ConfigurationError
from auditor.rules import precedence
from auditor.rules.rule import Option, Rule
from auditor.schema import SourceClass

#: What the tool says about itself: a rule that failed on a row or table.
INTERNAL = "I02"
_FAMILIES = ("target", "name", "category", "table", "document", "grading", "selfeval")


_RULE_MODULE = re.compile(r"[a-z]\d\d_")


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule as people read it: everything but its code. ``yields_to`` names the rules beside which it is silent."""

    id: str
    name: str
    slug: str
    family: str
    level: str
    severity: str
    looks_at: str
    rationale: str
    leaves_alone: str
    advice: str
    source_class: SourceClass
    bad: str
    good: str
    options: dict[str, Option] = field(default_factory=dict)
    yields_to: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every rule in catalogue order (V, N, C, D …, by number).

    Raises
    ------
    RuntimeError
        Where two modules declare the same id.
    """
    found: dict[str, Rule] = {}
    for family in _FAMILIES:
        package = importlib.import_module(f"{rules.__name__}.{family}")
        for module in pkgutil.iter_modules(package.__path__):
            if not _RULE_MODULE.match(module.name):
                continue
            rule: Rule = importlib.import_module(f"{package.__name__}.{module.name}").RULE
            if rule.id in found:
                raise RuntimeError(f"two rules declare the id {rule.id}")
            found[rule.id] = rule
    order = {letter: i for i, letter in enumerate("VNCTDGSE")}
    return tuple(sorted(found.values(), key=lambda r: (order[r.family], r.id)))


def find(entry: str, rules: Sequence[Rule]) -> Rule:
    """Return one of some rules by id, slug or name.

    Raises
    ------
    ConfigurationError
        ``C402`` where there is none.
    """
    wanted = entry.strip()
    for rule in rules:
        if wanted.upper() == rule.id.upper() or wanted.lower() == rule.slug or wanted == rule.name:
            return rule
    raise ConfigurationError("C402", f"没有编号为“{entry}”的规则。", "用 auditor rules 查看全部编号。")


def get(entry: str) -> Rule:
    """Return a built-in rule; see :func:`find`."""
    return find(entry, all_rules())


def ids(entries: Sequence[str], rules: Sequence[Rule]) -> frozenset[str]:
    """Return the ids that ``--select`` or ``--ignore`` name; an entry is an id, a slug, a name or a family.

    Raises
    ------
    ConfigurationError
        ``C402`` for an entry that names no rule.
    """
    found: set[str] = set()
    for entry in entries:
        family = {rule.id for rule in rules if rule.family == entry.strip().upper()}
        found |= family or {find(entry, rules).id}
    return frozenset(found)


def catalogue(rules: Sequence[Rule] | None = None) -> tuple[RuleInfo, ...]:
    """Every rule as people read it; the built-in ones where none are given."""
    return tuple(
        RuleInfo(
            rule.id,
            rule.name,
            rule.slug,
            rule.family,
            rule.level,
            rule.severity,
            rule.looks_at,
            rule.rationale,
            rule.leaves_alone,
            rule.advice,
            rule.source_class,
            rule.bad,
            rule.good,
            dict(rule.options),
            precedence.before(rule.id),
        )
        for rule in rules or all_rules()
    )
