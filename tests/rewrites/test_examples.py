"""The nearest good examples and the slogan menus."""

from __future__ import annotations

import re

import pytest

from auditor.rewrites import examples, measures, subject, wording


def test_an_example_finds_itself_and_keeps_its_pattern() -> None:
    row = examples.index().rows[0]
    found = examples.nearest([(row["name"], row["second_tier"])])[0][0]
    assert found.row is row
    assert found.example.similarity == pytest.approx(1.0, abs=0.01)
    assert "【数值】" in found.example.target or "【" in found.example.target


def test_the_same_tier_is_preferred_and_order_is_kept() -> None:
    query = ("干部培训班考核合格率", "质量指标")
    first, second = examples.nearest([query, ("", "")])
    assert first[0].row["second_tier"] == "质量指标"
    assert second == [] or second[0].example.similarity <= 0.1
    assert examples.nearest([("", ""), query])[1] == first


def test_examples_hold_no_digits() -> None:
    assert not any(re.search(r"\d", row["name"]) for row in examples.index().rows)


def test_no_queries() -> None:
    assert examples.nearest([]) == []


@pytest.mark.parametrize(
    ("text", "object_"),
    [
        ("保障图书馆安全可靠", "图书馆"), ("校舍加固完成率", "校舍加固"), ("社会影响力", ""), ("有效提升明显增强", ""),
        ("积极开展社区义诊活动", "社区义诊活动"), ("成本概算", ""), ("基层阅读质量得到显著提升", "基层阅读"), ("", ""),
    ],
)  # fmt: skip
def test_object_words(text: str, object_: str) -> None:
    assert subject.of_text(text) == object_


def test_menu_takes_the_words_that_say_most() -> None:
    menu = measures.menu("形成良好氛围,弘扬正能量")
    assert menu is not None
    assert "氛围" in menu.word or "正能量" in menu.word
    assert measures.menu("购置桌椅") is None


def test_names_join_without_repeating() -> None:
    assert wording.join("干部政治理论", "理论学习覆盖率") == "干部政治理论学习覆盖率"
    assert wording.join("广场舞", "场次") == "广场舞场次"


@pytest.mark.parametrize(("number", "word"), [(2, "二"), (10, "十"), (12, "十二"), (20, "二十"), (21, "二十一")])
def test_small_counts_in_words(number: int, word: str) -> None:
    assert wording.count_word(number) == word
