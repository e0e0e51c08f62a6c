"""Cells that stand in the wrong place: a tier label that was lost or belongs to another tier, an amount moved aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.language import tiers
from auditor.language.normalize import normalize
from auditor.language.target import parse
from auditor.schema import Indicator, Table

_BENEFIT, _SATISFACTION = "效益指标", "满意度指标"


def lost_first_tier(table: Table, rows: Sequence[Indicator]) -> list[Indicator]:
    """Rows without first tier in a table that prints it for others."""
    if "first_tier" not in table.columns or not any(row.first_tier for row in rows):
        return []
    return [row for row in rows if not row.first_tier and row.second_tier_raw]


def lost_second_tier(rows: Sequence[Indicator]) -> list[Indicator]:
    """Rows of 产出 or 效益 without second tier in a table that prints it for others of the same first tier."""
    printed = {tiers.first(row.first_tier) for row in rows if row.second_tier_raw} - {""}
    alone = {tiers.COST, _SATISFACTION}
    return [row for row in rows if not row.second_tier_raw and tiers.first(row.first_tier) in printed - alone]


def crossed_tiers(rows: Sequence[Indicator]) -> list[Indicator]:
    """Rows whose second tier cannot stand under the first tier printed beside it (社会效益 under 产出)."""
    return [row for row in rows if not _may_stand(tiers.first(row.first_tier), row.second_tier)]


def _may_stand(first: str, second: str) -> bool:
    group = tiers.group().get(second, "")
    if first not in ("产出指标", _BENEFIT, _SATISFACTION, tiers.COST) or not group or first == group:
        return True
    if second == tiers.COST:
        return first in ("产出指标", tiers.COST)
    return second == tiers.SATISFACTION and first == _BENEFIT


def moved_amounts(table: Table) -> Iterator[str]:
    """What is wrong in the money block: a share where an amount belongs, an amount where a share or points belong."""
    budget = table.budget
    for label, amount in (
        ("全年预算数", budget.total),
        ("年初预算数", budget.initial),
        ("全年执行数", budget.executed),
    ):
        if normalize(amount).endswith("%"):
            yield f"“{label}”一栏是“{amount}”"
    for label, points in (("分值", budget.weight), ("得分", budget.score)):
        if normalize(points).endswith("%"):
            yield f"“{label}”一栏是“{points}”"


def moved_targets(rows: Sequence[Indicator]) -> list[Indicator]:
    """Rows whose weight cell holds a target (≥90%, 3个)."""
    return [row for row in rows if _is_target(row.weight)]


def _is_target(text: str) -> bool:
    main = parse(text).main
    return main is not None and (
        main.unit_class == "count" or bool(re.match(r"[≥≤><]", normalize(text)) and main.comparator)
    )
