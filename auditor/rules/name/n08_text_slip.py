"""N08: slips of the pen in the name: listed typos, unbalanced brackets, repeated words, leftovers of a template, a closing stop.

反例：公务车连维修次数　正例：公务车辆维修次数
Left alone: a unit in balanced brackets; a long bracketed definition; product names in Latin letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.language import lexicon
from auditor.language.normalize import normalize
from auditor.rules.rule import Options, Row, Rule, Severities, Spans, severities

if TYPE_CHECKING:
    import pandas as pd


def check(frame: pd.DataFrame, options: Options) -> Severities:
    """Listed typos as a warning, doubtful writing as a remark."""
    typo = _slipped(frame["name"]) | _slipped(frame["description"])
    text = frame["n_norm"]
    brackets = text.str.count(r"\(") != text.str.count(r"\)")
    doubled = frame["n_repeated"]
    leftover = text.str.contains(r"\*\*|[≥≤]\*|××")
    long = (frame["n_length"] > 40) & ~text.str.contains(r"\(.{6,}\)")
    stop = text.str.endswith("。")
    return severities(warning=typo, info=brackets | doubled | leftover | long | stop)


def _slipped(column: pd.Series[str]) -> pd.Series[bool]:
    return column.map({text: bool(_typos(normalize(text))) for text in column.unique()}).astype(bool)


def _typos(text: str) -> Spans:
    found = ((text.find(wrong), len(wrong)) for wrong in lexicon.pairs("typo"))
    return [(start, start + length) for start, length in found if start >= 0]


def mark(row: Row) -> Spans:
    """The typos, else the whole name."""
    return _typos(normalize(row["name"]))


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
)
