"""T11: title, project name, purpose and indicators speak of different projects.

反例：表名“扫黄打非”，项目名称“电影事业发展专项资金” 正例：表名、项目名称、指标说同一个项目
Left alone: a parent project in the title; abbreviations; names that say nothing (业务费); exports of several projects.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.language import lexicon, nouns
from auditor.language.normalize import normalize
from auditor.resources import remembered
from auditor.rules.rule import Form, Hit, Rule, quoted
from auditor.rules.table import sectors
from auditor.schema import Indicator, Severity, Table


def inspect(form: Form) -> Iterator[Hit]:
    """At most one hit per table."""
    table, rows = form.table, [row for _, row in form.used()]
    if not rows or len(form.projects()) > 1 or not _core(table.project):
        return
    wanted = "。".join([table.purpose, *(goal.text for goal in table.goals)])
    spoken = "。".join(f"{row.name}。{row.description}" for row in rows)
    if _other_title(table, wanted, spoken):
        yield _hit(table, f"表名“{table.title}”与项目名称“{table.project}”")
    elif _other_subject(table.project, wanted) and not _share(table.project, spoken):
        yield _hit(table, f"项目名称“{table.project}”与用途、目标“{wanted.strip('。')[:40]}”")
    elif not _share(table.project, f"{wanted}。{spoken}") and _mostly_elsewhere(table.project, rows):
        yield _hit(table, f"项目名称“{table.project}”与指标“{rows[0].name}”等")


def _other_title(table: Table, wanted: str, spoken: str) -> bool:
    """Do title and project name share nothing, and does the rest side with one of them only?"""
    if (
        not _says_more_than_a_field(table.title)
        or _share(table.title, table.project)
        or _share(table.title, table.parent_project)
    ):
        return False
    sides = [_share(name, text) for text in (table.purpose or wanted, spoken) for name in (table.title, table.project)]
    return (
        sides[:2] in ([True, False], [False, True]) or sides[2:] == [True, False] or _apart(table.title, table.project)
    )


def _says_more_than_a_field(title: str) -> bool:
    """Does a title name a project? 司法行政项目支出绩效目标表 and 城市管理类项目自评表 name a field of work only."""
    left = lexicon.alternation("form_word").sub("", _core(title))
    for name in sectors.names():
        left = left.replace(name, "")
    return len(left) > 1


def _other_subject(project: str, wanted: str) -> bool:
    return bool(_core(wanted)) and not _share(project, wanted) and _apart(project, wanted)


def _apart(left: str, right: str) -> bool:
    """Do both name a field of work, and are the fields unrelated?"""
    one, two = sectors.of(left), sectors.of(right)
    return bool(one and two) and sectors.apart(one, two)


def _mostly_elsewhere(project: str, rows: Sequence[Indicator]) -> bool:
    """Does most of the table, three rows at least, name nouns of unrelated fields?"""
    home = sectors.of(project)
    elsewhere = [row for row in rows if (owners := sectors.objects(row.name)) and _all_apart(owners, home)]
    return bool(home) and len(elsewhere) >= 3 and len(elsewhere) * 2 >= len(rows)


def _all_apart(owners: dict[str, frozenset[str]], home: frozenset[str]) -> bool:
    return all(sectors.apart(fields, home) for fields in owners.values())


@remembered(20_000)
def _core(text: str) -> str:
    """The words of a title or project name that say which project it is, joined; Sheet1 says nothing."""
    skipped = lexicon.exact("form_word")
    return "".join(w for w in nouns.content(normalize(text)) if w not in skipped and not w.isascii())


@remembered(20_000)
def _share(left: str, right: str) -> bool:
    """Is there a word, a pair of neighbouring characters or an abbreviation in common?"""
    one, two = _core(left), _core(right)
    if not one or not two:
        return False
    pairs = {one[i : i + 2] for i in range(len(one) - 1)}
    skipped = lexicon.exact("form_word")
    same = any(nouns.mentions(two, word) for word in nouns.content(normalize(left)) if word not in skipped)
    return same or any(pair in two for pair in pairs) or _abbreviates(one, two) or _abbreviates(two, one)


def _abbreviates(short: str, long: str) -> bool:
    """Do the characters of the one stand in the other in order (危改, 危房改造)?"""
    rest = iter(long)
    return len(short) >= 2 and len(short) * 4 <= len(long) * 3 and all(char in rest for char in short)


def _hit(table: Table, both: str) -> Hit:
    text = quoted(table.title, table.project)
    return Hit(Severity.WARNING, "project", text, table.address, f"{both}说的不是同一件事：是否填错或串表？")


RULE = Rule(
    id="T11",
    name="项目信息矛盾",
    slug="mixed-projects",
    level="table",
    field="project",
    looks_at="表名、项目名称、用途、绩效目标、指标",
    severity="一律为警告",
    rationale="表名、项目名称和指标说的不是同一个项目，多半是填错或串了表。",
    leaves_alone="表名写上级项目的；简称；看不出内容的项目名称；一张表里有多个项目的。",
    advice="请核对表名、项目名称与指标是否为同一项目。",
    source_class="tool",
    bad="表名：扫黄打非绩效目标表｜项目名称：国家电影事业发展专项资金",
    good="表名、项目名称、指标一致",
    inspect=inspect,
)
