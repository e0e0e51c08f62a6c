"""V21: the basis is a bare class word without title, number or clause.

反例：设定依据 | 合同　正例：设定依据 | 《××服务合同》（合同号××）第×条
Left alone: a title in 《》, a number, a named contract.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.language import lexicon
from auditor.language.normalize import normalize
from auditor.resources import remembered
from auditor.rules.rule import Options, Rule, Severities, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Bases that are nothing but a class word."""
    printed = frame["has_basis_column"] & ~frame["basis"].isin(("无", ""))
    return severities(warning=rows_where(frame["basis"], _is_bare, printed))


@remembered(maxsize=20_000)
def _is_bare(basis: str) -> bool:
    parts = re.split("[,;、和及]", normalize(basis).rstrip("。;,"))
    return lexicon.exact("bare_basis").issuperset(parts)


RULE = Rule(
    id="V21",
    name="设定依据空泛",
    slug="empty-basis",
    looks_at="设定依据一栏",
    severity="一律为警告",
    field="basis",
    rationale="只写“合同”“文件”，找不到是哪一份，依据无从核对。",
    leaves_alone="写了《》名称、文号或合同号的。",
    advice="请写明名称、文号（合同号）和条款。",
    source_class="official",
    bad="设定依据：合同",
    good="《××服务合同》（合同号××）第×条",
    message="“{name}”的设定依据只是一个类别词。",
    check=check,
)
