"""T01: a necessary category has no row.

反例：只有数量和满意度指标 正例：数量、质量、时效、成本、效益、满意度都有
Left alone: rows that exist but cannot be measured; "/" in 经济 or 生态; categories of the other framework.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.language import tiers
from auditor.rules.rule import Form, Hit, Rule
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per project of the table, listing the gaps."""
    for members in form.projects():
        rows = [row for _, row in members if row.name.strip()]
        found = {row.second_tier for row in rows}
        if not rows or sum(bool(row.second_tier) for row in rows) * 2 < len(rows):
            continue
        groups = {tiers.group().get(tier, "") for tier in found}
        firsts = {tiers.first(row.first_tier) for row in rows}
        lacking = [name for name in ("产出指标", "效益指标") if name not in groups | (firsts & {"效益指标"})]
        outputs = [tier for tier in (tiers.QUANTITY, tiers.QUALITY, tiers.TIMELINESS) if tier not in found]
        gaps = [tiers.COST] * (tiers.COST not in found) + outputs * (len(outputs) >= 2 and "产出指标" not in lacking)
        pleased = [tiers.SATISFACTION] * (tiers.SATISFACTION not in found)
        if lacking or gaps or pleased:
            severity = Severity.ERROR if lacking else Severity.WARNING if gaps else Severity.INFO
            named = "、".join([*lacking, *gaps, *pleased])
            message = f"没有这些类别的指标：{named}。"
            yield Hit(severity, "second_tier", "", form.place(members), message, project=members[0][1].project)


RULE = Rule(
    id="T01",
    name="必要类别缺失",
    slug="missing-category",
    level="table",
    field="second_tier",
    looks_at="各二级指标下在用的行",
    severity="没有产出或没有效益为错误；没有成本、产出只有一类为警告；只缺满意度为提示",
    rationale="目标要从产出、成本、效益、满意度几方面考核，缺一块就看不全。",
    leaves_alone="有行但不可衡量的；经济、生态效益写“/”的；另一套框架的类别。",
    advice="请补充：【缺少的类别】。",
    source_class="official",
    bad="只有数量和满意度指标",
    good="数量、质量、时效、成本、效益、满意度都有",
    inspect=inspect,
)
