"""D10: the form prints the label of a project field and the cell is empty or a token left over from the template.

反例：主管部门｜（空）　正例：主管部门｜【单位全称】
Left alone: labels that are not on the form; a value in a merged neighbour; department forms without a project.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.language import lexicon
from auditor.language.normalize import normalize
from auditor.language.target import BLANK
from auditor.rules.rule import Form, Hit, Rule
from auditor.schema import Severity

_FIELDS = {"project": "项目名称", "department": "主管部门", "implementer": "实施单位", "year": "年度"}
_NEEDED = ("project", "department")


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per field that is printed and not filled in."""
    table = form.table
    for role, label in _FIELDS.items():
        printed = table.labels.get(role)
        if printed is None or not _is_empty(printed):
            continue
        severity = Severity.ERROR if role in _NEEDED else Severity.INFO
        shown = f"只写了“{printed}”" if printed.strip() else "是空的"
        yield Hit(severity, role, printed, table.address, f"“{label}”一栏{shown}。")


def _is_empty(text: str) -> bool:
    norm = normalize(text).strip("()[]。.;:")
    return norm in BLANK or norm in lexicon.exact("placeholder")


RULE = Rule(
    id="D10",
    name="项目基本信息缺失",
    slug="missing-project-field",
    level="table",
    field="project",
    looks_at="项目名称、主管部门、实施单位、年度各栏",
    severity="项目名称或主管部门为空是错误，其余为提示",
    rationale="没有项目名称和主管部门，这张表说不清是谁的、做什么的。",
    leaves_alone="表上没有的栏目；写在合并的相邻格里的；没有项目的部门整体表。",
    advice="请填写【字段】。",
    source_class="tool",
    bad="主管部门｜（空）",
    good="主管部门｜【单位全称】",
    inspect=inspect,
)
