"""T02: two rows hold the same object and measure, or one is the arithmetic of the other.

反例：培训次数 ≥4次；培训次数完成率 100% 正例：保留一行
Left alone: near names with different measures; cost rows of an object that also has a count; total and unit cost.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from auditor.language import lexicon, names, nouns, tiers
from auditor.language.normalize import bare
from auditor.language.similarity import similarity
from auditor.rules.rule import Form, Hit, Option, Rule, quoted
from auditor.schema import Indicator, Severity


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per pair of rows of one project."""
    for members in form.projects():
        rows = [row for _, row in members if bare(row.name)]
        for left, right in combinations(rows, 2) if len(rows) <= _MOST else ():
            if _double(left, right, form.options["similarity"]):
                text = quoted(left.name, right.name)
                address = right.addresses.get("name", right.address)
                message = f"“{left.name}”与“{right.name}”说的是同一件事。"
                yield Hit(Severity.WARNING, "name", text, address, message, project=right.project)


_LEAST = 4  # characters of an object that is the same in other words
_MOST = 200  # rows of one project; more than that is no form


def _double(left: Indicator, right: Indicator, threshold: float) -> bool:
    one, two = names.read(left.name), names.read(right.name)
    if {left.second_tier, right.second_tier} & {tiers.COST} and left.second_tier != right.second_tier:
        return False
    if bare(one.core) == bare(two.core):
        return bool(one.tail or one.verb) and not one.generic
    same_words = sorted(_object(one)) == sorted(_object(two)) and len(_object(one)) >= _LEAST
    if same_words and one.tail and two.tail and one.ratio == two.ratio and left.second_tier == right.second_tier:
        return True
    rate = one.completion != two.completion and {left.second_tier, right.second_tier} & {tiers.QUANTITY}
    return bool(rate) and (
        similarity(_object(one), _object(two)) >= threshold or _same_thing(_object(one), _object(two))
    )


def _same_thing(left: str, right: str) -> bool:
    """The same nouns in any order, and no two different acts (设备购置, 设备维修)."""
    acts, neutral = lexicon.exact("deliver_verb"), lexicon.exact("neutral_verb")
    one, two = (set(nouns.content(text)) - neutral for text in (left, right))
    verbs = one & acts, two & acts
    return bool(one - acts) and one - acts == two - acts and (verbs[0] == verbs[1] or not all(verbs))


def _object(name: names.Name) -> str:
    tail = name.tail if name.tail != "数" else name.core[-2:]  # 个数, 座数
    counted = name.core.removesuffix(tail).removesuffix("完成")
    return counted.removesuffix(names.read(counted).tail).removesuffix("建设")


RULE = Rule(
    id="T02",
    name="指标重复或交叉",
    slug="duplicate-rows",
    level="table",
    field="name",
    looks_at="同表各行的名称",
    severity="一律为警告",
    rationale="同一件事考核两次，分值被重复计算。",
    leaves_alone="对象相同、度量不同的；数量行与成本行；总成本与单位成本。",
    advice="建议保留信息更强的一行。",
    source_class="system",
    bad="培训次数｜≥4次；培训次数完成率｜100%",
    good="保留“培训次数｜≥4次”",
    options={"similarity": Option(0.8, 0.5, 1.0, "两行的对象相似到多少算同一对象")},
    inspect=inspect,
)
