"""The rules as a list, and one rule in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from auditor.reports.drawing import drawn, folded
from auditor.reports.explanations import SOURCE_NAMES
from auditor.reports.json import dumped

if TYPE_CHECKING:
    from auditor.rules.registry import RuleInfo

#: What a rule judges → the Chinese word for it.
LEVELS = {"row": "指标行", "table": "整张表", "document": "整个文件", "grading": "评分等级", "selfeval": "自评"}
_WIDTH = 100


def rules_text(rules: Sequence[RuleInfo]) -> str:
    """Return one line per rule."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for head in ("编号", "名称"):
        table.add_column(head, no_wrap=True)
    for head in ("看什么", "严重程度"):
        table.add_column(head, overflow="fold")
    for rule in rules:
        table.add_row(rule.id, rule.name, folded(Text(rule.looks_at)), folded(Text(rule.severity)))
    return drawn([table, Text(f"共 {len(rules)} 条。auditor explain 编号 可查看一条的全部说明。")], _WIDTH)


def rules_json(rules: Sequence[RuleInfo]) -> str:
    """Return the rules with all their fields."""
    return dumped([asdict(rule) for rule in rules])


def sections(rule: RuleInfo) -> dict[str, str]:
    """Return what there is to say about a rule under its Chinese heads, in reading order; empty ones are left out."""
    parts = {
        "看什么": rule.looks_at,
        "判断范围": LEVELS[rule.level],
        "严重程度": rule.severity,
        "为什么": rule.rationale,
        "不算问题": rule.leaves_alone,
        "怎么改": rule.advice,
        "反例": rule.bad,
        "正例": rule.good,
        "让位于": "、".join(rule.yields_to),
        "依据": SOURCE_NAMES[rule.source_class],
    }
    return {head: text for head, text in parts.items() if text}


def option_lines(rule: RuleInfo) -> list[str]:
    """Return one line per threshold: its name, default, meaning and bounds."""
    return [
        f"{name} = {option.default:g}  {option.definition}（{option.low:g} 到 {option.high:g}）"
        for name, option in rule.options.items()
    ]


def rule_text(rule: RuleInfo) -> str:
    """Return everything there is to know about a rule."""
    lines = [f"{rule.id} {rule.name}（{rule.slug}）", ""]
    lines += [f"{head}：{text}" for head, text in sections(rule).items()]
    if rule.options:
        lines += [f"选项（写在 auditor.toml 的 [rules.{rule.id}] 下）："]
        lines += [f"  {line}" for line in option_lines(rule)]
    return drawn([Text(line) for line in lines], _WIDTH)
