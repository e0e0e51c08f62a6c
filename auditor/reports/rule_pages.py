"""The catalogue as pages of ``docs/rules``: an index, and one page per family; made from the rules, never by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.reports.catalogue import LEVELS, option_lines, sections

if TYPE_CHECKING:
    from auditor.rules.registry import RuleInfo

#: Family → its title.
FAMILIES = {
    "V": "指标值",
    "N": "指标名称",
    "C": "二级指标归类",
    "T": "整张表",
    "D": "绩效目标和整个文件",
    "G": "评分等级",
    "S": "自评",
}
_MADE = "<!-- 由 docs/write_rules.py 按规则生成，请勿手工修改。 -->"


def pages(rules: Sequence[RuleInfo]) -> dict[str, str]:
    """Return file name → Markdown."""
    return {"README.md": _index(rules)} | {
        f"{family}.md": _page(family, title, [rule for rule in rules if rule.family == family])
        for family, title in FAMILIES.items()
    }


def _index(rules: Sequence[RuleInfo]) -> str:
    lines = [
        _MADE,
        "",
        "# 规则",
        "",
        f"共 {len(rules)} 条。用 `auditor rules` 列出，用 `auditor explain 编号` 查看一条；改级别和阈值见[配置](../configuration.md)。",
    ]
    for family, title in FAMILIES.items():
        lines += ["", f"## {family} {title}", "", "| 编号 | 名称 | 看什么 | 严重程度 |", "|---|---|---|---|"]
        lines += [
            f"| [{rule.id}]({family}.md#{anchor(rule)}) | {rule.name} | {_cell(rule.looks_at)} | {_cell(rule.severity)} |"
            for rule in rules
            if rule.family == family
        ]
    return "\n".join(lines) + "\n"


def _page(family: str, title: str, rules: Sequence[RuleInfo]) -> str:
    lines = [_MADE, "", f"# {family} {title}", ""]
    lines += [
        f"“判断范围”说明一条问题属于{'、'.join(LEVELS.values())}中的哪一种；“让位于”列出同一行有哪些问题时不再报本条。"
    ]
    for rule in rules:
        lines += ["", f"## {rule.id} {rule.name}", "", f"`{rule.slug}`", ""]
        lines += [f"- **{head}**：{_cell(text)}" for head, text in sections(rule).items()]
        lines += [f"- **选项** `{line.split('  ')[0]}`：{line.split('  ')[1]}" for line in option_lines(rule)]
    return "\n".join(lines) + "\n"


def anchor(rule: RuleInfo) -> str:
    """Return the anchor of a rule's heading as Markdown viewers make it."""
    return re.sub(r"[^\w-]", "", f"{rule.id} {rule.name}".lower().replace(" ", "-"))


def _cell(text: str) -> str:
    return text.replace("|", "｜").replace("<", "&lt;")
