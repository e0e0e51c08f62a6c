from __future__ import annotations

import pytest

from auditor import resources
from auditor.language import tiers

NINE = "数量指标 质量指标 时效指标 成本指标 经济效益指标 社会效益指标 生态效益指标 可持续影响指标 服务对象满意度指标".split()


@pytest.mark.parametrize("name", NINE)
def test_a_second_tier_is_its_own_name(name: str) -> None:
    assert tiers.second(name) == name
    assert tiers.is_name(name)
    assert name in tiers.group()


@pytest.mark.parametrize(
    ("printed", "tier"),
    [
        ("数量", "数量指标"), ("质量指标（10分）", "质量指标"), ("一、时效指标", "时效指标"), ("经济成本指标", "成本指标"), ("社会成本指标", "成本指标"), ("生态环境成本指标", "成本指标"),
        ("社会效益", "社会效益指标"), ("满意度指标", "服务对象满意度指标"), ("可持续影响的指标", "可持续影响指标"), ("质量\n指标", "质量指标"), ("其他", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_second_tier_is_known_under_other_names(printed: str, tier: str) -> None:
    assert tiers.second(printed) == tier


@pytest.mark.parametrize(
    ("printed", "plain"),
    [("产出指标(50分)", "产出指标"), ("效益指标（30）", "效益指标"), ("满意度指标 10分", "满意度指标"), ("产出指标", "产出指标"), ("成本指标（20％）", "成本指标"), ("效益（含社会）指标", "效益（含社会）指标")],
)  # fmt: skip
def test_the_weight_of_a_first_tier_is_taken_away(printed: str, plain: str) -> None:
    assert tiers.without_weight(printed) == plain


def test_no_alias_stands_for_two_tiers() -> None:
    data = resources.toml("corpus", "taxonomy.toml")
    for which in ("first", "second"):
        keys = [tiers.key(alias) for aliases in data[which].values() for alias in set(map(tiers.key, aliases))]
        assert len(keys) == len(set(keys))
    assert set(data["second"]) == set(NINE)
