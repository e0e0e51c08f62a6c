"""T08: the weights of the first tiers differ from what is usual.

反例：产出70、效益10、满意度10　正例：产出50、效益30、满意度10，预算执行率10
Left alone: tables without weights or whose weights do not sum (T07); 满意度 that is absent and goes to 效益; ten points of
the execution rate that go to one first tier where the form has no such line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from auditor.language import tiers
from auditor.language.numerals import plain
from auditor.rules.rule import Form, Hit, Option, Options, Rule
from auditor.rules.selfeval import arithmetic
from auditor.schema import Indicator, Severity

_OUTPUT, _BENEFIT, _SATISFACTION = "产出指标", "效益指标", "满意度指标"


def inspect(form: Form) -> Iterator[Hit]:
    """One hit per project whose weights all are printed and add up to 90 or 100."""
    for members in form.projects():
        rows = [row for _, row in members if "执行率" not in row.name]
        weights = [arithmetic.number(row.weight.strip().rstrip("%％")) for row in rows]
        known = [w for w in weights if w is not None]
        if not known or len(known) < len(rows) or sum(known) not in (90, 100):
            continue
        found = _totals(rows, known, form.table.framework)
        usual = _usual(form.options, form.table.framework, found)
        if "" not in found and not _fits(found, usual, Decimal(sum(known))):
            message = f"各类分值为 {_shown(found)}；常规为 {_shown(usual)}，预算执行率 10。"
            numbers = tuple(plain(weight) for weight in found.values())
            place, project = form.place(members), members[0][1].project
            yield Hit(Severity.INFO, "weight", "", place, message, numbers=numbers, project=project)


def _totals(rows: Sequence[Indicator], weights: Sequence[Decimal], framework: str) -> dict[str, Decimal]:
    """First tier → its weights; '' for rows whose tier is unknown."""
    found: dict[str, Decimal] = {}
    for row, weight in zip(rows, weights, strict=True):
        name = tiers.group().get(row.second_tier) or tiers.first(row.first_tier)
        if row.second_tier == tiers.COST or name == tiers.COST:
            name = tiers.COST if framework == "B" else _OUTPUT
        if row.second_tier == tiers.SATISFACTION:
            name = _SATISFACTION
        found[name] = found.get(name, Decimal(0)) + weight
    return found


def _usual(options: Options, framework: str, found: Mapping[str, Decimal]) -> dict[str, Decimal]:
    names = {_OUTPUT: "output", _BENEFIT: "benefit", _SATISFACTION: "satisfaction"}
    if framework == "B":
        names = {tiers.COST: "cost", **{tier: f"{name}_with_cost" for tier, name in names.items()}}
    usual = {tier: Decimal(str(options[name])) for tier, name in names.items()}
    if _SATISFACTION not in found:
        usual[_BENEFIT] += usual.pop(_SATISFACTION)
    return usual


def _fits(found: Mapping[str, Decimal], usual: Mapping[str, Decimal], total: Decimal) -> bool:
    off = [found.get(tier, Decimal(0)) - weight for tier, weight in usual.items()]
    return not any(off) or (total == 100 and sorted(off) == [0] * (len(off) - 1) + [arithmetic.RATE_POINTS])


def _shown(totals: Mapping[str, Decimal]) -> str:
    return "、".join(f"{tier.removesuffix('指标')} {plain(weight)}" for tier, weight in totals.items())


RULE = Rule(
    id="T08",
    name="一级权重偏离常规",
    slug="unusual-weights",
    level="table",
    field="weight",
    looks_at="各一级指标的分值（权重）之和",
    severity="一律为提示",
    rationale="权重表明考核的重心，明显偏离常规时要有理由。",
    leaves_alone="没有分值的表；分值合计有误的（T07）；没有满意度、由效益承担的。",
    advice="请确认权重依据。",
    source_class="official",
    bad="产出70｜效益10｜满意度10｜预算执行率10",
    good="产出50｜效益30｜满意度10｜预算执行率10",
    options={
        "output": Option(50, 0, 100, "没有成本一级指标时，产出的常规权重"),
        "benefit": Option(30, 0, 100, "没有成本一级指标时，效益的常规权重"),
        "satisfaction": Option(10, 0, 100, "没有成本一级指标时，满意度的常规权重"),
        "cost": Option(20, 0, 100, "有成本一级指标时，成本的常规权重"),
        "output_with_cost": Option(40, 0, 100, "有成本一级指标时，产出的常规权重"),
        "benefit_with_cost": Option(20, 0, 100, "有成本一级指标时，效益的常规权重"),
        "satisfaction_with_cost": Option(10, 0, 100, "有成本一级指标时，满意度的常规权重"),
    },
    inspect=inspect,
)
