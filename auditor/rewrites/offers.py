"""Measures that a row could use instead of its wording: from the slogan menus, from its object, from good examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import tiers
from auditor.rewrites import draft, measures, subject, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.rewrites.case import Case
    from auditor.schema import Rewrite, RewriteKind

_SHARED = 2
_LONGEST_TAIL = 5
_MONEY = ("元", "万元")


def measured(
    case: Case, *, tier: str = "", kind: RewriteKind = "measure", menus: bool = True, remarks: tuple[str, ...] = ()
) -> Iterator[Rewrite]:
    """Yield drafts that measure the row's content in a tier, the value left blank, best first."""
    place = tier or case.tier
    if place == tiers.SATISFACTION:
        yield satisfaction(case, tier=place, remarks=remarks)
        return
    if place == tiers.TIMELINESS:
        yield finished(case, tier=place, remarks=remarks)
        return
    if place == tiers.COST:
        yield draft.blank_value(case, kind, cost_name(case), tier=place, remarks=remarks)
        return
    text = f"{case.name}。{case.target.text}"
    offered = measures.candidates(text, fitting_tiers(case, place), case.object) if menus else ()
    for measure, name in offered:
        yield from_menu(case, kind, measure, name, remarks)
    for name in object_names(case, place):
        yield draft.blank_value(case, kind, name, tier=place, remarks=remarks)


def from_menu(case: Case, kind: RewriteKind, measure: measures.Measure, name: str, remarks: tuple[str, ...]) -> Rewrite:
    """Draft a row from a measure of a menu, its value blank."""
    if not measure.comparator:
        return draft.dated(case, kind, name, tier=measure.tier, remarks=remarks)
    return draft.suggest(
        case,
        kind,
        name,
        comparator=measure.comparator,
        value=draft.NUMBER,
        unit=measure.unit,
        tier=measure.tier,
        formula=measure.formula,
        evidence=measure.evidence_source,
        remarks=remarks,
    )


def fitting_tiers(case: Case, place: str) -> list[str]:
    """Return the tiers that a menu may offer: its own, the predicted one, for an effect the other effects."""
    group = tiers.group()
    effects = [t for t, name in group.items() if name == group.get(place)] if group.get(place) == "效益指标" else []
    preferred = sorted(effects, key=lambda tier: tier != tiers.SOCIAL)
    return list(dict.fromkeys([place, case.result.prediction.tier or place, *preferred]))


def object_names(case: Case, tier: str) -> Iterator[str]:
    """Yield names of the form object + measure word for a tier."""
    noun = case.object
    own = measures.for_object(noun, tier)
    base, tails = (noun, own) if noun and own else (draft.OBJECT, measures.for_object("", tier))
    names = [*_like_example(case, noun, tier), *(wording.join(base, tail) for tail in tails)]
    counted: set[str] = set()
    for name in names:
        unit = wording.unit_of(name)
        if unit == "%" or unit not in counted:
            yield name
        counted.add(unit)


def _like_example(case: Case, noun: str, tier: str) -> Iterator[str]:
    """Take the measure word of a good example with the same head noun: 城区绿化覆盖率 gives 街道绿化 its 覆盖率."""
    for match in case.nearest if noun else ():
        if match.row["second_tier"] != tier:
            continue
        for size in range(len(noun), _SHARED - 1, -1):
            _, found, back = match.example.name.rpartition(noun[-size:])
            if found and 0 < len(back) <= _LONGEST_TAIL and wording.tail_of(back).word == back:
                yield noun + back
                return


def satisfaction(case: Case, *, tier: str = "", remarks: tuple[str, ...] = ()) -> Rewrite:
    """Draft a satisfaction row: the own name where it names a group, else a blank object."""
    name = satisfaction_name(case)
    if case.value and case.value.unit == "%":
        return draft.copied_value(case, "copy", name, case.value, "target", tier=tier or case.tier, remarks=remarks)
    return draft.blank_value(case, "measure", name, tier=tier or case.tier, remarks=remarks)


def satisfaction_name(case: Case) -> str:
    """Return the name of a satisfaction row with its group, or with a blank one."""
    tail = wording.tail_of(case.name)
    if "C10" in case.ids:
        return draft.OBJECT + "满意度"
    if tail.word in ("满意度", "满意率", "满意程度", "认可度") and case.object:
        return case.name
    return wording.join(case.object, "满意度") if case.object and not case.is_generic else draft.OBJECT + "满意度"


def finished(case: Case, *, tier: str = tiers.TIMELINESS, remarks: tuple[str, ...] = ()) -> Rewrite:
    """Draft a date row on the row's object: 完成时间 | 【待填：完成日期】前."""
    return draft.dated(case, "measure", date_name(case), tier=tier, remarks=remarks)


def date_name(case: Case) -> str:
    """Return a name that asks for the date of the row's object."""
    told = wording.ends_in(case.name, tuple(wording.data()["date"]["tails"]))
    if wording.is_date_name(case.name) and not case.is_generic and (len(told) > 2 or not case.object):
        return case.name
    base = case.object or draft.OBJECT
    return wording.join(base, wording.date_tail(case.object))


def cost_name(case: Case) -> str:
    """Return the row's own cost name, or that of the whole project where it names no object of its own."""
    tail = wording.tail_of(case.name)
    if not case.is_generic and case.object:
        if tail.unit in _MONEY:
            return case.name
        rest = case.name[: len(case.name) - len(tail.word)]
        if wording.tail_of(rest).unit in _MONEY:
            return rest
    own = case.object if not case.is_generic and subject.is_object(case.object) else ""
    return wording.join(own, "成本") if own else str(wording.data()["whole_project_cost"])
