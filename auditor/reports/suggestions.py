"""A suggestion as one line: ``名称｜比较符｜值｜单位｜计算方法``, or the question where nothing is to be written."""

from __future__ import annotations

from auditor.schema import Rewrite

BAR = "｜"

_KINDS = {
    "copy": "改写",
    "split": "拆分",
    "measure": "改为可度量",
    "unit": "规范符号与单位",
    "move": "调整类别",
    "drop": "可不设",
    "ask": "请补充",
}


def kind_label(rewrite: Rewrite) -> str:
    """Return the Chinese word for the kind of a suggestion."""
    return _KINDS[rewrite.kind]


def one_line(rewrite: Rewrite) -> str:
    """Return the suggestion as one line without its kind; a moved row starts with the second tier it belongs to."""
    parts = [rewrite.name, *_target_parts(rewrite), rewrite.formula]
    body = BAR.join(" ".join(part.split()) for part in parts if part.strip())
    if rewrite.kind == "move" and rewrite.second_tier:
        body = f"{rewrite.second_tier}：{body}" if body else rewrite.second_tier
    if rewrite.kind in ("drop", "ask") or not body:
        note = " ".join(rewrite.note.split())
        body = f"{body}（{note}）" if body and note else body or note or kind_label(rewrite)
    return body


def _target_parts(rewrite: Rewrite) -> list[str]:
    if rewrite.value:
        return [rewrite.comparator, rewrite.value, rewrite.unit]
    return [rewrite.target]
