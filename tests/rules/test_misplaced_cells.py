"""T10 sees tier labels that were lost or crossed and amounts that moved aside, and leaves ordinary forms alone."""

from __future__ import annotations

import pytest

from auditor.rules.registry import get
from auditor.rules.rule import Dossier, Hit
from auditor.schema import Budget, Indicator, Notice, Submission, Table

COLUMNS = ("first_tier", "second_tier", "name", "target")


def row(number: int, first: str, second: str, name: str, target: str) -> Indicator:
    return Indicator(1, number, name, target, first_tier=first, second_tier=second, second_tier_raw=second)


def hits(*rows: Indicator, budget: Budget | None = None, notices: tuple[Notice, ...] = ()) -> list[Hit]:
    table = Table(1, columns=COLUMNS, rows=list(rows), budget=budget or Budget())
    review = get("T10").review
    assert review is not None
    return list(review(Dossier(Submission("form", "txt", tables=[table], notices=list(notices)))))


OUTPUT = row(1, "产出指标", "数量指标", "机井维修眼数", "≥40眼")
EFFECT = row(2, "效益指标", "社会效益指标", "受益农户数", "≥900户")
PLEASED = row(3, "满意度指标", "服务对象满意度指标", "农户满意度", "≥90%")


def test_a_complete_table_is_fine() -> None:
    assert not hits(OUTPUT, EFFECT, PLEASED)


@pytest.mark.parametrize(
    "wrong",
    [
        row(4, "", "质量指标", "维修验收合格率", "100%"),
        row(4, "产出指标", "", "维修验收合格率", "100%"),
        row(4, "产出指标", "社会效益指标", "灌溉保证率", "≥85%"),
        row(4, "满意度指标", "时效指标", "维修完成时间", "2025年4月底前"),
    ],
)
def test_a_lost_or_crossed_label_is_a_warning(wrong: Indicator) -> None:
    assert [hit.severity.label for hit in hits(OUTPUT, EFFECT, PLEASED, wrong)] == ["warning"]


@pytest.mark.parametrize(
    "fine",
    [
        row(4, "满意度指标", "", "村委会满意度", "≥90%"),
        row(4, "效益指标", "服务对象满意度指标", "村委会满意度", "≥90%"),
        row(4, "成本指标", "", "单井维修成本", "≤1.2万元/眼"),
        row(4, "产出指标", "成本指标", "单井维修成本", "≤1.2万元/眼"),
        row(4, "成本指标", "成本指标", "单井维修成本", "≤1.2万元/眼"),
    ],
)
def test_labels_that_forms_leave_out_or_move_are_fine(fine: Indicator) -> None:
    assert not hits(OUTPUT, EFFECT, PLEASED, fine)


def test_a_table_without_first_tiers_lost_none() -> None:
    assert not hits(row(1, "", "数量指标", "机井维修眼数", "≥40眼"), row(2, "", "质量指标", "合格率", "100%"))


def test_a_share_among_the_amounts_is_a_moved_cell() -> None:
    assert hits(OUTPUT, budget=Budget(total="30", executed="100%"))
    assert not hits(OUTPUT, budget=Budget(total="30", executed="30", execution_rate="100%", weight="10", score="10"))


def test_money_cells_that_intake_had_to_align_are_a_question() -> None:
    notice = Notice("E04", "warning", "", "L22")
    assert hits(OUTPUT, budget=Budget(total="30", address="L22"), notices=(notice,))
    assert not hits(OUTPUT, budget=Budget(total="30", address="L25"), notices=(notice,))
