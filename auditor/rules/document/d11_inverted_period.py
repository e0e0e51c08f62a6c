"""D11: the printed period of the project ends before it starts, or only one of its two dates is filled in.

反例：项目起止时间｜2025年9月—2025年3月　正例：项目起止时间｜2025年3月—2025年9月
Left alone: whole-year periods; start and end in the same month; an empty cell.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.language import period
from auditor.rules.rule import Form, Hit, Rule
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """At most one hit per form."""
    table = form.table
    found = period.read(table.period)
    if found.inverted:
        message = f"项目起止时间“{table.period}”：止于 {found.end}，早于开始的 {found.start}。"
        yield Hit(Severity.ERROR, "period", table.period, table.address, message)
    elif found.half:
        missing = "结束时间" if found.start else "开始时间" if found.end else "另一个日期"
        message = f"项目起止时间“{table.period}”只填了一个日期，缺{missing}。"
        yield Hit(Severity.INFO, "period", table.period, table.address, message)


RULE = Rule(
    id="D11",
    name="项目起止时间矛盾",
    slug="inverted-period",
    level="table",
    field="period",
    looks_at="项目起止时间一栏",
    severity="止早于起为错误，只填一个日期为提示",
    rationale="起止时间前后颠倒或缺一头，完成时间就无从核对。",
    leaves_alone="整年的期限；起止在同一个月的；空白的。",
    advice="请核对项目起止时间。",
    source_class="tool",
    bad="2025年9月—2025年3月",
    good="2025年3月—2025年9月",
    inspect=inspect,
)
