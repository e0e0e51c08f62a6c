"""G01: some completion value falls into two grades.

反例：中 70–80，差 80以下 正例：中 60(含)–80，差 60以下（不含）
Left alone: half-open wording (80(含)–90).
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.rules.grading import intervals
from auditor.rules.rule import Dossier, Hit, Rule
from auditor.schema import Severity


def review(dossier: Dossier) -> Iterator[Hit]:
    """One hit per band; ends that meet count only where nothing wider overlaps."""
    for band in dossier.submission.bands:
        wide, ends = intervals.overlaps(intervals.of(band))
        if wide or ends:
            severity = Severity.ERROR if wide else Severity.WARNING
            message = f"“{band.indicator or '绩效标准'}”的等级重叠：{'；'.join(wide or ends)}。"
            yield Hit(severity, "grading", band.indicator, band.address, message)


RULE = Rule(
    id="G01",
    name="等级区间重叠",
    slug="overlapping-grades",
    level="grading",
    field="grading",
    looks_at="优、良、中、差的标准",
    severity="只有端点相接为警告，其余为错误",
    rationale="同一个完成值可以评两个等级，评价结果就不唯一。",
    leaves_alone="写明“含”“不含”的；90、80、60以外的自定分界。",
    advice="请把等级写成首尾相接、不重叠的区间。",
    source_class="tool",
    bad="中 70–80；差 80以下",
    good="中 60(含)–80；差 60以下（不含）",
    review=review,
)
