"""S13: the score is above its weight or below zero.

反例：分值5分，得6分 正例：得分不超过分值
Left alone: printed bonus rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.rules.rule import Form, Hit, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per row whose score lies outside 0 … weight."""
    for place, row in form.evaluated():
        weight, score = arithmetic.number(row.weight), arithmetic.number(row.score)
        if (
            weight is not None
            and score is not None
            and not 0 <= score <= weight
            and not _BONUS.search(row.name + row.criteria)
        ):
            message = f"得分 {row.score} 超出分值 {row.weight}。"
            yield Hit(Severity.ERROR, "score", row.score, row.addresses.get("score", row.address), message, place)


_BONUS = re.compile(r"加分|加[\d.]+分")

RULE = Rule(
    id="S13",
    name="得分超出分值",
    slug="score-above-weight",
    level="selfeval",
    field="score",
    looks_at="分值、得分",
    severity="一律为错误",
    rationale="得分不可能高于分值或为负。",
    leaves_alone="写明加分规则的行。",
    advice="得分不得超过分值。",
    source_class="tool",
    bad="分值5｜得分6",
    good="分值5｜得分5",
    inspect=inspect,
)
