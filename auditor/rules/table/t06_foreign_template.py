"""T06: a row names an object of another field: it was copied from the template of another project.

反例：文明创建项目，指标“完成研究任务的立项项目比例” 正例：写本项目的产出和效果
Left alone: generic rows without a foreign object (N04, D06); broader words of the same field; nouns that the project,
purpose or goal uses itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor import resources
from auditor.language import lexicon
from auditor.language.normalize import normalize
from auditor.resources import remembered
from auditor.rules.rule import Form, Hit, Rule, quoted
from auditor.rules.table import sectors
from auditor.schema import Indicator, Severity, Table


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per project of the table, with the rows that hold something foreign."""
    several = len(form.projects()) > 1
    for members in form.projects():
        rows = [row for _, row in members]
        about = _about(form.table, rows, several)
        if about and (several or _says_what(form.table)):
            found = [(row, word) for row in rows if (word := _foreign(row, about, form.table, rows))]
            if found:
                yield _hit(form.table, found)


def _says_what(table: Table) -> bool:
    """Does the form say what its project is, beyond its title?"""
    return bool(table.project or table.purpose or table.goals)


def _about(table: Table, rows: Sequence[Indicator], several: bool) -> str:
    """What the project says of itself: its names, purpose and goals."""
    goals = "" if several else "。".join([table.title, table.purpose, *(goal.text for goal in table.goals)])
    return normalize(f"{rows[0].project}。{'' if several else table.project}。{table.parent_project}。{goals}").strip(
        "。"
    )


def _foreign(row: Indicator, about: str, table: Table, rows: Sequence[Indicator]) -> str:
    """The first foreign word of a row, or ''."""
    name = normalize(f"{row.name}。{row.target}")
    listed = _listed(f"{name}。{normalize(row.description)}", about, row.department or table.department)
    told = table.purpose or table.goals  # the name of a project alone does not tell all that it does
    return listed or (_of_another_field(name, about, table, rows) if told else "")


@remembered(1)
def _words() -> list[tuple[re.Pattern[str], tuple[str, ...]]]:
    data = resources.toml("corpus", "lexicon", "foreign.toml")
    return [(re.compile(entry["pattern"]), tuple(entry["field"])) for entry in data["word"]]


def _listed(text: str, about: str, department: str) -> str:
    for pattern, field in _words():
        match = pattern.search(text)
        if match and not any(word in about for word in field):
            return match.group()
    above = resources.toml("corpus", "lexicon", "foreign.toml")["above"]
    local = re.search(lexicon.phrase("local_unit"), normalize(department))
    return next((word for word in above if local and word in text and word not in about), "")


def _of_another_field(text: str, about: str, table: Table, rows: Sequence[Indicator]) -> str:
    """A noun of a field that neither the project nor its department nor the other rows have to do with."""
    department = sectors.of(rows[0].department or table.department)
    home = sectors.of(rows[0].project or table.project or table.title) or department
    named = sectors.of(about) | department
    for noun, fields in sectors.objects(text).items():
        if home and noun not in about and not fields & named and sectors.apart(fields, home) and _alone(fields, rows):
            return noun
    return ""


def _alone(fields: frozenset[str], rows: Sequence[Indicator]) -> bool:
    """Do at most two rows in five speak of these fields (otherwise the project itself is about them)?"""
    spoken = sum(bool(fields & sectors.of(row.name)) for row in rows)
    return spoken * 5 <= len(rows) * 2


def _hit(table: Table, found: Sequence[tuple[Indicator, str]]) -> Hit:
    words = "、".join(dict.fromkeys(f"“{word}”" for _, word in found))
    names = "、".join(f"“{row.name}”" for row, _ in found)
    text = quoted(*dict.fromkeys(word for _, word in found))
    address = found[0][0].addresses.get("name") or found[0][0].address or table.address
    return Hit(Severity.WARNING, "name", text, address, f"指标{names}中的{words}在项目名称、用途和目标里都没有出现。")


RULE = Rule(
    id="T06",
    name="照搬模板、与项目无关",
    slug="foreign-template",
    level="table",
    field="name",
    looks_at="各行名称、描述，对照项目名称、用途、绩效目标",
    severity="一律为警告",
    rationale="别的项目的指标考核不了本项目，照搬来的行等于没有指标。",
    leaves_alone="没有外来对象的通用指标（N04、D06）；同一领域的宽泛说法；项目名称、用途、目标里有的词。",
    advice="请改为本项目的产出或效果。",
    source_class="tool",
    bad="精神文明建设活动经费｜完成研究任务的项目占立项项目的比例",
    good="精神文明建设活动经费｜文明创建活动场次",
    inspect=inspect,
)
