"""T10: cells of one table contradict each other, or a tier label or an amount stands in the wrong cell.

反例：两行“村医培训人数”，一行 ≥60人，一行 ≥45人 正例：同一对象只有一个数
Left alone: merged cells that carry down; different objects; a lower and an upper bound of one object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from auditor.language import lexicon, names, units
from auditor.language.normalize import bare, normalize
from auditor.language.target import Quantity, parse
from auditor.rules.rule import Dossier, Form, Hit, Rule, quoted
from auditor.rules.table import cells
from auditor.schema import Indicator, Severity, Table

_MOST = 200  # rows of one project; more than that is no form
_CHANGE = 50  # a share of this size after 提高 is a level, not a change


def review(dossier: Dossier) -> Iterator[Hit]:
    """Hits of every table: one per pair or name with two values, one per kind of misplaced cell."""
    repaired = {notice.address for notice in dossier.submission.notices if notice.code == "E04"}
    for place, table in enumerate(dossier.submission.tables):
        for members in Form(table).projects():
            rows = [row for _, row in members if bare(row.name)]
            yield from _values(rows, place)
            yield from _tiers(table, rows, place)
        yield from _amounts(table, place, repaired)


def _values(rows: Sequence[Indicator], place: int) -> Iterator[Hit]:
    for row in rows:
        stated = _of_name(row.name)
        wanted = _single(row.target)
        if stated and wanted and _differ(stated, wanted) and not _is_level_of_change(row.name, stated, wanted):
            yield _hit(quoted(row.name, row.target), row, f"名称“{row.name}”与指标值“{row.target}”", place)
    for left, right in combinations(rows, 2) if len(rows) <= _MOST else ():
        one, two = _single(left.target), _single(right.target)
        if one and two and _same_object(left, right) and _differ(one, two):
            first, second = (f"{row.name} {row.target}" for row in (left, right))
            text = quoted(left.name, left.target, right.name, right.target)
            yield _hit(text, right, f"“{first}”与“{second}”", place)


def _hit(text: str, row: Indicator, both: str, place: int) -> Hit:
    address = row.addresses.get("target") or row.address
    return Hit(Severity.ERROR, "target", text, address, f"表内{both}不一致：以哪个为准？", table=place)


def _of_name(name: str) -> Quantity | None:
    """The only number of a name, where it ends in it (满意度提升到90%)."""
    read = names.read(name)
    if len(read.quantities) != 1:
        return None
    found = read.quantities[0]
    rest = read.core[found.end :]
    return found if not rest or re.fullmatch(lexicon.phrase("after_value"), rest) else None


def _single(target: str) -> Quantity | None:
    parsed = parse(target)
    return parsed.main if parsed.kind in ("quantity", "ratio", "money", "period") else None


def _differ(one: Quantity, two: Quantity) -> bool:
    """Two values of the same measure that cannot both bind: not a lower and an upper bound."""
    if one.unit_class != two.unit_class or one.upper is not None or two.upper is not None:
        return False
    if one.yuan is not None and two.yuan is not None:
        return "/" not in one.unit + two.unit and one.yuan != two.yuan
    if one.unit != two.unit and not (one.unit_class == "count" and units.comparable(one.unit, two.unit)):
        return False
    low, high = sorted((one, two), key=lambda q: q.value)
    bounds = low.comparator in (">", "≥") and high.comparator in ("<", "≤")
    return low.value != high.value and not bounds


def _is_level_of_change(name: str, stated: Quantity, wanted: Quantity) -> bool:
    """提高5% in the name and ≥90% as the target: how much it rises, and how high; or the target is all of it (N06)."""
    if wanted.unit == "%" and wanted.value == 100:
        return True
    before = normalize(name)[: stated.start]
    return wanted.unit == "%" and wanted.value >= _CHANGE > stated.value and not before.endswith(("到", "至", "达"))


def _same_object(left: Indicator, right: Indicator) -> bool:
    one, two = names.read(left.name), names.read(right.name)
    if one.generic or two.generic or one.empty_object or bare(left.description) != bare(right.description):
        return False
    same = bare(one.core) == bare(two.core) or (
        left.second_tier == right.second_tier and one.tail == two.tail and sorted(one.core) == sorted(two.core)
    )
    return same and left.remark == right.remark


def _tiers(table: Table, rows: Sequence[Indicator], place: int) -> Iterator[Hit]:
    kinds = (
        ("first_tier", cells.lost_first_tier(table, rows), "没有一级指标，同表其他行有"),
        ("second_tier", cells.lost_second_tier(rows), "没有二级指标，同类其他行有"),
        ("first_tier", cells.crossed_tiers(rows), "的二级指标不属于所在的一级指标"),
        ("weight", cells.moved_targets(rows), "的分值一栏填了指标值"),
    )
    for field, found, what in kinds:
        if found:
            named = f"“{found[0].name}”" + (f"等 {len(found)} 行" if len(found) > 1 else "")
            text = found[0].second_tier_raw or found[0].first_tier
            message = f"{named}{what}：是漏填还是串行？"
            yield Hit(Severity.WARNING, field, text, found[0].address or table.address, message, table=place)


def _amounts(table: Table, place: int, repaired: set[str]) -> Iterator[Hit]:
    wrong = "、".join(cells.moved_amounts(table))
    if not wrong and table.budget.address and table.budget.address in repaired:
        wrong = "资金行的单元格比表头多"
    if wrong:
        message = f"项目资金中{wrong}：是否错了一格？"
        yield Hit(Severity.WARNING, "budget", table.budget.total, table.budget.address, message, table=place)


RULE = Rule(
    id="T10",
    name="表内相互矛盾",
    slug="contradiction-in-table",
    level="table",
    looks_at="同一张表的各个单元格",
    severity="一级、二级指标丢失或单元格错位为警告，其余为错误",
    rationale="同一张表里两处说法不同，就不知道按哪个考核。",
    leaves_alone="向下合并的单元格；不同的对象；同一对象的上限和下限。",
    advice="请核对后统一。",
    source_class="tool",
    bad="村医培训人数｜≥60人；村医培训人数｜≥45人",
    good="村医培训人数｜≥60人",
    review=review,
)
