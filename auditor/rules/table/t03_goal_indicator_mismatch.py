"""T03: a deliverable of the goal or purpose has no row, or goal and row state different numbers for one object.

反例：目标“购置救护车2辆、培训村医60人”，指标只有救护车 正例：两项各有指标，数量与目标相同
Left alone: slogans and duties (D02, D03); equal values in other spelling; rows under a broader or narrower word; goals
of the whole period, cumulative and yearly figures; exports that hold several projects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.language.normalize import normalize, original_spans
from auditor.rules.rule import Form, Hit, Option, Rule, quoted
from auditor.rules.table.agreement import conflicts
from auditor.rules.table.coverage import counted, covered
from auditor.rules.table.deliverables import deliverables
from auditor.schema import Goal, Indicator, Severity, Table

_PURPOSE = "资金用途"
_YEAR = re.compile(r"20\d\d")


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per number that a row contradicts and per deliverable without a row."""
    table = form.table
    rows = [row for _, row in form.used()]
    if not rows or len(form.projects()) > 1:
        return
    told: set[str] = set()
    for conflict in conflicts(_of_the_year(table), rows):
        row = conflict.row
        if conflict.goal.text in told:  # goals of the year and of the period often agree word for word
            continue
        told.add(conflict.goal.text)
        severity = Severity.WARNING if conflict.stricter else Severity.ERROR
        said = next(filter(None, (_printed(text, conflict.goal.text) for text in _of_the_year(table))))
        message = f"目标“{said}”与指标“{row.name} {row.target}”的数值不一致：以哪个为准？"
        yield Hit(severity, "goal", quoted(said, row.name, row.target), _place(table, row), message)
    missing = [
        hit for hit in _missing(table, _texts(table), rows) if not any(part in normalize(hit.text) for part in told)
    ]
    yield from missing[: int(form.options["most"])]


def _goals_of_the_year(table: Table) -> list[Goal]:
    """The goals of the year; those of the period only where it is that year."""
    one_year = len(set(_YEAR.findall(table.period))) == 1
    return [goal for goal in table.goals if goal.period != "term" or one_year]


def _of_the_year(table: Table) -> list[str]:
    return [*(goal.text for goal in _goals_of_the_year(table)), table.purpose]


def _texts(table: Table) -> list[Goal]:
    """The goals of the year, or of the period where no other is printed, and the purpose."""
    goals = _goals_of_the_year(table) or table.goals
    return goals + [Goal(table.purpose, label=_PURPOSE, address=table.address)] * bool(table.purpose)


def _missing(table: Table, texts: Sequence[Goal], rows: Sequence[Indicator]) -> Iterator[Hit]:
    said: set[str] = set()
    for goal in texts:
        label = goal.label or "绩效目标"
        for item in deliverables(goal.text):
            if item.text in said:
                continue
            said.add(item.text)
            quote, place = _printed(goal.text, item.text), goal.address or table.address
            if not covered(item, rows, table.department):
                message = f"{label}写了“{quote}”，{len(rows)} 行指标都没有提到：是否缺少对应的指标？"
                yield Hit(Severity.WARNING, "goal", quote, place, message)
            elif label == _PURPOSE and item.counts and not counted(item, rows):
                message = f"{label}写了“{quote}”，{len(rows)} 行指标中没有它的数量：是否漏列？"
                yield Hit(Severity.WARNING, "goal", quote, place, message)


def _printed(text: str, part: str) -> str:
    """The part of a text as printed, where its normal form holds the part, or ''."""
    start = normalize(text).find(part)
    spans = original_spans(text, [(start, start + len(part))]) if start >= 0 else ()
    return text[slice(*spans[0])] if spans else ""


def _place(table: Table, row: Indicator) -> str:
    return row.addresses.get("target") or row.address or table.address


RULE = Rule(
    id="T03",
    name="指标与绩效目标不对应",
    slug="goal-indicator-mismatch",
    level="table",
    field="goal",
    looks_at="绩效目标、资金用途与各行指标",
    severity="同一对象数值或方向相反为错误，目标中的产出没有指标为警告",
    rationale="目标里写的事没有指标，就没有人考核；两处数字不同，就不知道按哪个考核。",
    leaves_alone="口号和职责（D02、D03）；写法不同而数值相同的；目标用词较宽的；实施期、累计、年均的数。",
    advice="请补充对应指标，或说明目标与指标以哪个为准。",
    source_class="official",
    bad="目标：培训村医60人｜指标：村医培训人数 ≥45人",
    good="目标：培训村医60人｜指标：村医培训人数 ≥60人",
    options={"most": Option(5, 1, 50, "一张表最多列出几项没有指标的产出")},
    inspect=inspect,
)
