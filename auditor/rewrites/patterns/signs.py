"""Sign and unit only, the number as printed: V06 V07 V08 V09 V10 V11."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import tiers, units
from auditor.rewrites import draft, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.rewrites.case import Case
    from auditor.rewrites.printed import Value
    from auditor.schema import Rewrite

_ALIKE = 0.6
_FLIPPED = {"≥": "≤", ">": "<", "≤": "≥", "<": ">"}


def tidy(case: Case) -> Iterator[Rewrite]:
    """Write the target as one sign, the number as printed and one standard unit."""
    value = case.value
    if value is None:
        return
    unit, sure = _unit(case, value)
    comparator = value.comparator
    remarks = []
    if not sure:
        remarks.append(wording.remark("confirm_unit"))
    if "V08" in case.ids and comparator:
        extreme = value.number in ("100", "100.0", "100.00", "0")
        comparator = "=" if extreme else comparator
        remarks.append(wording.remark("confirm_sign" if extreme else "beyond"))
    if "V09" in case.ids:
        comparator, remarks = _FLIPPED.get(comparator, comparator), [*remarks, wording.remark("direction")]
    name = measured_name(case, unit)
    yield draft.copied_value(case, "unit", name, value, "target", unit=unit, comparator=comparator, remarks=remarks)


def measured_name(case: Case, unit: str) -> str:
    """Give a name that is only an object the measure word of its unit: 安装坡面水标尺 266米 → …长度."""
    name = case.kept_name
    if (
        wording.tail_of(name).word
        or wording.is_date_name(name)
        or units.class_of(unit) not in ("count", "time", "money")
    ):
        return name
    return wording.join(name, wording.tail_for_unit(unit, name, cost=case.tier == tiers.COST))


def _unit(case: Case, value: Value) -> tuple[str, bool]:
    """Return the unit to write and whether the row itself is clear about it."""
    wanted = wording.unit_of(case.name) if wording.tail_of(case.name).unit else ""
    fitting = units.fits().get(wording.tail_of(case.name).word, frozenset())
    if value.unit and "V11" in case.ids:
        return _standard(case, value, wanted, fitting)
    if value.unit in ("万", "亿", "元整"):
        return {"元整": "元"}.get(value.unit, value.unit + "元"), False
    if value.unit:
        return value.unit, True
    return (wanted or _counted(case), False)


def _standard(case: Case, value: Value, wanted: str, fitting: frozenset[str]) -> tuple[str, bool]:
    printed = case.target.main.unit if case.target.main else ""
    if printed in units.corrections() or (len(printed) % 2 == 0 and printed[: len(printed) // 2] * 2 == printed):
        return units.corrections().get(printed, printed[: len(printed) // 2]), True
    if value.unit in (wanted, wording.counter(case.name)) or value.unit in fitting:
        return value.unit, False
    if value.unit.startswith("/"):
        return (wanted or "元") + value.unit, False
    if case.unit and case.unit != value.unit:
        return case.unit, False
    if fitting and wanted and value.unit not in units.collective():
        return wanted, False
    return value.unit, False


def _counted(case: Case) -> str:
    """Find the unit for a bare number: by the noun that is counted, else by the nearest example."""
    noun = case.object or case.name
    found = wording.counter(noun) or wording.counter(case.name)
    alike = next((m.row["unit"] for m in case.nearest if m.example.similarity > _ALIKE), "")
    return found or alike or "个"
