from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.language.normalize import _fold, _unsettled, bare, letters, normalize, original_spans

CELL = st.text(
    alphabet=st.sampled_from("演出数(shùā )（）》≧=％％、、。。 \n\t１2Ab①㎡　\u200b≥-—~～"), max_size=24
) | st.text(max_size=40)

FOLDED = [
    ("　演出　场次\n（场）", "演出场次(场)"),
    ("ＡＢｃ１２３", "ABc123"),
    ("≧95％", "≥95%"),
    ("≦５天", "≤5天"),
    ("﹥3次", ">3次"),
    ("﹤3次", "<3次"),
    ("⩾3", "≥3"),
    ("⩽3", "≤3"),
    ("10～20人", "10~20人"),
    ("2026—2028", "2026-2028"),
    ("95﹪", "95%"),
    ("3：1", "3:1"),
    ("3∶1", "3:1"),
    ("送戏下乡，，惠及群众。。", "送戏下乡,惠及群众。"),
    ("演出\u200b场\ufeff次", "演出场次"),
    ("演 出 场 次", "演出场次"),
    ("GB  50300", "GB 50300"),
    ("≥ 95 %", "≥95%"),
    ("㎡", "m2"),
]

PINYIN = [
    ("參會人數(shù)", "人数"),
    ("培訓(xùn)次數（shù）", "次数"),
    ("數(shù)(shù)量", "量"),
    ("覆蓋率(lǜ)", "率"),
]


@pytest.mark.parametrize(("printed", "normal"), FOLDED)
def test_normalize_folds_layout_only(printed: str, normal: str) -> None:
    assert normalize(printed) == normal


@pytest.mark.parametrize(("printed", "ending"), PINYIN)
def test_normalize_drops_pinyin_behind_characters(printed: str, ending: str) -> None:
    assert "(" not in normalize(printed)
    assert normalize(printed).endswith(ending)


@pytest.mark.parametrize("kept", ["面积(m2)", "等级(a)", "培训(期)", "系统(OA)", "时长(h)", "x(shù)"])
def test_normalize_keeps_other_brackets(kept: str) -> None:
    assert normalize(kept) == kept


@pytest.mark.parametrize("kept", ["≥95%", "不低于3次", "《规划》", "“三会一课”", "1.5万元", "2026-03-01", "A和B"])
def test_normalize_leaves_meaning_alone(kept: str) -> None:
    assert normalize(kept) == kept


def test_equal_percentages_have_one_form() -> None:
    assert len({normalize(text) for text in ("100%", "１００％", "100 %", "100﹪")}) == 1


def test_normalize_is_idempotent_on_every_character() -> None:
    every = "字".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    once = normalize(every)
    changed = [a for a, b in zip(once.split("字"), normalize(once).split("字"), strict=True) if a != b]
    assert changed == []


@given(CELL)
def test_normalize_is_idempotent(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@given(CELL)
def test_normal_form_has_no_layout(text: str) -> None:
    normal = normalize(text)
    assert normal == normal.strip()
    assert not set(normal) & set("\n\t\u200b\ufeff　％≧≦（），")


@given(CELL)
def test_offsets_lead_back_to_the_printed_character(text: str) -> None:
    normal = normalize(text)
    places = original_spans(text, [(i, i + 1) for i in range(len(normal))])
    assert len(places) == len(normal)
    assert all(0 <= a < b <= len(text) for a, b in places)
    assert [a for a, _ in places] == sorted(a for a, _ in places)
    for char, (a, b) in zip(normal, places, strict=True):
        assert char == " " or char in normalize(text[a:b])


@pytest.mark.parametrize(
    ("printed", "word", "expected"),
    [
        ("≥ ９５％ 以上", "95%", "９５％"),
        ("群众（普通）满意度", "满意度", "满意度"),
        ("培訓(xùn)次數(shù)≥3次", "≥3次", "≥3次"),
        ("显著，，提升", "提升", "提升"),
        ("  明显\n改善", "明显改善", "明显\n改善"),
    ],
)
def test_original_spans_quote_the_cell(printed: str, word: str, expected: str) -> None:
    start = normalize(printed).index(word)
    ((a, b),) = original_spans(printed, [(start, start + len(word))])
    assert printed[a:b] == expected


def test_original_spans_of_an_empty_cell() -> None:
    assert original_spans("", []) == ()
    assert original_spans("　", [(0, 1)]) == ()


@pytest.mark.parametrize(
    ("text", "expected"), [("《书》（修订）：3次！", "书修订3次"), ("—，。", ""), ("95％ _以上", "95%以上")]
)
def test_bare_keeps_letters_and_digits(text: str, expected: str) -> None:
    assert bare(text) == expected


def test_no_character_that_the_fold_changes_is_passed_over() -> None:
    fold, changes = _fold(), _unsettled()
    passed = [char for char in map(chr, range(0x10000)) if not changes.search(char)]
    assert len(passed) > 20_000
    assert [char for char in passed if fold[ord(char)] != char or char.isspace()] == []


@given(CELL)
def test_the_letters_of_the_normal_form_are_the_bare_text(text: str) -> None:
    assert letters(normalize(text)) == bare(text)
