"""The one list of rules. The catalogue page, ``auditor rules``, ``auditor explain``, scoring and tests all read it."""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import dataclass, field
from functools import lru_cache

from auditor import rules
from auditor.errors import ConfigurationError
from auditor.rules.rule import Rule
from auditor.schema import SourceClass

_FAMILIES = ("target", "name", "category", "table", "document", "grading", "selfeval")


_RULE_MODULE = re.compile(r"[a-z]\d\d_")


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule as people read it: everything but its code. ``options`` maps a name to (default, definition)."""

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
    options: dict[str, tuple[float, str]] = field(default_factory=dict)


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


def get(rule_id: str) -> Rule:
    """Return one rule by id or slug.

    Raises
    ------
    ConfigurationError
        ``C402`` where there is none.
    """
    wanted = rule_id.strip()
    for rule in all_rules():
        if wanted.upper() == rule.id or wanted.lower() == rule.slug:
            return rule
    raise ConfigurationError("C402", f"没有编号为“{rule_id}”的规则。", "用 auditor rules 查看全部编号。")


def selected(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """Rules that apply under ``--select`` and ``--ignore``; an entry is an id, a slug or a family letter.

    Raises
    ------
    ConfigurationError
        ``C402`` for an entry that names no rule.
    """
    chosen = _ids(select) if select else {rule.id for rule in all_rules()}
    return tuple(rule for rule in all_rules() if rule.id in chosen - _ids(ignore))


def _ids(entries: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    for entry in entries:
        family = {rule.id for rule in all_rules() if rule.family == entry.strip().upper()}
        found |= family or {get(entry).id}
    return found


@lru_cache(maxsize=1)
def catalogue() -> tuple[RuleInfo, ...]:
    """Every rule as people read it."""
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
            {name: (option.default, option.definition) for name, option in rule.options.items()},
        )
        for rule in all_rules()
    )
