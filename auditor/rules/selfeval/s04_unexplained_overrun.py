"""S04: a positive measure went far beyond its target and nobody says why.

反例：指标值 100场，完成 180场，原因“/” 正例：写明超额原因，并说明年初指标值是否偏低
Left alone: costs, durations, satisfaction, targets of zero, rows with S01; a reason in the cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.language import names, tiers
from auditor.language.target import parse
from auditor.rules.rule import Form, Hit, Option, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Indicator, Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per row above its target by more than the threshold without a reason."""
    limit = 1 + form.options["share"] / 100
    for place, row in form.evaluated():
        found = arithmetic.of(row)
        spared = (
            found.ceiling or row.second_tier in (tiers.COST, tiers.SATISFACTION) or names.read(row.name).satisfaction
        )
        if found.kind != "number" or found.ratio is None or spared or arithmetic.explained(row):
            continue
        if float(found.ratio) > limit and not _is_duration(row.target):
            small = _difference(row) == 1
            message = f"目标 {row.target}，完成 {row.actual}，超出 {(found.ratio - 1) * 100:.0f}%，没有说明原因。"
            severity = Severity.INFO if small else Severity.WARNING
            yield Hit(severity, "actual", row.actual, row.addresses.get("actual", row.address), message, place)


def _is_duration(target: str) -> bool:
    main = parse(target).main
    return main is not None and main.unit_class == "time"


def _difference(row: Indicator) -> Decimal | None:
    """By how many units a small count was passed; None for large counts and rates."""
    wanted, got = parse(row.target).main, parse(row.actual).main
    if wanted is None or got is None or wanted.unit == "%" or got.value >= 10:
        return None
    return got.value - wanted.value


RULE = Rule(
    id="S04",
    name="超额完成未说明",
    slug="unexplained-overrun",
    level="selfeval",
    field="actual",
    looks_at="指标值、完成值、偏差原因",
    severity="只差一个单位且不足10个为提示，其余为警告",
    rationale="远超指标值，多半是年初定低了，需要说明。",
    leaves_alone="成本、时长、满意度；目标为0；写了原因的。",
    advice="请说明超额原因及年初指标值是否偏低。",
    source_class="official",
    bad="100场｜180场｜原因“/”",
    good="写明超额原因和年初指标值是否偏低",
    options={"share": Option(30, 0, 1000, "超出指标值百分之多少要说明原因")},
    inspect=inspect,
)
