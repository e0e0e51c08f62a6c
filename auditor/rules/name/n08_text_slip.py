"""N08: slips of the pen in the name: listed typos, unbalanced brackets, repeated words, leftovers of a template, a closing stop.

反例：公务车连维修次数　正例：公务车辆维修次数
Left alone: a unit in balanced brackets; a long bracketed definition; product names in Latin letters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.language import lexicon
from auditor.language.normalize import normalize
from auditor.rules.rule import Options, Row, Rule, Severities, Spans, severities
from auditor.rules.texts import rows_where

if TYPE_CHECKING:
    import pandas as pd

_LEFT_OVER = re.compile(r"\*\*|[≥≤]\*|××")
_LONG_BRACKET = re.compile(r"\(.{6,}\)")


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Listed typos as a warning, doubtful writing as a remark."""
    text = frame["n_norm"]
    long = frame["n_length"] > 40
    long &= ~rows_where(text, _LONG_BRACKET.search, long)
    return severities(
        warning=frame["n_typo"] | frame["d_typo"], info=frame["n_repeated"] | long | rows_where(text, _is_doubtful)
    )


def _is_doubtful(norm: str) -> bool:
    """Are brackets unbalanced, or a stop or a piece of the template left over?"""
    return norm.count("(") != norm.count(")") or norm.endswith("。") or _LEFT_OVER.search(norm) is not None


def _typos(text: str) -> Spans:
    found = ((text.find(wrong), len(wrong)) for wrong in lexicon.pairs("typo"))
    return [(start, start + length) for start, length in found if start >= 0]


def mark(row: Row) -> Spans:
    """The typos, else the whole name."""
    return _typos(normalize(row["name"]))


def remark(row: Row) -> str:
    """The corrections of listed typos in name and description, as a question."""
    texts = [normalize(str(row[field])) for field in ("name", "description")]
    found = [(wrong, right) for wrong, right in lexicon.pairs("typo").items() if any(wrong in text for text in texts)]
    return "".join(f"“{wrong}”是否应为“{right}”？" for wrong, right in found)


RULE = Rule(
    id="N08",
    name="名称文字问题",
    slug="text-slip",
    looks_at="名称、描述",
    severity="错别字表里的为警告，其余为提示",
    field="name",
    rationale="错字、漏字、括号不全会让人读成别的意思。",
    leaves_alone="括号成对的单位；较长的括号说明；英文产品名。",
    advice="请核对文字。",
    source_class="tool",
    bad="公务车连维修次数",
    good="公务车辆维修次数",
    message="名称或描述的文字请核对。",
    check=check,
    mark=mark,
    remark=remark,
)
