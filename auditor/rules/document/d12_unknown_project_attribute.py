"""D12: the cell 项目属性 holds something that is not one of the options.

反例：项目属性｜重点　正例：项目属性｜一次性项目
Left alone: empty cells; other labels such as 专项类别.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.language import lexicon
from auditor.language.normalize import normalize
from auditor.language.target import BLANK
from auditor.rules.rule import Form, Hit, Rule
from auditor.schema import Severity


def inspect(form: Form) -> Iterator[Hit]:
    """At most one hit per form; boxes and ticks beside the options are no text of their own."""
    printed = form.table.attribute
    options = lexicon.exact("project_attribute")
    parts = [part for part in re.split(lexicon.phrase("option_marks"), normalize(printed)) if part not in BLANK]
    unknown = [part for part in parts if part.removesuffix("项目") not in options]
    if unknown:
        message = f"项目属性写作“{printed}”，不在规定选项内。"
        yield Hit(Severity.INFO, "attribute", printed, form.table.address, message)


RULE = Rule(
    id="D12",
    name="项目属性不规范",
    slug="unknown-project-attribute",
    level="table",
    field="attribute",
    looks_at="项目属性一栏",
    severity="一律为提示",
    rationale="项目属性决定按什么口径审核，写成别的词就无法归类。",
    leaves_alone="空白的；专项类别等其他栏目。",
    advice="请按规定选项填写。",
    source_class="tool",
    bad="项目属性｜重点",
    good="项目属性｜一次性项目",
    inspect=inspect,
)
