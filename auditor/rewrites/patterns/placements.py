"""Rows that stand in the wrong tier or need not stand at all: C01 C03 C05 C08, and what C07 adds."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from auditor.language import tiers
from auditor.rewrites import draft, offers, wording
from auditor.rewrites.subject import clean, of_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.rewrites.case import Case
    from auditor.schema import Rewrite


def completion(case: Case) -> Iterator[Rewrite]:
    """C01: a measure of quality for the same object; the rate itself belongs to 数量, or says what a row there says."""
    yield from islice(offers.measured(case, tier=tiers.QUALITY, menus=False), 1)
    if _counted_elsewhere(case):
        yield draft.advise(case, "drop", wording.remark("drop_progress"))
        return
    remarks = [wording.remark("move_progress")]
    if not wording.tail_of(case.name).word or case.is_generic:
        return
    if case.value:
        yield draft.copied_value(case, "move", case.name, case.value, "target", tier=tiers.QUANTITY, remarks=remarks)
    else:
        yield draft.blank_value(case, "move", case.name, tier=tiers.QUANTITY, remarks=remarks)


def _counted_elsewhere(case: Case) -> bool:
    counted = (row for row in case.table.rows if row.used and row.second_tier == tiers.QUANTITY)
    return bool(case.object) and any(of_text(clean(row.name).text) == case.object for row in counted)


def fund(case: Case) -> Iterator[Rewrite]:
    """C03: leave the row out, or measure the output's quality instead."""
    yield draft.advise(case, "drop", wording.remark("drop_fund"))
    if case.tier in (tiers.QUALITY, tiers.QUANTITY):
        name = draft.OBJECT + "验收合格率"
        yield draft.blank_value(case, "measure", name, tier=tiers.QUALITY, remarks=[wording.remark("choice")])


def forced(case: Case) -> Iterator[Rewrite]:
    """C08: leave the category empty; a slogan on society may move to 社会效益 with something countable."""
    yield not_needed(case)
    if case.tier == tiers.ECOLOGICAL and not case.is_generic and case.result.prediction.tier == tiers.SOCIAL:
        yield from islice(offers.measured(case, tier=tiers.SOCIAL, kind="move"), 1)


def not_needed(case: Case) -> Rewrite:
    """Advise that the category may stay empty."""
    word = wording.data()["category_word"].get(case.tier, "该类内容")
    return draft.advise(case, "drop", wording.remark("drop_category", tier=word))


def elsewhere(case: Case) -> Iterator[Rewrite]:
    """C04 C05: the same row under the tier that its content belongs to; for C04 also an effect that can be measured."""
    tier = case.result.prediction.tier
    if tier and tier != case.tier and case.value and wording.tail_of(case.name).word:
        remarks = [wording.remark("move_tier", tier=tier)]
        yield draft.copied_value(case, "move", case.kept_name, case.value, "target", tier=tier, remarks=remarks)
    if "C04" in case.ids:
        yield from islice(offers.measured(case, remarks=(wording.remark("choice"),)), 1)


def empty(case: Case) -> Iterator[Rewrite]:
    """C07: the category may stay empty."""
    yield not_needed(case)


def lasting(case: Case) -> Iterator[Rewrite]:
    """C09: something that lasts beyond the year."""
    yield from islice(offers.measured(case, tier=tiers.LASTING, remarks=(wording.remark("choice"),)), 2)
