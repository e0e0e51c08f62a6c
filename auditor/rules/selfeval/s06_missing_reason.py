"""S06: the target was missed (or a cost stayed far below it) and the deviation cell is empty.

反例：指标值 ≥90%，完成 84%，原因“/” 正例：写事实、原因、改进措施
Left alone: rows that were met; rows with S01.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.language import tiers
from auditor.rules.rule import Form, Hit, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per missed row without a reason."""
    if "deviation" not in form.table.columns:
        return
    if any(_OTHER_ROWS.search(row.deviation) for row in form.table.rows):
        return  # one cell gives the reason for several rows by their numbers
    for place, row in form.evaluated():
        found = arithmetic.of(row)
        if arithmetic.explained(row) or found.comparable is not True:
            continue
        thrifty = (
            row.second_tier == tiers.COST and found.ceiling and found.ratio is not None and float(found.ratio) < 0.8
        )
        if found.met is False or thrifty:
            severity = Severity.ERROR if found.met is False else Severity.INFO
            message = f"目标 {row.target}，完成 {row.actual}，没有填写偏差原因。"
            yield Hit(severity, "deviation", row.deviation, row.addresses.get("deviation", row.address), message, place)


_OTHER_ROWS = re.compile(r"第\s*\d+\s*[、,，和及至-]\s*\d+")

RULE = Rule(
    id="S06",
    name="偏差原因缺失",
    slug="missing-reason",
    level="selfeval",
    field="deviation",
    looks_at="偏差原因",
    severity="成本低于指标值80%为提示，其余为错误",
    rationale="没完成又不说原因，看不出问题在哪里、明年怎么改。",
    leaves_alone="达到指标值的行；口径不一致的行（S01）。",
    advice="请填写偏差原因及改进措施。",
    source_class="official",
    bad="≥90%｜84%｜原因“/”",
    good="写事实、原因、改进措施",
    inspect=inspect,
)
