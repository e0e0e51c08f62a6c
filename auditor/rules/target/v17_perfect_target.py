"""V17: full satisfaction or awareness: nobody can promise what others will say.

反例：群众满意度 | ＝100%　正例：群众满意度 | ≥【数值】%，附上年值
Left alone: 合规率, 验收合格率 and 发放准确率 of 100%.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon
from auditor.rules.evidence import quantities
from auditor.rules.rule import Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Satisfaction and awareness of 100% and more, and a promise that nobody will complain."""
    voiced = rows_where(frame["n_core"], lexicon.pattern("voiced").search, frame["t_zero"])
    voiced &= ~rows_where(frame["n_core"], lexicon.pattern("grave").search, voiced)
    rated = frame["n_satisfaction"] & frame["t_unit_class"].isin(("ratio", "bad"))
    return severities(info=voiced | (frame["t_value"].where(rated).astype(float) >= 100))


RULE = Rule(
    id="V17",
    name="目标值疑似过满",
    slug="possibly-perfect-target",
    looks_at="指标值、名称",
    severity="一律为提示",
    rationale="满意度、知晓率要由别人来答，定100%难以保证，审核会问依据。",
    leaves_alone="合规率、验收合格率、发放准确率。",
    advice="请补充取值依据。",
    source_class="tool",
    bad="群众满意度｜＝100%",
    good="群众满意度｜≥【数值】%（附上年值）",
    message="指标值“{target}”疑似过满，待核实。",
    check=check,
    mark=quantities("target"),
)
