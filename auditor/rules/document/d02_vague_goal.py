"""D02: the goal of a project holds no quantity or standard, and nobody who is better off in a way that can be seen.

反例：绩效目标：做好网站的日常运营　正例：全年更新【数量】篇，6月底前完成改版，使【对象】能在线办理【事项】
Left alone: a goal with a number and unit; department forms (D03), whose rows carry the numbers; empty goals (D01).
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.rules.document import goals
from auditor.rules.rule import Form, Hit, Rule
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """At most one hit per form: the goal of the year is judged, the goal of the term where it is the only one."""
    table = form.table
    chosen = goals.of_form(table)
    if not chosen or goals.is_of_department(table):
        return
    text = "\n".join(goal.text for goal in chosen)
    if goals.read(text).vague:
        label = chosen[0].label or "绩效目标"
        message = f"“{label}”没有写数量、标准或时间，也看不出谁得到什么改变。"
        yield Hit(Severity.WARNING, "goal", text, chosen[0].address, message)


RULE = Rule(
    id="D02",
    name="绩效目标空泛",
    slug="vague-goal",
    level="table",
    field="goal",
    looks_at="项目的绩效目标（先看年度目标，只有实施期目标的看实施期目标）",
    severity="一律为警告",
    rationale="目标里没有产出、标准和受益对象，指标就没有来处，年底也无从说完成没有。",
    leaves_alone="写了数量和单位的；写明谁得到什么改变的；部门整体表。",
    advice="目标骨架：使用【金额】，完成【产出】，达到【标准】，于【日期】前，使【对象】【变化】。",
    source_class="official",
    bad="做好网站的日常运营",
    good="全年更新【数量】篇，于【日期】前完成改版，使【对象】能在线办理【事项】",
    inspect=inspect,
)
