"""G02: a reachable completion value has no grade.

反例：优 100%，良 90%，中 80%，差 60%以下 正例：优 ≥90%，良 80%(含)–90%，中 60%(含)–80%，差 <60%
Left alone: gaps of one point or less (90以上, 80–89).
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.rules.grading import intervals
from auditor.rules.rule import Dossier, Hit, Rule
from auditor.schema import Severity


def review(dossier: Dossier) -> Iterator[Hit]:
    """One hit per band with open stretches."""
    for band in dossier.submission.bands:
        found = intervals.of(band)
        open_stretches = intervals.gaps(found) if len(found) > 1 else []
        if open_stretches:
            message = f"“{band.indicator or '绩效标准'}”完成值在 {'、'.join(open_stretches)} 之间没有等级。"
            yield Hit(Severity.ERROR, "grading", band.indicator, band.address, message)


RULE = Rule(
    id="G02",
    name="等级区间断档",
    slug="gaps-between-grades",
    level="grading",
    field="grading",
    looks_at="优、良、中、差的标准",
    severity="一律为错误",
    rationale="完成值落在空档里，就没有等级可评。",
    leaves_alone="不超过1个点的间隔。",
    advice="请补齐区间。",
    source_class="tool",
    bad="优100%，良90%，中80%，差60%以下",
    good="优≥90%，良80%(含)–90%，中60%(含)–80%，差<60%",
    review=review,
)
