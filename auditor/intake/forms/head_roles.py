"""Heads that stand one above the other → the role of every place, and the year that a head prints."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.intake import layout
from auditor.intake.stream import Line, is_title_line

NAMES = ("fourth_tier", "third_tier", "loose_name")
TIERS = ("first_tier", "second_tier")
_OF_PERIOD = {"target": "period_target", "comparator": "period_comparator", "unit": "period_unit"}
_DATED = ("target", "actual")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_TITLE_ABOVE = 30  # lines above a header in which its title is looked for
_SHORT_LINE = 20


def stacks_of(rows: Sequence[Line]) -> list[list[str]]:
    """The texts that stand one above the other at every place, a merged head over each of its places."""
    width = max(len(row.cells) for row in rows)
    stacks: list[list[str]] = [[] for _ in range(width)]
    for number, row in enumerate(rows):
        upper = ""
        for place in range(width):
            cell = row.cells[place] if place < len(row.cells) else None
            above = [r.cells[place] for r in rows[:number] if place < len(r.cells)]
            text = "" if cell is None or any(cell is other for other in above) else cell.text.strip()
            under = any(place < len(r.cells) and r.cells[place].text.strip() for r in rows[number + 1 :])
            upper = text or (upper if under and not row.merged else "")  # a dump leaves the right part of a head empty
            if upper:
                stacks[place].append(upper)
    return stacks


def roles_of(rows: Sequence[Line], overrides: dict[str, str]) -> list[str]:
    """Roles of the places: by the lowest head with those above it, else by the ones above it."""
    named = {layout.header_key(text): role for role, text in overrides.items()}
    stacks = stacks_of(rows)
    own = [_role([s, s[::-1], s[-2:], s[:-3:-1], s[-1:]], named) for s in stacks]
    roles = list(own)
    for place, stack in enumerate(stacks):
        upper = stack[:-1]
        if own[place] in _OF_PERIOD and _role_of_upper(upper, named) == "period_target":
            roles[place] = _OF_PERIOD[own[place]]
        if own[place] or not upper:
            continue
        beside = {own[i] for i, other in enumerate(stacks) if other[:-1] == upper}
        role = _role_of_upper(upper, named)
        roles[place] = "" if role in beside else role
    return roles


def _role_of_upper(upper: list[str], named: dict[str, str]) -> str:
    return _role([upper, upper[::-1], *([text] for text in reversed(upper))], named)


def _role(forms: Sequence[Sequence[str]], named: dict[str, str]) -> str:
    texts = [text for form in forms if (text := "".join(form))]
    keys = [layout.header_key(text) for text in texts]
    return next((named[key] for key in keys if key in named), "") or next(
        (role for text in texts if (role := layout.column_role(text))), ""
    )


def with_name(roles: list[str], stacks: list[list[str]]) -> list[str]:
    """Heads of tiers and value without one of names: the unknown one between them, else the lower tier, is the name."""
    if "first_tier" not in roles or "target" not in roles or any(role in (*NAMES, "loose_target") for role in roles):
        return roles
    lowest = max(i for i, role in enumerate(roles) if role in TIERS)
    unknown = [i for i in range(lowest + 1, roles.index("target")) if stacks[i] and not roles[i]]
    if unknown and all(stacks[i] == stacks[unknown[0]] for i in unknown):
        return [*roles[: unknown[0]], "third_tier", *roles[unknown[0] + 1 :]]
    if unknown or "second_tier" not in roles:
        return roles
    return ["third_tier" if role == "second_tier" else role for role in roles]


def of_one_year(roles: list[str], stacks: list[list[str]], lines: Sequence[Line], at: int) -> list[str]:
    """Heads that print years (2023年指标值 | 2024年指标值): the year of the form counts, earlier ones are history."""
    years = [max(years_in(stack), default="") for stack in stacks]
    dated = sorted({year for year, role in zip(years, roles, strict=True) if role in _DATED and year})
    wanted = sorted({year for year, role in zip(years, roles, strict=True) if role == "target" and year})
    if len(dated) < 2 or not wanted:
        return roles
    printed = _year_above(lines, at)
    year = printed if printed in wanted else wanted[-1]
    return [
        "history" if role in _DATED and own and (own < year or (role == "target" and own != year)) else role
        for own, role in zip(years, roles, strict=True)
    ]


def years_in(heads: list[str]) -> list[str]:
    """Years that a stack of heads prints."""
    return _YEAR.findall(layout.western_years("".join(heads)))


def _year_above(lines: Sequence[Line], at: int) -> str:
    """The year that the title or a label above a header prints."""
    for pos in range(at - 1, max(-1, at - _TITLE_ABOVE), -1):
        found = _YEAR.search(layout.western_years(lines[pos].text)) if len(lines[pos].filled) <= 1 else None
        if found and (is_title_line(lines[pos]) or len(lines[pos].text) < _SHORT_LINE):
            return found.group()
    return ""
