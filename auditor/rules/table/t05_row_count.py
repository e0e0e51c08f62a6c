"""T05: very few or very many rows.

反例：全表2行 正例：覆盖主要产出和效果
Left alone: department tables; self-evaluation tables copied from an approved form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditor.rules.rule import Form, Hit, Rule
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit where a project table has fewer than 3 or more than 20 rows, or more than 8 in one second tier."""
    table, rows = form.table, [row for _, row in form.used()]
    if table.kind == "self_evaluation" or "整体" in table.title or not rows or len({row.project for row in rows}) > 1:
        return
    most = Counter(row.second_tier for row in rows if row.second_tier).most_common(1)
    one_each = len(rows) == 3 and len({row.first_tier for row in rows}) == 3
    if len(rows) < 3 or len(rows) > 20 or one_each or (most and most[0][1] > 8):
        yield Hit(
            Severity.INFO, "name", "", table.address, f"本表在用指标 {len(rows)} 条，请核对是否覆盖主要产出和效果。"
        )


RULE = Rule(
    id="T05",
    name="指标过少或过多",
    slug="too-few-or-many-rows",
    level="table",
    field="name",
    looks_at="在用的行数",
    severity="一律为提示",
    rationale="太少看不全，太多抓不住重点。",
    leaves_alone="部门整体表；从批复表抄来的自评表。",
    advice="请核对指标是否覆盖主要产出和效果。",
    source_class="tool",
    bad="全表2条",
    good="覆盖主要产出和效果",
    inspect=inspect,
)
