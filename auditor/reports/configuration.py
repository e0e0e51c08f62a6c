"""What applies to a call, and where each value comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from auditor.reports.drawing import drawn, folded
from auditor.reports.json import dumped

if TYPE_CHECKING:
    from auditor.rules.ruleset import Ruleset
    from auditor.settings import Settings

_HEADS = ("配置项", "值", "来自", "意思")
_DEFAULT = "默认"


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting: its place in ``auditor.toml``, its value as written there, where that comes from, what it means."""

    name: str
    value: str
    source: str
    meaning: str


def entries(settings: Settings, sources: Mapping[str, str], rules: Ruleset) -> list[Entry]:
    """Return every setting, sections entry by entry, thresholds of rules included.

    Parameters
    ----------
    settings : Settings
        What applies.
    sources : mapping
        Setting → where its value comes from, as :func:`auditor.settings.sources` says.
    rules : Ruleset
        The rules that apply to all departments.
    """
    return [*_plain(settings, sources), *_thresholds(settings, sources, rules)]


def _plain(settings: Settings, sources: Mapping[str, str]) -> Iterator[Entry]:
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        if name == "rules":
            continue
        given = value.model_dump() if hasattr(value, "model_dump") else value
        if not isinstance(given, dict) or not given:
            yield Entry(name, _written(given), sources[name], field.description or "")
            continue
        inner = getattr(type(value), "model_fields", {})
        for key, part in given.items():
            meaning = inner[key].description if key in inner else field.description
            source = sources[name] if key not in inner or key in value.model_fields_set else _DEFAULT
            shown = part.model_dump(exclude_defaults=True) if hasattr(part, "model_dump") else part
            yield Entry(f"{name}.{key}", _written(shown), source, meaning or "")


def _thresholds(settings: Settings, sources: Mapping[str, str], rules: Ruleset) -> Iterator[Entry]:
    named = {rule.id for rule in rules.rules if rules.options.get(rule.id) or rule.id in rules.levels}
    for rule in rules.rules:
        if rule.id in rules.levels:
            level = rules.levels[rule.id].label
            yield Entry(f"rules.{rule.id}.level", _written(level), sources["rules"], f"{rule.name}：级别")
        for name, value in rules.options_of(rule).items():
            own = rule.id in named and name in rules.options.get(rule.id, {})
            source = sources["rules"] if own else _DEFAULT
            yield Entry(f"rules.{rule.id}.{name}", f"{value:g}", source, rule.options[name].definition)
    if not settings.rules and not any(rule.options for rule in rules.rules):
        yield Entry("rules", "{}", _DEFAULT, "规则的级别和阈值")


def _written(value: Any) -> str:
    """Write a value the way TOML does; a section in one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_written(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_written(part) for part in value) + "]"
    return json.dumps(getattr(value, "value", value), ensure_ascii=False)


def configuration_text(found: list[Entry]) -> str:
    """Return one line per setting; what differs from the default stands out by its source."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for head in _HEADS:
        table.add_column(head, overflow="fold")
    for entry in found:
        style = "" if entry.source == _DEFAULT else "bold"
        cells = (entry.name, entry.value, entry.source, entry.meaning)
        table.add_row(*(folded(Text(cell)) for cell in cells), style=style)
    return drawn([table], 120)


def configuration_json(found: list[Entry]) -> str:
    """Return the settings as a list of objects."""
    return dumped([asdict(entry) for entry in found])
