"""G04: a grade rests on words alone, or the band name has no measure.

反例：宣传管理：优 充分，良 较好 正例：宣传稿件采用率：优 ≥90%
Left alone: words beside numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.language import names
from auditor.language.normalize import normalize
from auditor.rules.grading import intervals
from auditor.rules.rule import Dossier, Hit, Rule
from auditor.schema import Severity


def review(dossier: Dossier) -> Iterator[Hit]:
    """One hit per band without numbers or whose name cannot be measured."""
    for band in dossier.submission.bands:
        name = names.read(band.indicator)
        wordy = not intervals.of(band)
        unmeasured = bool(band.indicator) and not name.tail and "标准" not in normalize(band.indicator)
        if wordy or unmeasured:
            reason = "等级只有程度词，没有数值" if wordy else "名称没有度量，完成值无从计算"
            vague = (name.attribute or name.core.endswith("性")) and len(name.core) <= _SHORT
            doubtful = len(name.parts) > 1 or name.empty_object or vague
            severity = Severity.INFO if doubtful else Severity.WARNING
            yield Hit(severity, "grading", band.indicator, band.address, f"“{band.indicator}”的{reason}。")


_SHORT = 4  # 合理性, 及时性: an attribute of nothing

RULE = Rule(
    id="G04",
    name="等级用词无标准",
    slug="wordy-grade",
    level="grading",
    field="grading",
    looks_at="等级标准的名称和文字",
    severity="名称并列或没有对象为提示，其余为警告",
    rationale="“充分”“较好”没有界线，谁来评都不一样。",
    leaves_alone="文字旁边有数值的。",
    advice="请写出每个等级对应的完成值。",
    source_class="official",
    bad="宣传管理：优 充分，良 较好",
    good="宣传稿件采用率：优≥90%",
    review=review,
)
