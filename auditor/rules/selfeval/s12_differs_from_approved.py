"""S12: the self-evaluation of a project uses other indicators or targets than the ones that were approved.

反例：批复“培训12期”，自评表写“≥8期”　正例：自评表照抄批复的指标和指标值
Left alone: spelling; converted units; a sign that only one of the two prints; projects without an approved table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.language import names
from auditor.language.normalize import bare
from auditor.language.similarity import similarity
from auditor.language.target import parse
from auditor.rules.document import facts, projects
from auditor.rules.rule import Dossier, Hit, Option, Rule
from auditor.schema import Indicator, Severity, Submission, Table

_SHOWN = 3
_ANY_YEAR = 2000  # for dates where neither form prints a year
_SPELLING = 0.9  # likeness of two texts that differ only in spelling


def review(dossier: Dossier) -> Iterator[Hit]:
    """One hit per self-evaluation table whose approved table was given."""
    like = dossier.options["likeness"] / 100
    for place, table in enumerate(dossier.submission.tables):
        approved = _approved(table, dossier.approved) if table.kind == "self_evaluation" else None
        if approved is None:
            continue
        found = list(_differences(_rows(table), _rows(approved), like))
        if found:
            more = f"等 {len(found)} 处" if len(found) > _SHOWN else ""
            message = f"与批复的目标不一致：{'；'.join(found[:_SHOWN])}{more}。"
            yield Hit(Severity.WARNING, "target", "", table.address, message, table=place)


def _approved(table: Table, approved: Sequence[Submission]) -> Table | None:
    """The approved table of the same project: by code where both print one, else by name; years must not differ."""
    tables = [one for submission in approved for one in submission.tables if one.rows]
    tables = [one for one in tables if not (one.year and table.year) or one.year == table.year]
    coded = [one for one in tables if table.project_code and one.project_code == table.project_code]
    named = [one for one in tables if projects.key(table.project) and _is_named(one, table)]
    return next(iter(coded or named), None)


def _is_named(one: Table, table: Table) -> bool:
    coded = one.project_code and table.project_code and one.project_code != table.project_code
    return not coded and projects.key(one.project) == projects.key(table.project)


def _rows(table: Table) -> list[Indicator]:
    return [row for row in table.rows if row.used and bare(row.name)]


def _differences(rows: Sequence[Indicator], approved: Sequence[Indicator], like: float) -> Iterator[str]:
    """What differs, approved rows first: rows that are gone, targets that changed, rows that are new."""
    left = list(rows)
    for row in approved:
        match = _match(row, left, like)
        if match is None:
            yield f"批复的“{row.name}｜{row.target}”没有了"
            continue
        left.remove(match)
        if not _is_same_target(row, match):
            yield f"“{row.name}”批复“{row.target}”，自评表“{match.target}”"
    yield from (f"“{row.name}｜{row.target}”不在批复中" for row in left)


def _match(row: Indicator, rows: Sequence[Indicator], like: float) -> Indicator | None:
    """The row with the same name, else the one whose name differs only in spelling."""
    core = _core(row.name)
    same = [other for other in rows if _core(other.name) == core]
    same = [other for other in same if other.second_tier == row.second_tier] or same
    if same:
        return next((other for other in same if _is_same_target(row, other)), same[0])
    near = [(similarity(core, _core(other.name)), i) for i, other in enumerate(rows)]
    best = max(near, default=(0.0, 0))
    return rows[best[1]] if best[0] >= like else None


def _core(name: str) -> str:
    return bare(names.read(name).core)


def _is_same_target(left: Indicator, right: Indicator) -> bool:
    year = next((int(row.year) for row in (left, right) if row.year.isdecimal()), _ANY_YEAR)
    ours, theirs = parse(left.target, year), parse(right.target, year)
    if bare(ours.text) == bare(theirs.text):
        return True
    if ours.main is not None and theirs.main is not None and len(ours.quantities) == len(theirs.quantities):
        pairs = zip(ours.quantities, theirs.quantities, strict=True)
        return all(
            facts.agrees(a, b) or (facts.amount(a) == facts.amount(b) and not (a.unit and b.unit)) for a, b in pairs
        )
    if ours.dates and theirs.dates:
        return ours.dates[-1].last == theirs.dates[-1].last
    return not ours.has_number and not theirs.has_number and similarity(ours.text, theirs.text) >= _SPELLING


RULE = Rule(
    id="S12",
    name="自评指标与批复目标不一致",
    slug="differs-from-approved",
    level="table",
    field="target",
    looks_at="自评表和同一项目批复的目标表（用 --approved 提供）",
    severity="一律为警告",
    rationale="自评要对照批复的目标，换了指标或改了指标值就不再是对原目标的评价。",
    leaves_alone="文字写法不同的；单位换算后相等的；没有提供批复目标的。",
    advice="请按批复指标自评，或附调整批复。",
    source_class="official",
    bad="批复：培训12期｜自评表：≥8期",
    good="批复：培训12期｜自评表：12期",
    options={"likeness": Option(85, 50, 100, "名称相似百分之多少算同一指标")},
    review=review,
)
