"""The rules that apply to a call or to one department: which run, which are wanted, their levels and thresholds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Any

from auditor.errors import ConfigurationError
from auditor.language.normalize import normalize
from auditor.rules import plugins, registry
from auditor.rules.rule import Options, Rule
from auditor.schema import Finding, Severity
from auditor.settings import Department, Settings

_LEVELS = {severity.label: severity for severity in sorted(Severity, reverse=True) if severity}


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Rules with what the settings say about them.

    ``rules`` run (row rules always all of them, since precedence needs them). A rule in ``ignored`` is as if it did not
    exist for the rules that build on its findings; one that is merely not ``wanted`` is not shown.
    """

    rules: tuple[Rule, ...]
    wanted: frozenset[str]
    ignored: frozenset[str] = frozenset()
    options: Mapping[str, Options] = field(default_factory=dict)
    levels: Mapping[str, Severity] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()

    def options_of(self, rule: Rule) -> dict[str, float]:
        """Thresholds of a rule: its defaults, with what the settings say."""
        return {name: option.default for name, option in rule.options.items()} | dict(self.options.get(rule.id, {}))

    def standing(self, findings: Sequence[Finding]) -> list[Finding]:
        """Findings of rules that are not ignored, at the level that the settings give them."""
        return [
            replace(finding, severity=self.levels[finding.rule]) if finding.rule in self.levels else finding
            for finding in findings
            if finding.rule not in self.ignored
        ]

    def shown(self, findings: Sequence[Finding]) -> list[Finding]:
        """Findings that are wanted; those that the tool says about itself always are."""
        return [finding for finding in findings if finding.rule in self.wanted or finding.rule == registry.INTERNAL]


def known_rules(settings: Settings) -> tuple[Rule, ...]:
    """Return the rules of the catalogue, then the local ones that the settings name (``C107`` where one is wrong)."""
    return (*registry.all_rules(), *plugins.load(settings.plugins))


def of(settings: Settings, rules: Sequence[Rule] | None = None) -> Ruleset:
    """Return the rules that apply to all departments.

    Parameters
    ----------
    settings : Settings
        What applies.
    rules : sequence of Rule, optional
        Every rule there is; :func:`known_rules` by default.

    Raises
    ------
    ConfigurationError
        ``C107`` a local rule that is wrong, ``C402`` an id that names no rule, ``C403`` a level or threshold that cannot be.
    """
    known = tuple(rules) if rules is not None else known_rules(settings)
    ignored = registry.ids(settings.ignore, known)
    options, levels = _entries(settings.rules, known, "rules")
    return Ruleset(
        known,
        (registry.ids(settings.select, known) or frozenset(rule.id for rule in known)) - ignored,
        ignored,
        options,
        levels,
        frozenset(settings.selfeval.exclude),
    )


def for_department(base: Ruleset, section: Department, name: str) -> Ruleset:
    """Return the rules of a department: what its section says, on top of what applies to all.

    Raises
    ------
    ConfigurationError
        As :func:`of`.
    """
    options, levels = _entries(section.rules, base.rules, f"departments.{name}.rules")
    ignored = base.ignored | registry.ids(section.ignore, base.rules)
    merged = {rule: {**base.options.get(rule, {}), **options.get(rule, {})} for rule in {**base.options, **options}}
    return replace(
        base,
        wanted=(registry.ids(section.select, base.rules) or base.wanted) - ignored,
        ignored=ignored,
        options=merged,
        levels={**base.levels, **levels},
    )


@dataclass(frozen=True, slots=True)
class Rulesets:
    """What applies to each department: its own section, the first that names it, or what applies to all."""

    general: Ruleset
    sections: Mapping[str, Ruleset] = field(default_factory=dict)

    def of(self, department: str) -> Ruleset:
        """Return what applies to a department."""
        return next((rules for pattern, rules in self.sections.items() if is_named(pattern, department)), self.general)


def by_department(settings: Settings, rules: Sequence[Rule] | None = None) -> Rulesets:
    """Return what applies to each department; raises as :func:`of`."""
    general = of(settings, rules)
    sections = {name: for_department(general, section, name) for name, section in settings.departments.items()}
    return Rulesets(general, sections)


def is_named(pattern: str, department: str) -> bool:
    """Does a section of the settings mean this department? ``*`` stands for any characters."""
    return fnmatchcase(normalize(department), normalize(pattern))


def _entries(
    entries: Mapping[str, Mapping[str, Any]], rules: Sequence[Rule], place: str
) -> tuple[dict[str, Options], dict[str, Severity]]:
    options: dict[str, Options] = {}
    levels: dict[str, Severity] = {}
    for key, entry in entries.items():
        rule = registry.find(key, rules)
        values = dict(entry)
        if "level" in values:
            levels[rule.id] = _level(values.pop("level"), f"{place}.{key}.level")
        options[rule.id] = {name: _threshold(rule, name, value, f"{place}.{key}") for name, value in values.items()}
    return options, levels


def _level(value: object, place: str) -> Severity:
    if not isinstance(value, str) or value not in _LEVELS:
        raise ConfigurationError("C403", f"配置项“{place}”的值“{value}”不对。", f"可用的有：{'、'.join(_LEVELS)}。")
    return _LEVELS[value]


def _threshold(rule: Rule, name: str, value: object, place: str) -> float:
    if name not in rule.options:
        known = "、".join(["level", *rule.options])
        raise ConfigurationError("C403", f"规则 {rule.id} 没有选项“{name}”（{place}）。", f"可用的有：{known}。")
    option = rule.options[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not option.low <= value <= option.high:
        raise ConfigurationError(
            "C403",
            f"配置项“{place}.{name}”的值“{value}”不对。",
            f"{option.definition}：应写 {option.low:g} 到 {option.high:g} 的数，默认 {option.default:g}。",
        )
    return float(value)
