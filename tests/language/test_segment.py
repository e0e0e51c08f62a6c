from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from auditor import resources
from auditor.errors import ConfigurationError, ResourceError
from auditor.language import segment as module
from auditor.language.normalize import normalize
from auditor.language.segment import Tokenizer, segment

FIELDS = ("name", "target", "target_pattern", "description", "formula")


def _corpus() -> list[str]:
    rows = resources.table("corpus", "indicators") + resources.table("corpus", "mistakes")
    return sorted({row[field] for row in rows for field in FIELDS if row.get(field)})


@pytest.fixture
def fresh_engines():
    module.engine.cache_clear()
    yield
    module.engine.cache_clear()


def test_rjieba_and_jieba_cut_the_whole_corpus_alike() -> None:
    texts = _corpus()
    assert len(texts) > 2000
    differing = [text for text in texts if segment(text, "rjieba") != segment(text, "jieba")]
    assert differing == []


def test_no_character_of_the_corpus_is_lost() -> None:
    assert [text for text in _corpus() if "".join(segment(text)) != normalize(text).replace(" ", "")] == []


@given(st.text(max_size=40), st.sampled_from(["rjieba", "jieba"]))
@profile(max_examples=60)
def test_joined_tokens_are_the_normal_form(text: str, engine: str) -> None:
    tokens = segment(text, engine)
    assert "".join(tokens) == normalize(text).replace(" ", "")
    assert all(tokens)


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("走访困难家庭不少于120户", "不少于120户"), ("群众满意度≥95%", "≥95%"), ("2026年6月底前完成验收", "2026年6月底"),
        ("补助标准2000元/人·月", "2000元/人·月"), ("督查一次", "一次"), ("依据GB50300验收", "GB50300"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("engine", ["rjieba", "jieba"])
def test_a_number_with_its_sign_and_unit_is_one_token(text: str, token: str, engine: str) -> None:
    assert token in segment(text, engine)


@pytest.mark.parametrize("engine", ["rjieba", "jieba"])
def test_terms_of_the_field_are_one_word(engine: str) -> None:
    cut = {term: segment(term, engine) for term in resources.words("terms")}
    assert {term: tokens for term, tokens in cut.items() if len(tokens) > 1} == {}


def test_layout_does_not_change_the_words() -> None:
    assert segment("　农村 公路\n养护里程（公里）") == segment("农村公路养护里程(公里)")


def test_an_empty_text_has_no_words() -> None:
    assert segment(" 　") == []


@pytest.mark.usefixtures("fresh_engines")
def test_jieba_takes_over_where_rjieba_cannot_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rjieba", None)
    text = "农村公路养护里程不少于120公里"
    tokens = segment(text, Tokenizer.RJIEBA)
    assert tokens == segment(text, Tokenizer.JIEBA)
    assert "不少于120公里" in tokens


@pytest.mark.usefixtures("fresh_engines")
def test_pkuseg_without_model_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*parts: str) -> None:
        raise ResourceError("M101", "/".join(parts))

    monkeypatch.setattr(module.resources, "path", missing)
    with pytest.raises(ResourceError) as raised:
        segment("培训班次", "pkuseg")
    assert raised.value.code == "M401"
    assert "--tokenizer" in raised.value.hint


def test_an_unknown_engine_is_refused_with_the_choices() -> None:
    with pytest.raises(ConfigurationError) as raised:
        segment("培训班次", "hanlp")
    assert raised.value.code == "C401"
    assert all(engine.value in raised.value.hint for engine in Tokenizer)
