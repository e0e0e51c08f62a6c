"""D01: the form prints the label of the goal and the cell is empty or a token left over from the template.

反例：绩效目标：1.目标内容1　正例：使用【金额】，完成【产出】，达到【标准】，于【日期】前，使【对象】【变化】
Left alone: forms without a goal row; a goal in a merged neighbour.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.rules.document import goals
from auditor.rules.rule import Form, Hit, Rule
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per form whose goal cells are all empty or placeholders."""
    table = form.table
    if table.goals and all(goals.is_empty(goal.text) for goal in table.goals):
        goal = table.goals[0]
        shown = goal.text or "（空）"
        yield Hit(
            Severity.ERROR,
            "goal",
            goal.text,
            goal.address,
            f"“{goal.label or '绩效目标'}”一栏是“{shown}”，没有写目标。",
        )


RULE = Rule(
    id="D01",
    name="绩效目标缺失或占位",
    slug="missing-goal",
    looks_at="绩效目标一栏",
    severity="一律为错误",
    field="goal",
    level="table",
    rationale="没有目标，指标就没有来处，审核也无从对照。",
    leaves_alone="没有绩效目标一栏的表；目标写在合并的相邻格里的。",
    advice="请填写绩效目标：金额、产出数量、质量标准、时间、受益对象。",
    source_class="official",
    bad="1.目标内容1",
    good="使用【金额】，完成【产出数量】，达到【标准】，于【日期】前完成，使【对象】【变化】",
    inspect=inspect,
)
