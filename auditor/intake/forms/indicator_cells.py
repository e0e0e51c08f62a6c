"""What the cells of an indicator row mean together: columns by role, tiers in one cell, target joined from its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditor.intake.grid import Cell
from auditor.intake.stream import clean
from auditor.language import tiers
from auditor.language.normalize import normalize
from auditor.language.target import BLANK, parse, sign_of

TAKEN_AS_PRINTED = ("description", "actual", "weight", "score", "deviation", "basis", "remark", "criteria", "evidence")
_FILLER = re.compile(r"(?:指标|目标)(?:\d+|[一二三四五六七八九十])?[:.、]?|[.…·。]+|\d+[.、:]")
_PLAIN = re.compile(r"([≥≤><=＝＞＜]?)(?!(?:19|20)[0-9]{2}\.)[0-9]{1,7}(?:\.[0-9]{1,2})?(%?)")
_BOTH = re.compile(r"[/／\-—>|、]")
_SCALES = ("万", "亿")


@dataclass(slots=True)
class Columns:
    """Which place of a row holds which role; ``width`` is the header's number of places.

    ``above`` holds the tiers that stand as heads over the block instead of in a column, ``year`` the year that the head
    of the values prints. ``numbered`` says that the head of the names spans two places: number and name.
    """

    places: dict[str, int]
    width: int
    above: dict[str, str] = field(default_factory=dict)
    year: str = ""
    numbered: bool = False

    def text(self, cells: list[Cell], role: str, shift: int = 0) -> str:
        """Return the text of a role's cell without layout white space, '' where the row has none."""
        cell = self.cell(cells, role, shift)
        return clean(cell.text) if cell else ""

    def cell(self, cells: list[Cell], role: str, shift: int = 0) -> Cell | None:
        """Return the cell of a role; ``shift`` is how far the row stands right of its header."""
        place = self.places.get(role)
        if place is None or not 0 <= place + shift < len(cells):
            return None
        return cells[place + shift]


def field_of(role: str) -> str:
    """Field of an indicator that a column role fills."""
    return {"third_tier": "name", "fourth_tier": "name"}.get(role, role)


def split_tiers(both: str) -> tuple[str, str]:
    """First and second tier printed in one cell: ``产出指标/数量指标``."""
    parts = [part for part in _BOTH.split(both) if part]
    first = next((part for part in parts if tiers.first(part)), "")
    return first, next((part for part in parts if tiers.second(part) and part != first), "")


def canonical_tier(first: str, second: str) -> str:
    """Canonical second tier; a first tier without second ones (满意度指标, 成本指标) is its own."""
    found = tiers.second(second)
    if not found and not second and tiers.first(first) in ("满意度指标", "成本指标"):
        return tiers.SATISFACTION if tiers.first(first) == "满意度指标" else tiers.COST
    return found


def is_numbering(name: str) -> bool:
    """True for a name that is nothing but its number: 指标1."""
    return bool(_FILLER.fullmatch(normalize(name)))


def is_filler(name: str, value: str) -> bool:
    """True for a row of the template that nobody filled in: 指标1, ……, without value."""
    return is_numbering(name) and normalize(value) in BLANK


def join_target(comparator: str, value: str, unit: str) -> str:
    """Join comparator, number and unit that a form prints in separate columns: ``≥ | 50 | 个`` → ``≥50个``.

    A comparator column that holds 定性 or 正向 stays apart, and so does a unit that the value already prints.
    """
    sign, own = _sign_and_unit(value)
    if own is None:
        return value
    if comparator and not sign and sign_of(comparator):
        value = comparator + value
    if unit and _is_open(own, unit) and normalize(unit) not in BLANK:
        value += unit
    return value


def _sign_and_unit(value: str) -> tuple[str, str | None]:
    """Comparator and unit that a value prints itself; the unit is None where it holds no quantity."""
    plain = _PLAIN.fullmatch(value)  # most values of an export, for which the grammar is not needed
    if plain:
        return plain.group(1), plain.group(2)
    quantity = None if normalize(value) in BLANK else parse(value).main
    return ("", None) if quantity is None else (quantity.comparator, quantity.unit)


def _is_open(printed: str, unit: str) -> bool:
    """Does a value lack the unit of its column? One that prints only a scale does: ``4.5万 | 公里``, not ``30万 | 万元``."""
    return not printed or (printed in _SCALES and not unit.startswith(printed))
