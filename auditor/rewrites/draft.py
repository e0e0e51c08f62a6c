"""Makes one suggestion out of its parts: joins the target, lists the blanks, notes where the pieces come from."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.language import tiers
from auditor.rewrites import wording
from auditor.schema import Blank, Copied, Rewrite, RewriteKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.rewrites.case import Case
    from auditor.rewrites.printed import Value

_BLANK = re.compile(r"【(?:待填|待确认)：([^】]+)】")
NUMBER = "【待填：数值】"
OBJECT = "【待填：对象】"
_ALIKE = 0.6
_SEARCHED = ("name", "value", "formula", "evidence_source", "basis")


def blanks(drafted: Rewrite) -> tuple[Blank, ...]:
    """List the typed blanks of a suggestion, in the order of its fields, each field and type once."""
    found = (Blank(field, kind) for field in _SEARCHED for kind in _BLANK.findall(getattr(drafted, field)))
    return tuple(dict.fromkeys(found))


def note(*remarks: str) -> str:
    """Join remarks and the words that mark every suggestion as a draft."""
    return "；".join([*(remark for remark in remarks if remark), wording.data()["draft_note"]])


def suggest(
    case: Case,
    kind: RewriteKind,
    name: str,
    *,
    comparator: str = "",
    value: str = "",
    unit: str = "",
    tier: str = "",
    formula: str = "",
    evidence: str = "",
    basis: str = "",
    copied: Iterable[Copied] = (),
    remarks: Iterable[str] = (),
) -> Rewrite:
    """Build a suggestion with a name; ``comparator`` in normal form (``≥ > = < ≤`` or 定性), ``name`` normalised."""
    sign = wording.SIGNS.get(comparator, comparator)
    drafted = Rewrite(
        kind=kind, second_tier=tier or case.tier, name=wording.display(name), comparator=sign, value=value, unit=unit,
        target=("" if sign == "定性" else sign) + value + unit, formula=formula,
        evidence_source=evidence or wording.data()["evidence"].get(tier or case.tier, ""), basis=basis,
        copied=(*copied, *_copied_object(case, name)), note=note(*remarks),
    )  # fmt: skip
    return replace(drafted, blanks=blanks(drafted))


def _copied_object(case: Case, name: str) -> tuple[Copied, ...]:
    found, field = case.origin
    return (Copied(wording.display(found), case.place(field)),) if found and found in name else ()


def advise(case: Case, kind: RewriteKind, *remarks: str) -> Rewrite:
    """Build a suggestion without a new row: something to leave out or to answer."""
    return Rewrite(kind=kind, second_tier=case.tier, note=note(*remarks))


def blank_value(
    case: Case,
    kind: RewriteKind,
    name: str,
    *,
    tier: str = "",
    unit: str | None = None,
    comparator: str = "",
    remarks: Iterable[str] = (),
) -> Rewrite:
    """Build a suggestion whose value the unit fills in: a date for 完成时间, else a number with the name's unit."""
    tail = wording.tail_of(name)
    if wording.is_date_name(name):
        return dated(case, kind, name, tier=tier, remarks=remarks)
    found = _unit(case, name) if unit is None else unit
    return suggest(
        case,
        kind,
        name,
        comparator=comparator or tail.comparator,
        value=NUMBER,
        unit=found,
        tier=tier,
        formula=tail.formula,
        evidence=tail.evidence,
        remarks=remarks,
    )


def _unit(case: Case, name: str) -> str:
    """Return the unit of a name: where its measure word leaves several, that of a good example that ends alike."""
    tail = wording.tail_of(name)
    if tail.unit in ("%", "元", "万元"):
        return tail.unit
    alike = (
        match.row["unit"] for match in case.nearest
        if match.example.similarity >= _ALIKE and tail.word and match.example.name.endswith(tail.word)
    )  # fmt: skip
    return next((unit for unit in alike if unit), "") or wording.unit_of(name)


def dated(
    case: Case,
    kind: RewriteKind,
    name: str,
    *,
    tier: str = "",
    value: str = "",
    copied: Iterable[Copied] = (),
    remarks: Iterable[str] = (),
) -> Rewrite:
    """Build a suggestion whose value is a date: the one given, else a blank."""
    rules = wording.data()["date"]
    monthly = any(word in name for word in rules["monthly_words"])
    filled = value or (rules["monthly"] if monthly else rules["value"])
    return suggest(
        case, kind, name, value=filled, tier=tier, evidence=rules["evidence"], copied=copied, remarks=remarks
    )


def copied_value(
    case: Case,
    kind: RewriteKind,
    name: str,
    value: Value,
    field: str,
    *,
    tier: str = "",
    unit: str | None = None,
    comparator: str | None = None,
    formula: str = "",
    remarks: Iterable[str] = (),
) -> Rewrite:
    """Build a suggestion whose number is copied from the row; a sign that the row lacks is proposed and asked for."""
    tail = wording.tail_of(name)
    chosen = value.comparator if comparator is None else comparator
    confirm = []
    if not chosen:
        chosen = proposed_sign(case, name, value)
        confirm = [wording.remark("confirm_sign")]
    return suggest(
        case,
        kind,
        name,
        comparator=chosen,
        value=value.number,
        unit=value.unit if unit is None else unit,
        tier=tier,
        formula=formula or tail.formula,
        evidence=tail.evidence,
        copied=(Copied(value.number, case.place(field)),),
        remarks=[*confirm, *remarks],
    )


def proposed_sign(case: Case, name: str, value: Value) -> str:
    """Propose a comparator for a number that has none; the number itself stays."""
    tail = wording.tail_of(name)
    whole = (
        value.unit == "%"
        and value.number.rstrip("0").rstrip(".") in ("1", "100", "10")
        and value.number.startswith("100")
    )
    exact = any(word in name for word in wording.data()["sign"]["exact_words"]) and value.unit != "%"
    if case.tier == tiers.COST or tail.comparator == "≤":
        return "≤"
    if value.number.strip("0.") == "":
        return "="
    return "=" if whole or exact else "≥"
