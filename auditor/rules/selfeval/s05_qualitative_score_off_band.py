"""S05: the level that a qualitative row states and its score do not belong to the same band.

反例：部分达成预期目标，10分得9.5分　正例：部分达成预期目标，10分得7分
Left alone: no level stated; percentages (S01); scores on the border of two bands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from auditor.language import lexicon
from auditor.language.normalize import bare, normalize
from auditor.language.target import parse
from auditor.rules.rule import Form, Hit, Option, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Severity

_LEVELS = ("level_reached", "level_partly", "level_missed")
_HALF_POINT = Decimal("0.05")


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per row whose share of the weight lies outside the band of its level."""
    high, low = (Decimal(str(form.options[name])) / 100 for name in ("high", "low"))
    bands = {"level_reached": (high, Decimal(1)), "level_partly": (low, high), "level_missed": (Decimal(0), low)}
    for place, row in form.evaluated():
        level = stated(row.actual)
        weight, score = arithmetic.number(row.weight), arithmetic.number(row.score)
        if not level or not weight or score is None or parse(row.target).has_number:
            continue
        least, most = (bound * weight for bound in bands[level])
        if not least - _HALF_POINT <= score <= max(most, least) + _HALF_POINT and score <= weight:
            band = f"{least / weight * 100:.0f}%–{most / weight * 100:.0f}%"
            message = (
                f"完成值“{row.actual}”应在分值的 {band} 之间，得分 {row.score}/{row.weight}＝{score / weight:.0%}。"
            )
            yield Hit(Severity.ERROR, "score", row.score, row.addresses.get("score", row.address), message, place)


def stated(actual: str) -> str:
    """The list that holds the level stated in the cell, or ''; a remark may follow behind a comma."""
    clauses = [bare(clause) for clause in re.split(r"[,，。;；(]", normalize(actual))]
    return next((name for name in _LEVELS if clauses[0] in {bare(word) for word in lexicon.exact(name)}), "")


RULE = Rule(
    id="S05",
    name="定性得分越档",
    slug="qualitative-score-off-band",
    level="selfeval",
    field="score",
    looks_at="定性指标的完成值写明的档次、分值、得分",
    severity="一律为错误",
    rationale="定性指标分三档赋分，写的档次和得的分不在一档，说明有一处写错。",
    leaves_alone="没有写档次的；写成百分数的（S01）；得分正好在两档交界的。",
    advice="请按三档赋分。",
    source_class="system",
    bad="部分达成预期目标｜10分得9.5分",
    good="部分达成预期目标｜10分得7分",
    options={
        "high": Option(80, 50, 100, "达成一档最低得分值的百分之多少"),
        "low": Option(60, 0, 80, "部分达成一档最低得分值的百分之多少（有的地方是50）"),
    },
    inspect=inspect,
)
