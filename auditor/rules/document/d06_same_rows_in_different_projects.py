"""D06: two projects with different purposes have nearly the same rows, or two forms of a file consist of stock names.

反例：“道路养护”与“公园管护”的指标逐行相同　正例：各项目按自己的产出和效果设指标
Left alone: the same project in two years or two forms; unused rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from auditor.language import lexicon, names
from auditor.language.normalize import bare
from auditor.language.similarity import similarity
from auditor.rules.document import projects
from auditor.rules.rule import Hit, Option, Options, Rule, quoted
from auditor.schema import Severity, Submission

_ALIKE = 0.8  # likeness from which two names or purposes are those of one project
_SHOWN = 3
_TRIED = 30  # earlier sets that share a rare row and are compared
_HELD = 20  # members of a cluster among which another project is looked for


class Row(NamedTuple):
    """What makes two rows the same."""

    tier: str
    name: str
    target: str


@dataclass(frozen=True, slots=True)
class Project:
    """The used rows of one project of one form."""

    document: int
    table: int
    name: str
    purpose: str
    address: str
    rows: Counter[Row] = field(hash=False)
    generic: int = 0


def survey(submissions: Sequence[Submission], options: Options) -> Iterator[Hit]:
    """One hit per document and set of alike projects, across all documents of a call."""
    fewest = int(options["rows"])
    found = [project for number, one in enumerate(submissions) for project in _projects(number, one)]
    large = [project for project in found if project.rows.total() >= fewest]
    told: set[int] = set()
    for cluster in _clusters(large, Decimal(str(options["share"])) / 100):
        for document, own in _by_document(cluster).items():
            pair = _different(own, cluster)
            if pair is not None:
                told.add(document)
                yield _hit(submissions, *pair)
    for document, members in _by_document(found).items():
        generic = [project for project in members if project.generic >= options["generic"]]
        if document not in told and any(not _same_purpose(generic[0], other) for other in generic[1:]):
            yield _generic_hit(generic)


def _projects(document: int, submission: Submission) -> Iterator[Project]:
    """The projects of a submission; a flat export holds many in one table."""
    for place, table in enumerate(submission.tables):
        rows: dict[str, Counter[Row]] = {}
        generic: Counter[str] = Counter()
        for row in table.rows:
            if row.used and bare(row.name):
                rows.setdefault(row.project, Counter())[Row(row.second_tier, bare(row.name), bare(row.target))] += 1
                generic[row.project] += names.read(row.name).generic
        for name, counted in rows.items():
            shown = name or table.project or table.title
            purpose = table.purpose if len(rows) == 1 else ""
            yield Project(document, place, shown, purpose, table.address, counted, generic[name])


def _clusters(found: Sequence[Project], share: Decimal) -> list[list[Project]]:
    """Sets of projects with alike rows. Only projects that share one of their rarest rows are compared.

    Two sets of n rows that share the given part of them have one row in common among the first (1 − part)·n + 1 of each
    in any fixed order; the order is by rarity, so few others hold it.
    """
    common = Counter(row for project in found for row in project.rows)
    alike: dict[frozenset[tuple[Row, int]], int] = {}
    leaders: list[Project] = []
    clusters: list[list[Project]] = []
    holders: dict[Row, list[int]] = {}
    for project in found:
        signature = frozenset(project.rows.items())
        place = alike.get(signature)
        if place is None:
            order = sorted(project.rows, key=lambda row: (common[row], row))
            rare = order[: int((1 - share) * project.rows.total()) + 1]
            near = dict.fromkeys(number for row in rare for number in holders.get(row, [])[-_TRIED:])
            place = next((number for number in near if _shared(project, leaders[number]) >= share), None)
            if place is None:
                place = len(clusters)
                leaders.append(project)
                clusters.append([])
                for row in rare:
                    holders.setdefault(row, []).append(place)
            alike[signature] = place
        clusters[place].append(project)
    return [cluster for cluster in clusters if len(cluster) > 1]


def _shared(left: Project, right: Project) -> Decimal:
    """Part of the rows of the larger project that the other one has too."""
    same = (left.rows & right.rows).total()
    return Decimal(same) / max(left.rows.total(), right.rows.total())


def _different(own: Sequence[Project], cluster: Sequence[Project]) -> tuple[Project, Project] | None:
    """One of a document's own projects and another one of the cluster that has another purpose."""
    foreign = (project for project in cluster[: _HELD + len(own)] if project.document != own[0].document)
    others = [*own[:_HELD], *foreign]
    pairs = ((one, other) for one in own[:_HELD] for other in others if one is not other)
    return next((pair for pair in pairs if not _same_purpose(*pair)), None)


def _same_purpose(left: Project, right: Project) -> bool:
    ours, theirs = projects.key(left.name), projects.key(right.name)
    if not ours or not theirs or _task(ours) == _task(theirs) or similarity(ours, theirs) >= _ALIKE:
        return True
    return bool(left.purpose) and similarity(left.purpose, right.purpose) >= _ALIKE


def _task(name: str) -> str:
    """A project name without the unit before it: 城关小学公用经费 and 东街幼儿园公用经费 are the same task."""
    return re.sub(lexicon.phrase("unit_prefix"), "", name) or name


def _by_document(found: Sequence[Project]) -> dict[int, list[Project]]:
    grouped: dict[int, list[Project]] = {}
    for project in found:
        grouped.setdefault(project.document, []).append(project)
    return grouped


def _hit(submissions: Sequence[Submission], own: Project, other: Project) -> Hit:
    same = own.rows & other.rows
    file = "" if own.document == other.document else f"文件 {submissions[other.document].path} 的"
    shown = "、".join(row.name for row in list(same)[:_SHOWN])
    message = f"“{own.name}”与{file}“{other.name}”是不同的项目，指标却有 {same.total()} 行相同：{shown} 等。"
    printed = [project.name for project in (own, other) if project.document == own.document]
    return Hit(Severity.WARNING, "name", quoted(*printed), own.address, message, document=own.document)


def _generic_hit(members: Sequence[Project]) -> Hit:
    first, second = members[:2]
    shown = "；".join(f"“{project.name}”{project.generic} 行" for project in members[:_SHOWN])
    message = f"{len(members)} 个项目的指标多是放在哪里都行的名称（{shown}），看不出各自做什么。"
    text = quoted(*(project.name for project in members[:_SHOWN]))
    numbers = tuple(str(project.generic) for project in members[:_SHOWN])
    return Hit(Severity.WARNING, "name", text, second.address, message, document=first.document, numbers=numbers)


RULE = Rule(
    id="D06",
    name="不同项目指标雷同",
    slug="same-rows-in-different-projects",
    level="document",
    field="name",
    looks_at="同一文件和同一批文件里各项目的指标",
    severity="一律为警告",
    rationale="不同的项目用同一套指标，说明指标不是按项目内容设的。",
    leaves_alone="同一项目的两个年度或两张表；没有使用的行。",
    advice="请按各项目内容分别设置指标。",
    source_class="official",
    bad="“道路养护”与“公园管护”的指标逐行相同",
    good="道路养护写养护里程和平整度，公园管护写管护面积和苗木成活率",
    options={
        "share": Option(80, 50, 100, "相同的行占百分之多少提示"),
        "rows": Option(4, 2, 50, "在用的行少于几行的项目不比"),
        "generic": Option(5, 2, 50, "两张表各有几行万能名称提示"),
    },
    survey=survey,
)
