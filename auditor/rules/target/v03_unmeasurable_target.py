"""V03: the target is a degree, a direction or a grade without any criterion to judge it by.

反例：村民文化生活 | 明显改善　正例：行政村放映电影场次 | ≥【数值】场
Left alone: states that can be checked (通过验收), grades whose levels are defined, a degree word beside a number.
Source: qualitative targets are legal, unmeasurable ones are not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.language import lexicon, tiers
from auditor.language.features import is_tier_of
from auditor.rules.evidence import classes
from auditor.rules.rule import Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd

_COMPARED = re.compile(r"较上年(?:有所)?(?:提高|提升|增长|增加|下降|降低|减少)")
_WEAK = ("是", "否", "达标", "合规", "合格")


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Targets without number and without checkable state, unless the row defines how they are judged."""
    wordy = ~frame["t_number"] & ~frame["t_blank"] & ~frame["t_state"] & (frame["t_kind"] != "grade")
    judged = rows_where(frame["criteria"], _is_criterion, wordy) | rows_where(frame["remark"], _is_criterion, wordy)
    found = wordy & ~judged & ~frame["d_criterion"]
    hard = is_tier_of(frame, tiers.QUANTITY, tiers.TIMELINESS, tiers.COST)
    compared = rows_where(frame["t_norm"], _COMPARED.match, found & (frame["n_tail"] != ""))
    weak = frame["t_norm"].isin(_WEAK) | compared
    return severities(info=found & weak & ~hard, error=found & hard, warning=found)


def _is_criterion(text: str) -> bool:
    if not lexicon.pattern("criterion").search(text):
        return False
    return not lexicon.pattern("three_levels").fullmatch(text)


RULE = Rule(
    id="V03",
    name="定性值无评判标准",
    slug="unmeasurable-target",
    looks_at="指标值；描述、备注和评分标准里的判断依据",
    severity="数量、时效、成本类为错误；整个值只是“是”“达标”等为提示；其余为警告",
    rationale="“有效提高”“良好”不同的人会有不同判断，年底无法证明做到了没有。定性可以，但要能衡量。",
    leaves_alone="看文件或现场就能核对的状态（通过验收、建成并投入使用）；写明各等级标准的；有数字的。",
    advice="备选一：换成可计量的度量（数值由单位填写）；备选二：写明达成、部分达成、未达成各看到什么。",
    source_class="official",
    bad="村民文化生活｜明显改善",
    good="行政村放映电影场次｜≥【数值】场",
    message="指标值“{target}”没有可判断的标准。",
    check=check,
    mark=classes("target", "degree", "direction", "grade"),
)
