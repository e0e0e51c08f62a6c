from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import resources
from auditor.language import lexicon, units
from auditor.language.normalize import normalize

FOLDER = resources.path("corpus", "lexicon")
LISTS = sorted(path.stem for path in FOLDER.glob("*.txt"))
FOLDED_ON_PURPOSE = {"bad_unit", "traditional"}  # two columns; the left one is what is not in normal form


def _entries(name: str) -> list[str]:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [entry for line in lines if (entry := line.split("#", 1)[0].strip())]


@pytest.mark.parametrize("name", LISTS)
def test_a_word_list_loads_without_duplicates(name: str) -> None:
    entries = _entries(name)
    assert entries
    assert list(resources.words(name)) == entries
    keys = [normalize(entry) for entry in entries]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


@pytest.mark.parametrize("name", [name for name in LISTS if name not in FOLDED_ON_PURPOSE])
def test_a_word_is_written_in_its_normal_form(name: str) -> None:
    changed = [entry for entry in _entries(name) if " ".join(map(normalize, entry.split())) != " ".join(entry.split())]
    assert changed == []


@pytest.mark.parametrize("name", LISTS)
def test_a_word_list_says_what_it_is_for(name: str) -> None:
    assert (FOLDER / f"{name}.txt").read_text(encoding="utf-8").startswith("#")


@pytest.mark.parametrize("name", ["bad_unit", "typo", "verb_object"])
def test_a_list_of_pairs_has_two_columns(name: str) -> None:
    found = lexicon.pairs(name)
    assert len(found) == len(_entries(name))
    assert all(left and right and left != right for left, right in found.items())


SAMPLES = {
    "degree": "有效 显著 明显 大幅 进一步 持续 不断 充分 有力 切实 全面 较好 良好 较高 较大 较强 一定 有所 有一定 逐步 稳步 高质量 高标准 高水平 高效 积极 圆满 最大限度 更加 得到 深入 "
    "扎实 严格 大力 基本 良性 长期",
    "direction": "提高 提升 增强 加强 改善 促进 推动 推进 保障 确保 保证 保持 维护 优化 完善 强化 深化 扩大 增加 增进 减少 降低 带动 拉动 营造 形成 弘扬 巩固 落实 树立 助力 支撑 "
    "规范 缓解 有利于 满足 保护 美化",
    "grade": "优 良 中 良好 优秀 较好 一般 合格 达标 是 否 好 健全 高 满意 优良中差 优良中低差 高中低",
    "work_verb": "开展 组织 举办 实施 完成 做好 抓好 宣传 贯彻 学习 指导 协调 制定 建设 召开 参加 维护 围绕 了解 发放 缴纳 拍摄 制作 购置 采购 支付 承办 统筹 提供 创建 报送 开放 办理 "
    "接待 服务",
    "vague_time": "及时 按时 准时 尽快 适时 按期 按计划 按进度 按预期 全年 年内 年度 当年 长期 1年 一年 12个月",
    "not_applicable": "无直接经济效益 不产生经济效益 无经济效益 不产生直接经济效益 无生态效益 不适用 不涉及",
    "placeholder": "目标内容1 目标1 目标2 指标1 三级指标 指标值 待定 另定 待补充 待填 密文 同上 详见附件 测试",
    "bad_unit": "百分 百分比 百分之 车辆 人/次 %%",
}


@pytest.mark.parametrize(("name", "words"), SAMPLES.items(), ids=SAMPLES)
def test_a_closed_list_holds_its_words(name: str, words: str) -> None:
    have = set(lexicon.pairs(name)) if name == "bad_unit" else lexicon.exact(name)
    assert set(words.split()) - have == set()


def test_words_that_are_no_tails_are_kept_out() -> None:
    no_tails = set("效率 质量 力量 能量 正能量 多数 少数 知名度 美誉度 及时性 水平 素质 氛围 作用 影响力".split())
    assert no_tails & lexicon.exact("rate_tail") == set()


# --- scanning ---------------------------------------------------------------------------------------------------------


def _scanned(text: str) -> list[tuple[str, str]]:
    return [(word.text, " ".join(sorted(word.classes))) for word in lexicon.scan(normalize(text))]


def test_the_scan_takes_the_longest_word() -> None:
    assert [text for text, _ in _scanned("有一定改善")][:1] == ["有一定"]
    assert [text for text, _ in _scanned("优良中差")] == ["优良中差"]
    assert [text for text, _ in _scanned("大幅度提高")] == ["大幅度", "提高"]


def test_a_word_may_have_several_classes() -> None:
    (word,) = lexicon.scan("良好")
    assert {"degree", "grade"} <= word.classes


def test_the_places_of_words_lie_in_the_text_in_order() -> None:
    text = normalize("切实有效地提高群众满意度，开展走访慰问")
    words = lexicon.scan(text)
    assert [text[word.start : word.end] for word in words] == [word.text for word in words]
    assert all(a.end <= b.start for a, b in pairwise(words))
    assert {"切实", "有效", "提高", "开展"} <= {word.text for word in words}


@pytest.mark.parametrize(
    "text", ["有效提高", "显著", "良好", "持续稳步提升", "得到进一步改善", "明显的改善", "优良中差", "大幅降低"]
)
def test_words_of_degree_and_direction_alone_are_vague(text: str) -> None:
    assert lexicon.is_vague(text)


@pytest.mark.parametrize("text", ["", "通过验收", "群众有效投诉", "提高到位率", "建成投用", "有效期", "3次", "、"])
def test_anything_else_is_not_vague(text: str) -> None:
    assert not lexicon.is_vague(text)


@pytest.mark.parametrize(
    ("text", "name", "tail"),
    [
        ("农户满意度", "rate_tail", "满意度"), ("走访次数", "rate_tail", "次数"), ("项目总成本", "cost_tail", "成本"), ("队伍素质", "rate_tail", ""), ("", "rate_tail", ""),
    ],
)  # fmt: skip
def test_a_tail_is_the_longest_entry_that_the_text_ends_in(text: str, name: str, tail: str) -> None:
    found = lexicon.tail(text, name)
    assert found.endswith(tail)
    assert text.endswith(found)
    assert bool(found) == bool(tail)
    assert not any(text.endswith(word) for word in lexicon.exact(name) if len(word) > len(found))


@given(
    st.lists(st.sampled_from([*"饮水率数满意群众完成", "完成率", "满意度", "按时", "提高", "开展"]), max_size=6).map(
        "".join
    )
)
def test_ends_and_classes_are_those_of_the_lists(text: str) -> None:
    for name in lexicon.ENDINGS:
        ends = [word for word in lexicon.exact(name) if text.endswith(word)]
        assert lexicon.tails(text).get(name, "") == lexicon.tail(text, name) == max(ends, key=len, default="")
    begins = [word for name in ("direction", "work_verb") for word in lexicon.exact(name) if text.startswith(word)]
    assert lexicon.head(text, "direction", "work_verb") == max(begins, key=len, default="")
    assert lexicon.found(text) == {name for word in lexicon.scan(text) for name in word.classes}


def test_a_listed_typo_is_seen() -> None:
    wrong = next(iter(lexicon.pairs("typo")))
    assert lexicon.slips(f"全县{wrong}次数")
    assert not lexicon.slips("走访户数")


def test_wrong_units_lead_to_units_that_exist() -> None:
    assert set(units.corrections().values()) <= set(units.classes())
