"""S16: the reason is made of stock phrases, or contradicts the result.

反例：未完成，原因“按计划推进，加强管理” 正例：因施工图变更，推迟到次年3月完成
Left alone: a reason that names another row; "/" on rows that were met.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.language import lexicon
from auditor.rules.rule import Form, Hit, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per reason that says nothing, or the opposite of the figures."""
    for place, row in form.evaluated():
        found = arithmetic.of(row)
        if not arithmetic.explained(row) or found.met is None:
            continue
        full = found.score is not None and found.score == found.weight
        denies = found.met and full and re.search(lexicon.phrase("denies"), row.deviation)
        claims = not found.met and re.search(lexicon.phrase("claims"), row.deviation)
        if denies or claims or (not found.met and arithmetic.is_empty_reason(row)):
            message = f"偏差原因“{row.deviation}”" + (
                "与完成情况矛盾。" if denies or claims else "只是套话，没有说明原因。"
            )
            yield Hit(
                Severity.WARNING,
                "deviation",
                row.deviation,
                row.addresses.get("deviation", row.address),
                message,
                place,
            )


RULE = Rule(
    id="S16",
    name="偏差原因空泛或与结果矛盾",
    slug="empty-or-contradicting-reason",
    level="selfeval",
    field="deviation",
    looks_at="偏差原因、完成值、得分",
    severity="一律为警告",
    rationale="套话说明不了为什么没完成。",
    leaves_alone="写了事实、数字、日期或原因的；达到指标值写“/”的。",
    advice="请写事实、原因、年初值是否偏低、改进措施。",
    source_class="tool",
    bad="未完成：按计划推进，加强管理",
    good="因施工图变更，推迟到次年3月完成",
    inspect=inspect,
)
