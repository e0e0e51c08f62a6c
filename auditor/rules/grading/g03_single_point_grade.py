"""G03: a grade is one number without comparator or range.

反例：良 90% 正例：良 80%(含)–90%
Left alone: 优＝100% where the next grade reaches up to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.rules.grading import intervals
from auditor.rules.rule import Dossier, Hit, Rule
from auditor.schema import Severity


def review(dossier: Dossier) -> Iterator[Hit]:
    """One hit per band with grades that are points."""
    for band in dossier.submission.bands:
        found = intervals.of(band)
        points = [i for i in found if i.point]
        reaches = any(not i.point and i.high >= 99 for i in found)
        if points and not (len(points) == 1 and points[0].high == 100 and reaches):
            shown = "、".join(f"{i.grade}{i.low:g}" for i in points)
            message = f"“{band.indicator or '绩效标准'}”的等级只写了一个数：{shown}。"
            yield Hit(Severity.WARNING, "grading", band.indicator, band.address, message)


RULE = Rule(
    id="G03",
    name="等级标准为单点",
    slug="single-point-grade",
    level="grading",
    field="grading",
    looks_at="优、良、中、差的标准",
    severity="一律为警告",
    rationale="只写一个数，差一点点就没有等级。",
    leaves_alone="优写100%、下一等级紧接着的。",
    advice="请改为区间。",
    source_class="tool",
    bad="良 90%",
    good="良 80%(含)–90%",
    review=review,
)
