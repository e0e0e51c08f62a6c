"""The hard rules hold for any row: numbers come from the submission, blanks are typed and listed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import resources
from auditor.language.normalize import normalize
from auditor.rewrites import measures
from auditor.schema import Indicator, Rewrite

Suggest = Callable[..., list[Rewrite]]

IDS = [
    *(f"V{number:02}" for number in (*range(1, 16), 18)),
    *(f"N{number:02}" for number in (*range(1, 8), 11)),
    *(f"C{number:02}" for number in range(1, 11)),
]
TIERS = ["", *resources.toml("corpus", "taxonomy.toml")["framework"]["A"]]
PIECES = [
    "提高",
    "培训",
    "满意度",
    "完成率",
    "成本",
    "（个）",
    "12次",
    "≥",
    "95%",
    "三十场",
    "，",
    "、",
    "和",
    "6月底前",
    "不超过",
    "1,200",
    "万元",
    "以上",
    "【待填：数值】",
    "/",
    "氛围",
    "环境",
    "0.5",
    "元/人",
    "14-24℃",
    "指标3:",
    "的",
    "“",
    "》",
    "100.00%",
    "百分之五",
    "宣传",
    "工作",
    "6%",
    "增加",
]
TEXT = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=7).map("".join),
    st.text(max_size=25),
    st.text(alphabet="建设宣传工作率数0129.%，、万元年月", max_size=20),
)
_DIGITS = re.compile(r"\d+")
_TYPED = re.compile(r"【待(?:填|确认)：([^】]+)】")
_TYPES = {"数值", "上年值", "完成日期", "对象", "标准文号", "佐证材料", "口径"}


def said(draft: Rewrite) -> str:
    fields = (draft.name, draft.value, draft.unit, draft.target, draft.evidence_source, draft.basis, draft.note)
    example = (draft.example.name, draft.example.target) if draft.example else ()
    return "\n".join([*fields, draft.formula.replace("100%", ""), *example])


def check(draft: Rewrite, source: str) -> None:
    printed = set(_DIGITS.findall(normalize(source)))
    assert set(_DIGITS.findall(normalize(said(draft)))) <= printed
    listed = {(blank.field, blank.type) for blank in draft.blanks}
    fields = ("name", "value", "formula", "evidence_source", "basis")
    assert listed == {(field, kind) for field in fields for kind in _TYPED.findall(getattr(draft, field))}
    assert draft.comparator in {"", "≥", "＞", "＝", "＜", "≤", "定性"}
    assert draft.target == draft.comparator.replace("定性", "") + draft.value + draft.unit
    assert "草案：数值须由单位依据填写并留存佐证" in draft.note
    assert all(normalize(piece.text) in normalize(source) for piece in draft.copied)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(IDS), min_size=1, max_size=4),
    st.sampled_from(TIERS),
    st.sampled_from(TIERS),
    st.tuples(TEXT, TEXT, TEXT),
    st.sampled_from(["", "%", "个", "万元"]),
    st.sampled_from(["", "36.8", "450万元", "约"]),
)
def test_any_row(
    ask: Suggest, ids: list[str], tier: str, predicted: str, texts: tuple[str, str, str], unit: str, budget: str
) -> None:
    name, target, description = texts
    drafts = ask(
        " ".join(ids), tier, name, target, predicted=predicted, description=description, unit=unit, budget=budget
    )
    assert len(drafts) <= 3
    for draft in drafts:
        check(draft, f"{name}\n{target}\n{description}\n{unit}\n{budget}")


def _texts(data: object) -> Iterator[str]:
    """All texts of a parsed file, keys included."""
    if isinstance(data, dict):
        yield from chain.from_iterable(_texts(part) for pair in data.items() for part in pair)
    elif isinstance(data, list):
        yield from chain.from_iterable(map(_texts, data))
    elif isinstance(data, str):
        yield data


def test_no_example_or_menu_brings_a_number() -> None:
    assert not any(
        _DIGITS.search(text.replace("100%", "")) for text in _texts(resources.toml("corpus", "rewrites.toml"))
    )
    for entry in resources.toml("corpus", "measures.toml")["measure"]:
        found = measures.menu(entry["words"][0])
        for measure in found.measures if found else ():
            assert not _DIGITS.search(f"{measure.name}{measure.formula}{measure.unit}".replace("100%", ""))


def test_only_known_types_of_blanks_are_written() -> None:
    words = resources.path("corpus", "rewrites.toml").read_text(encoding="utf-8")
    assert set(_TYPED.findall(words)) <= _TYPES


@pytest.mark.parametrize(
    ("target", "number"),
    [("≥95%", "95"), ("大于等于80%以上", "80"), ("９８.５％", "98.5"), ("1,200人", "1,200")],
)
def test_a_declared_number_is_never_restated(ask: Suggest, target: str, number: str) -> None:
    draft = ask("V06 V07", "质量指标", "抽检合格率", target)[0]
    assert (draft.value, draft.comparator) == (number, "≥")


def test_a_form_of_several_projects_has_no_budget_to_copy(ask: Suggest) -> None:
    other = Indicator(1, 2, "乙项目总成本", project="乙")
    drafts = ask("V18 N11", "成本指标", "按预算", "100%", project="甲", budget="20", other_rows=(other,))
    assert drafts[0].value == "【待填：数值】"
