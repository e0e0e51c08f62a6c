"""D09: a printed total is not the sum of the lines that are printed for it.

反例：资金总额 100 万元；财政拨款 60 万元、其他资金 30 万元　正例：60＋40＝100
Left alone: no split printed; lists without a total; rounding within the printed digits; 元 and 万元 of the same amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.language import lexicon
from auditor.language.normalize import normalize
from auditor.language.numerals import plain
from auditor.rules.document import sums
from auditor.rules.rule import Dossier, Hit, Rule
from auditor.schema import Severity, Submission, Table, Task

_SOURCES = ("fiscal", "other", "carryover")
_COLUMNS = (("total", "金额"), ("fiscal", "财政拨款"), ("other", "其他资金"))
_Lines = Sequence[sums.Amount]


def review(dossier: Dossier) -> Iterator[Hit]:
    """One hit per total: by source, by nature, and of every list with a total line."""
    submission = dossier.submission
    lists = {task.address for task in submission.tasks if task.address}
    for place, table in enumerate(submission.tables):
        if table.budget.address not in lists:  # a total taken from a list is judged with the list
            yield from _block(table, place)
    yield from _lists(submission)


def _block(table: Table, place: int) -> Iterator[Hit]:
    """The money block of a form: the total against its sources, and against basic and project expenditure."""
    total = sums.read(table.budget.total, table.currency_unit)
    if total is None:
        return
    address = table.budget.address or table.address
    printed = [(role, amount) for role, amount in _printed(table) if amount is not None]
    sources = [amount for role, amount in printed if role in (*_SOURCES, "source")]
    if sources and not _is_whole(printed, total, sources):
        yield from _hit("资金总额", total, [sources], address, place)
    natures = [amount for role, amount in printed if role == "split"]
    if len(natures) > 1:
        yield from _hit("基本支出与项目支出", total, [natures], address, place)


def _is_whole(printed: Sequence[tuple[str, sums.Amount]], total: sums.Amount, sources: _Lines) -> bool:
    """Can the total be right? A single source may be a part of it, and lines may stand under other lines."""
    if len(sources) == 1:
        return sources[0].value <= total.value
    simple = len({role for role, _ in printed if role in _SOURCES}) == len(sources)
    return not simple and sums.fits_some(total, sources)


def _printed(table: Table) -> list[tuple[str, sums.Amount | None]]:
    """Role and amount of every line of the block, as its labels stand on the form."""
    unit = table.currency_unit
    lines = [(key.partition(":")[0], value) for key, value in table.labels.items() if ":" in key]
    if not any(role in _SOURCES for role, _ in lines):
        lines += [(role, getattr(table.budget, role)) for role in _SOURCES]
    return [(role, sums.read(value, unit)) for role, value in lines]


def _lists(submission: Submission) -> Iterator[Hit]:
    places = {table.table_no: place for place, table in enumerate(submission.tables)}
    for number in {task.table_no: None for task in submission.tasks}:
        tasks = [task for task in submission.tasks if task.table_no == number]
        totals = [task for task in tasks if _is_total(task)]
        place = None if number is None else places.get(number)
        if len(totals) == 1:
            for column, label in _COLUMNS:
                yield from _list(tasks, totals[0], column, label, place)


def _list(tasks: Sequence[Task], last: Task, column: str, label: str, place: int | None) -> Iterator[Hit]:
    """One column of a list: its total against all lines, the headings alone, or the lines below them alone."""
    total = sums.read(getattr(last, column))
    lines = [(task, amount) for task in tasks if task is not last and (amount := sums.read(getattr(task, column)))]
    heads = [amount for task, amount in lines if _is_head(task)]
    below = [amount for task, amount in lines if not _is_head(task)]
    if total is None or len(lines) < 2:
        return
    readings = [chosen for chosen in ([amount for _, amount in lines], heads, below) if chosen]
    yield from _hit(f"清单{label}合计", total, readings, last.address, place)


def _is_total(task: Task) -> bool:
    return bool(re.fullmatch(lexicon.phrase("total_line"), normalize(task.task)))


def _is_head(task: Task) -> bool:
    """A line that heads others: it has a Chinese numeral."""
    return bool(re.match(lexicon.phrase("head_number"), normalize(task.seq) or normalize(task.task)))


def _hit(what: str, total: sums.Amount, readings: Sequence[_Lines], address: str, place: int | None) -> Iterator[Hit]:
    """A hit unless the lines add up in one of their readings; the closest reading is shown."""
    severity = min(sums.judge(total, lines) for lines in readings)
    if severity is Severity.NONE:
        return
    lines = min(readings, key=lambda chosen: abs(sums.gap_of(total, chosen)))
    found = sum((line.value for line in lines), Decimal(0))
    shown = plain(total.value)
    message = f"{what}：合计 {shown}，明细之和 {plain(found)}，差 {plain(abs(total.value - found))}，请核对。"
    yield Hit(severity, "budget", shown, address, message, table=place)


RULE = Rule(
    id="D09",
    name="金额不符或口径不清",
    slug="amounts-do-not-add",
    level="document",
    field="budget",
    looks_at="资金总额和各项来源，基本支出和项目支出，任务清单、项目清单的合计",
    severity="只是四舍五入的差别为提示，其余为错误",
    rationale="合计和明细对不上，金额口径就不清楚，批复和考核都没有准数。",
    leaves_alone="没有印明细的；没有合计的清单；印出位数之内的四舍五入；元与万元换算后相等的。",
    advice="合计…，明细之和…，差…，请核对。",
    source_class="tool",
    bad="总额100万元｜财政拨款60万元｜其他资金30万元",
    good="总额100万元｜财政拨款60万元｜其他资金40万元",
    review=review,
)
