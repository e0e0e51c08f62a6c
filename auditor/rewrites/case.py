"""One row that needs suggestions, with everything that its patterns look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from auditor.language import lexicon, tiers
from auditor.language.normalize import normalize
from auditor.language.target import Target, parse
from auditor.rewrites import subject, wording
from auditor.rewrites.printed import Value, values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.rewrites.examples import Match
    from auditor.schema import Indicator, RowResult, Table

_PLACES = {"name": "本行名称", "target": "本行指标值", "description": "本行描述"}


@dataclass
class Case:
    """A row, its table and the ids found on it; texts are normalised. ``nearest`` holds good examples, best first."""

    table: Table
    result: RowResult
    nearest: Sequence[Match] = field(default=())

    @cached_property
    def row(self) -> Indicator:
        """The row as read."""
        return self.result.indicator

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of the findings on the row."""
        return frozenset(finding.rule for finding in self.result.findings)

    @cached_property
    def tier(self) -> str:
        """The declared second tier, else the predicted one."""
        return self.row.second_tier or tiers.second(self.row.second_tier_raw) or self.result.prediction.tier

    @cached_property
    def printed_name(self) -> subject.Name:
        """The name without numbering and with its bracketed unit apart."""
        return subject.clean(self.row.name)

    @property
    def name(self) -> str:
        """The cleaned name."""
        return self.printed_name.text

    @cached_property
    def target(self) -> Target:
        """The parsed target."""
        return parse(
            self.row.target, int(self.row.year) if self.row.year.isdecimal() and len(self.row.year) == 4 else None
        )

    @cached_property
    def description(self) -> str:
        """The normalised description."""
        return normalize(self.row.description)

    @cached_property
    def unit(self) -> str:
        """Unit printed beside the target: in the name's bracket or in the unit column."""
        return self.printed_name.unit or subject.clean(f"值({self.row.unit})").unit

    @cached_property
    def value(self) -> Value | None:
        """The single number of the target as printed; None where it holds none or several."""
        found = values(self.target, self.unit)
        return found[0] if len(found) == 1 and self.target.kind not in ("text", "date", "list", "staged") else None

    @cached_property
    def is_generic(self) -> bool:
        """Tell whether the name fits any project, is a tier name, a value or a condition."""
        lists = ("generic_name", "vague_time", "budget_phrase", "placeholder")
        listed = any(self.name in lexicon.exact(name) for name in lists)
        return listed or tiers.is_name(self.name) or bool(self.ids & {"N04", "N05", "N11"})

    @cached_property
    def origin(self) -> tuple[str, str]:
        """Object words of the row and the field that they stand in; two empty texts where the row names none."""
        fields = [("name", self.name), ("description", self.description), ("target", self.target.text)]
        for place, text in fields:
            found = subject.of_text(text)
            if found:
                return found, place
        return "", ""

    @property
    def object(self) -> str:
        """Object words of the row, ''  where it names none."""
        return self.origin[0]

    @cached_property
    def kept_name(self) -> str:
        """The name to go on with: the own one where it says what is measured, else with a blank object before it."""
        if not self.is_generic:
            return subject.without_idle_front(self.name)
        if self.tier == tiers.COST and self.object:
            return wording.join(self.object, "成本")
        if self.tier == tiers.COST:
            return str(wording.data()["whole_project_cost"])
        base = "满意度" if self.tier == tiers.SATISFACTION else self.name
        if self.object and not self.name.startswith(self.object):
            return wording.join(self.object, base)
        return "【待填：对象】" + base

    def place(self, field_name: str) -> str:
        """Where a piece was copied from, in Chinese, with the cell's address when it is known."""
        address = self.row.addresses.get(field_name) or self.row.address
        return f"{_PLACES[field_name]}（{address}）" if address else _PLACES[field_name]
