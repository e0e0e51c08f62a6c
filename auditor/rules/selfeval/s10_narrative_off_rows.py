"""S10: the narrative of completion does not fit the rows: another year, contradicting figures, or none that the rows hold.

反例：完成情况写“培训8期”，指标行完成值“12期”　正例：完成情况的数字与各行完成值一致
Left alone: equal values in other spelling; narratives of which some figure stands in the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.language import lexicon, names
from auditor.language.normalize import bare, normalize
from auditor.language.target import Quantity, parse
from auditor.rules.document import facts, goals, years
from auditor.rules.rule import Form, Hit, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Indicator, Severity, Table

_CLAUSE = re.compile(r"[,，。;；!\n]")
_SHORTEST = 3  # characters of a name that can tell one object from another


def inspect(form: Form) -> Iterator[Hit]:
    """At most one hit per table: other years first, then contradictions, then figures that no row holds."""
    table = form.table
    if table.kind != "self_evaluation" or not table.completion.strip():
        return
    rows = [row for _, row in form.used()]
    severity, message = _judge(table, rows)
    if severity:
        yield Hit(severity, "completion", table.completion, table.address, message)


def _judge(table: Table, rows: Sequence[Indicator]) -> tuple[Severity, str]:
    year = int(table.year) if table.year.isdecimal() else 0
    past = [y for y in years.worked(table.completion) if y < year and years.begins_with(table.completion, y)]
    if past:
        return Severity.WARNING, f"完成情况写的是{past[0]}年，本表是{year}年度。"
    said = [(clause, q) for clause in _CLAUSE.split(normalize(table.completion)) for q in _figures(clause)]
    held = [q for row in rows for text in (row.name, row.target, row.actual) for q in parse(text).quantities]
    strange = [(clause, q) for clause, q in said if not _is_held(q, held, table)]
    for clause, quantity in strange:
        row = next((row for row in rows if _contradicts(clause, quantity, row)), None)
        if row is not None:
            return Severity.WARNING, f"完成情况写“{clause}”，指标“{row.name}”的完成值是“{row.actual}”。"
    if said and len(strange) == len(said):
        shown = "、".join(parse(clause).text[q.start : q.end] for clause, q in strange[:3])
        return Severity.INFO, f"完成情况里的数字（{shown}）在指标行里都找不到。"
    return Severity.NONE, ""


def _figures(clause: str) -> list[Quantity]:
    return [quantity for quantity in parse(clause).quantities if quantity.unit and goals.counts(quantity)]


def _is_held(quantity: Quantity, held: Sequence[Quantity], table: Table) -> bool:
    if any(facts.agrees(quantity, other) for other in held):
        return True
    if quantity.yuan is None:
        return any(quantity.value == other.value and not other.unit for other in held)
    money = (table.budget.total, table.budget.executed, table.budget.initial, table.budget.fiscal)
    amounts = [amount for text in money if (amount := arithmetic.number(text)) is not None]
    return any(quantity.yuan in (amount, amount * 10_000) for amount in amounts)


def _contradicts(clause: str, quantity: Quantity, row: Indicator) -> bool:
    """The clause names what the row counts, in the same unit, with another number than the row's own two."""
    actual = parse(row.actual).main
    if actual is None or not actual.unit or actual.unit != quantity.unit or actual.unit == "%":
        return False
    if re.search(lexicon.phrase("part_or_sum"), clause) or len(_figures(clause)) > 1:
        return False
    what = _object(row.name).removesuffix(actual.unit)
    return len(what) >= _SHORTEST and what in bare(clause)


def _object(name: str) -> str:
    """What a row counts: its name without verb, measure and unit (举办技能培训班期数 → 技能培训)."""
    read = names.read(name)
    core = bare(read.core).removesuffix(read.tail)
    return re.sub(lexicon.phrase("count_tail"), "", core.removeprefix(read.verb))


RULE = Rule(
    id="S10",
    name="实际完成情况与指标脱节",
    slug="narrative-off-rows",
    level="table",
    field="completion",
    looks_at="目标实际完成情况一栏，各行的完成值",
    severity="数字说的是别的事为提示，其余为警告",
    rationale="文字说的和指标行填的不是一回事，完成值就缺少印证。",
    leaves_alone="写法不同而数值相等的；有数字能和指标行对上的。",
    advice="请核对完成情况与指标。",
    source_class="tool",
    bad="完成情况：培训8期｜指标行完成值：12期",
    good="完成情况：培训12期｜指标行完成值：12期",
    inspect=inspect,
)
