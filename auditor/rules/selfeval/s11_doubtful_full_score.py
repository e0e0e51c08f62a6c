"""S11: full marks in total while rows cannot be measured or compared.

反例：总分100，其中有“有所提高｜100%” 正例：附佐证材料
Left alone: tables whose rows are all measurable.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.rules.rule import Form, Hit, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit where the total is 100 and a row carries V03, V05 or S01."""
    if arithmetic.number(form.table.total_score) != 100:
        return
    doubtful = [
        row.name
        for row, findings in zip(form.table.rows, form.findings, strict=True)
        if {f.rule for f in findings} & {"V03", "V05", "S01"}
    ]
    if doubtful:
        message = f"总分100，但有 {len(doubtful)} 行无法衡量或无法比较。"
        yield Hit(Severity.INFO, "score", form.table.total_score, form.table.address, message)


RULE = Rule(
    id="S11",
    name="满分自评存疑",
    slug="doubtful-full-score",
    level="table",
    field="score",
    looks_at="总分、各行问题",
    severity="一律为提示",
    rationale="有的行无法衡量，却得了满分，审核会要佐证。",
    leaves_alone="各行都能衡量的表。",
    advice="请附佐证材料。",
    source_class="tool",
    bad="总分100｜有行“有所提高｜100%”",
    good="附佐证材料",
    inspect=inspect,
)
