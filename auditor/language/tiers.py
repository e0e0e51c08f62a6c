"""Names of first and second tiers: which text is which tier, which second tiers stand under which first."""

from __future__ import annotations

import re

from auditor import resources
from auditor.language.normalize import normalize
from auditor.resources import remembered

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】")
_WEIGHT = re.compile(r"[(\[]?\s*\d+(?:\.\d+)?\s*(?:分|%)\s*[)\]]?$")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\d+[、.]|\([一二三四五六七八九十\d]+\))")
_MARKED = re.compile(r"[\d(\[【一二三四五六七八九十]")  # without one of these, nothing of the above is there
SATISFACTION = "服务对象满意度指标"
COST = "成本指标"
TIMELINESS = "时效指标"
QUANTITY = "数量指标"
QUALITY = "质量指标"
ECONOMIC = "经济效益指标"
SOCIAL = "社会效益指标"
ECOLOGICAL = "生态效益指标"
LASTING = "可持续影响指标"


def key(text: str) -> str:
    """Return a tier cell without numbering, brackets, bracketed weight and the word 的: what aliases are compared on."""
    return plain(normalize(text))


def plain(folded: str) -> str:
    """Return the same of a text that is in normal form already."""
    if _MARKED.search(folded):
        folded = _WEIGHT.sub("", _NUMBERING.sub("", _BRACKETS.sub("", folded)))
    return folded.replace("的", "").strip(":。、 ")


def without_weight(text: str) -> str:
    """Return a first tier as printed without its bracketed weight: 产出指标(50分) → 产出指标."""
    return re.sub(
        r"\s*[(（\[【]\s*(?:权重)?\s*\d+(?:\.\d+)?\s*(?:分|%|％)?\s*[)）\]】]\s*$|\s*\d+(?:\.\d+)?\s*(?:分|%|％)\s*$",
        "",
        text,
    )


@remembered(maxsize=4)
def _table(which: str) -> dict[str, str]:
    data = resources.toml("corpus", "taxonomy.toml")[which]
    return {key(alias): name for name, aliases in data.items() for alias in aliases}


@remembered(maxsize=10_000)
def first(text: str) -> str:
    """Canonical first tier of a cell, or '' where it is none."""
    return _table("first").get(key(text), "")


@remembered(maxsize=10_000)
def second(text: str) -> str:
    """Canonical second tier of a cell (one of the nine), or '' where it is none."""
    return _table("second").get(key(text), "")


def is_name(text: str) -> bool:
    """True where the text is nothing but the name of a first or second tier."""
    return is_key(key(text))


def is_key(text: str) -> bool:
    """True where a key is that of a first or second tier."""
    return text in _table("first") or text in _table("second")


@remembered(maxsize=1)
def group() -> dict[str, str]:
    """Second tier → the first tier that it stands under in framework A (成本指标 is its own group)."""
    groups: dict[str, list[str]] = resources.toml("corpus", "taxonomy.toml")["group"]
    return {tier: name for name, members in groups.items() for tier in members}
