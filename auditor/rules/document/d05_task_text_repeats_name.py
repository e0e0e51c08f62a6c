"""D05: the content of a task only repeats its name, or one of its sentences stands twice.

反例：任务名称：道路清扫保洁｜主要内容：道路清扫保洁　正例：主要内容：清扫保洁道路【数量】万平方米
Left alone: content that adds an object or a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.language.normalize import bare, normalize
from auditor.language.similarity import similarity
from auditor.language.target import parse
from auditor.rules.rule import Dossier, Hit, Option, Rule
from auditor.schema import Severity, Task

_SENTENCE = 8  # characters of a sentence that is long enough to stand twice by mistake


def review(dossier: Dossier) -> Iterator[Hit]:
    """One hit per task; it belongs to the form that the list is part of."""
    places = {table.table_no: place for place, table in enumerate(dossier.submission.tables)}
    for task in dossier.submission.tasks:
        if not bare(task.content):
            continue
        repeated = _repeated(task.content)
        if _is_copy(task, dossier.options["likeness"] / 100):
            message = f"主要内容与任务名称“{_short(task.task)}”相同，没有写做什么、做多少。"
        elif repeated:
            message = f"主要内容里“{_short(repeated)}”写了两遍。"
        else:
            continue
        place = None if task.table_no is None else places.get(task.table_no)
        yield Hit(Severity.INFO, "content", task.content, task.address, message, table=place)


def _is_copy(task: Task, likeness: float) -> bool:
    counted = {(q.value, q.unit) for q in parse(task.content).quantities}
    added = counted - {(q.value, q.unit) for q in parse(task.task).quantities}
    return similarity(task.task, task.content) >= likeness and not added


def _repeated(content: str) -> str:
    """A sentence that stands twice, or ''."""
    seen: set[str] = set()
    for sentence in re.split(r"[。;]", normalize(content)):
        text = bare(sentence)
        if len(text) >= _SENTENCE and text in seen:
            return sentence
        seen.add(text)
    return ""


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"


RULE = Rule(
    id="D05",
    name="任务名称与主要内容重复",
    slug="task-text-repeats-name",
    level="document",
    field="content",
    looks_at="任务清单的任务名称和主要内容",
    severity="一律为提示",
    rationale="主要内容照抄名称，看不出要做什么、做多少。",
    leaves_alone="补充了对象或数量的。",
    advice="主要内容请写做什么、做多少。",
    source_class="tool",
    bad="道路清扫保洁｜道路清扫保洁",
    good="道路清扫保洁｜清扫保洁道路【数量】万平方米",
    options={"likeness": Option(95, 50, 100, "主要内容与任务名称相似百分之多少算重复")},
    review=review,
)
