"""T09: fewer than half of the rows have a usable target, or no benefit row can be measured.

反例：10行里7行是“有效提高” 正例：多数指标可计量
Left alone: a single benefit row; unused rows and rows declared not applicable.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.language import tiers
from auditor.language.target import parse
from auditor.rules.rule import Form, Hit, Option, Rule
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per project of the table."""
    for rows in form.projects():
        rules = {i: {f.rule for f in form.findings[i]} for i, _ in rows}
        usable = [i for i, row in rows if parse(row.target).has_number and not rules[i] & _UNUSABLE]
        benefit = [i for i, row in rows if tiers.group().get(row.second_tier) == "效益指标"]
        empty = len(benefit) > 1 and all(rules[i] & {"V01", "V03", "V05"} for i in benefit)
        if rows and (len(usable) < form.options["share"] / 100 * len(rows) or empty):
            message = f"在用 {len(rows)} 行，可计量 {len(usable)} 行" + ("；效益指标全部无法衡量。" if empty else "。")
            numbers = (str(len(usable)), str(len(rows)))
            place, project = form.place(rows), rows[0][1].project
            yield Hit(Severity.WARNING, "target", "", place, message, numbers=numbers, project=project)


_UNUSABLE = {"V01", "V02", "V03", "V04", "V05", "V12", "V13", "V14", "V18"}


RULE = Rule(
    id="T09",
    name="全表定量比例过低",
    slug="mostly-unmeasurable-table",
    level="table",
    field="target",
    looks_at="在用各行的指标值",
    severity="一律为警告",
    rationale="多数指标无法衡量，整张表就起不到约束作用。",
    leaves_alone="只有一条效益指标；没有使用和声明不适用的行。",
    advice="请优先补充可计量的效益指标。",
    source_class="official",
    bad="10行里7行是“有效提高”",
    good="多数指标可计量",
    options={"share": Option(50, 0, 100, "可计量的行低于百分之多少提示")},
    inspect=inspect,
)
