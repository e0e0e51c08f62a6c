"""S14: weight and actual value are given and the score is blank.

反例：分值5分，完成值 30场，得分（空） 正例：填写得分
Left alone: weight 0 or "/"; unused rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.language.normalize import normalize
from auditor.language.target import BLANK
from auditor.rules.rule import Form, Hit, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per evaluated row without a score."""
    if "score" not in form.table.columns:
        return
    for place, row in form.evaluated():
        if arithmetic.number(row.weight) and normalize(row.actual) not in BLANK and not row.score.strip():
            message = f"有分值 {row.weight} 和完成值“{row.actual}”，没有得分。"
            yield Hit(Severity.ERROR, "score", "", row.addresses.get("score", row.address), message, place)


RULE = Rule(
    id="S14",
    name="得分缺失",
    slug="missing-score",
    level="selfeval",
    field="score",
    looks_at="分值、完成值、得分",
    severity="一律为错误",
    rationale="有完成值没有得分，总分就对不上。",
    leaves_alone="分值为0或“/”；没有使用的行。",
    advice="请填写得分。",
    source_class="tool",
    bad="分值5｜完成值30场｜得分（空）",
    good="分值5｜完成值30场｜得分5",
    inspect=inspect,
)
