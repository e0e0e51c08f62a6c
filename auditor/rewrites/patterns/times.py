"""Timeliness rows without a date: V15 C02, and a time word that stands as the name (N11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import tiers
from auditor.rewrites import draft, offers, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.rewrites.case import Case
    from auditor.schema import Rewrite


def deadline(case: Case) -> Iterator[Rewrite]:
    """V15 C02: a date for the object, or the share of what was done in time, whose limit has to be written down."""
    yield offers.finished(case)
    name = wording.on_time_name(case.object or draft.OBJECT)
    remarks = [wording.remark("on_time")]
    if case.value and case.value.unit == "%" and wording.tail_of(case.name).word.endswith("率"):
        yield draft.copied_value(case, "measure", name, case.value, "target", tier=tiers.TIMELINESS, remarks=remarks)
    else:
        yield draft.blank_value(case, "measure", name, tier=tiers.TIMELINESS, remarks=remarks)
