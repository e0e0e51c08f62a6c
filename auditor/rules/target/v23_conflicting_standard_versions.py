"""V23: one standard or document number is cited with two different years in a submission.

反例：依据 GB 3095-2012；另一处 GB 3095-1996　正例：全文引用同一版本
Left alone: different part numbers; a printed replaced-by statement; two documents with different titles; file names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor.language import lexicon
from auditor.language.normalize import normalize
from auditor.language.similarity import similarity
from auditor.rules.rule import Dossier, Hit, Rule
from auditor.schema import Severity, Submission

_FIELDS = ("name", "description", "target", "basis", "remark", "criteria", "evidence", "deviation")
_TITLE = re.compile(r"《([^《》]*)》\(?$")
_FILE = re.compile(r"[^\s,，。;]{0,12}\.(?:pdf|docx?|xlsx?|jpg|png|wps)", re.IGNORECASE)
_ALIKE = 0.8  # likeness from which two titles are one
_AROUND = 16  # characters around a citation in which a replacement is stated


class Citation(NamedTuple):
    """A number that is cited: without its year, with it, and under which title."""

    number: str
    year: str
    title: str
    shown: str
    text: str
    address: str
    replaced: bool


def review(dossier: Dossier) -> Iterator[Hit]:
    """One hit per number."""
    cited: dict[str, list[Citation]] = {}
    for text, address in _texts(dossier.submission):
        for citation in _citations(text, address):
            cited.setdefault(citation.number, []).append(citation)
    for found in cited.values():
        first = found[0]
        other = next((one for one in found if one.year != first.year and _is_same(first, one)), None)
        if other is not None and not any(one.replaced for one in found):
            message = f"同一个编号引用了两个年份：“{first.shown}”与“{other.shown}”，以哪个版本为准？"
            yield Hit(Severity.WARNING, "basis", other.text, other.address, message)


def _texts(submission: Submission) -> Iterator[tuple[str, str]]:
    for table in submission.tables:
        yield table.project, table.address
        yield table.purpose, table.address
        yield table.completion, table.address
        yield from ((goal.text, goal.address) for goal in table.goals)
        for row in table.rows:
            yield from ((getattr(row, name), row.addresses.get(name, row.address)) for name in _FIELDS)
    yield from ((text, task.address) for task in submission.tasks for text in (task.task, task.content))
    yield from ((passage.text, passage.address) for passage in submission.passages)


def _citations(text: str, address: str) -> Iterator[Citation]:
    if not re.search(r"\d{4}", text):
        return
    norm = normalize(text)
    for match in re.finditer(lexicon.phrase("cited_number"), norm):
        if _FILE.match(norm, match.end()):
            continue
        parts = match.groupdict()
        office = re.sub(lexicon.phrase("before_number"), "", parts["office"] or "")
        number = parts["standard"] or f"{office}{parts['serial']}号"
        around = norm[max(0, match.start() - _AROUND) : match.end() + _AROUND]
        title = _TITLE.search(norm[: match.start()])
        yield Citation(
            re.sub(r"\s", "", number),
            parts["edition"] or parts["year"],
            title[1] if title else "",
            match.group(),
            text,
            address,
            bool(re.search(lexicon.phrase("replaced_by"), around)),
        )


def _is_same(left: Citation, right: Citation) -> bool:
    return not (left.title and right.title) or similarity(left.title, right.title) >= _ALIKE


RULE = Rule(
    id="V23",
    name="设定依据版本冲突",
    slug="conflicting-standard-versions",
    level="document",
    field="basis",
    looks_at="全文引用的标准号和文号",
    severity="一律为警告",
    rationale="同一个标准或文号写了两个年份，说不清按哪个版本设的指标值。",
    leaves_alone="编号的部分不同；写明已被代替的；标题不同的两个文件；附件的文件名。",
    advice="请确认引用的版本。",
    source_class="tool",
    bad="GB 3095-2012｜另一处 GB 3095-1996",
    good="全文引用 GB 3095-2012",
    review=review,
)
