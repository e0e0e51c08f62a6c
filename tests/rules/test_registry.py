from __future__ import annotations

import dataclasses
import inspect
import re
import sys

import pytest

from auditor.errors import ConfigurationError
from auditor.rules import registry
from auditor.rules.rule import Rule

RULES = registry.all_rules()
BY_ID = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
TEXTS = ("name", "looks_at", "severity", "rationale", "leaves_alone", "advice", "bad", "good")
LEVELS = "错误|警告|提示"


def _module(rule: Rule) -> str:
    function = rule.check or rule.inspect or rule.review or rule.survey
    assert function is not None
    return function.__module__


def test_ids_and_slugs_are_unique() -> None:
    for field in ("id", "slug", "name"):
        values = [getattr(rule, field) for rule in RULES]
        assert sorted(values) == sorted(set(values))


def test_the_catalogue_is_in_order() -> None:
    order = "VNCTDGSE"
    assert [rule.id for rule in RULES] == sorted((rule.id for rule in RULES), key=lambda i: (order.index(i[0]), i))
    assert "N10" not in {rule.id for rule in RULES}


@BY_ID
def test_an_id_is_a_letter_and_a_number(rule: Rule) -> None:
    assert re.fullmatch(r"[VNCTDGSE]\d\d", rule.id)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.slug)
    assert rule.family == rule.id[0]


@BY_ID
def test_the_module_begins_with_the_id(rule: Rule) -> None:
    package, module = _module(rule).rsplit(".", 2)[1:]
    assert module.startswith(rule.id.lower() + "_")
    families = {
        "V": "target",
        "N": "name",
        "C": "category",
        "T": "table",
        "D": "document",
        "G": "grading",
        "S": "selfeval",
    }
    assert package == families[rule.family]


@BY_ID
def test_the_docstring_says_the_id_and_shows_both_examples(rule: Rule) -> None:
    doc = inspect.getdoc(sys.modules[_module(rule)])
    assert doc is not None
    assert doc.startswith(f"{rule.id}: ")
    assert 0 < doc.index("反例：") < doc.index("正例：")
    assert "Left alone" in doc


@BY_ID
@pytest.mark.parametrize("field", TEXTS)
def test_every_text_is_chinese(rule: Rule, field: str) -> None:
    text = getattr(rule, field)
    assert text == text.strip() != ""
    assert re.search(r"[\u4e00-\u9fff]", text) or field in ("bad", "good")


@BY_ID
def test_the_texts_for_people_are_whole_sentences(rule: Rule) -> None:
    assert rule.check is None or rule.message.endswith(("。", "？"))
    assert rule.advice.endswith(("。", "？"))
    assert rule.rationale.endswith(("。", "？"))
    assert re.search(LEVELS, rule.severity)


@BY_ID
def test_good_and_bad_examples_differ_and_the_good_one_brings_no_number(rule: Rule) -> None:
    assert rule.bad != rule.good
    assert rule.source_class in ("official", "system", "tool")


@BY_ID
def test_a_rule_looks_at_rows_or_at_forms(rule: Rule) -> None:
    assert sum(part is not None for part in (rule.check, rule.inspect, rule.review, rule.survey)) == 1
    assert (rule.level == "row") == (rule.check is not None)
    assert rule.mark is None or rule.check is not None


@BY_ID
def test_the_message_can_be_filled(rule: Rule) -> None:
    assert bool(rule.message) == (rule.check is not None)
    if rule.message:
        filled = rule.message.format_map(
            dict.fromkeys("name target description tier unit t_unit tail n_unit period".split(), "甲")
        )
        assert "{" not in filled


@BY_ID
def test_a_default_lies_within_its_bounds(rule: Rule) -> None:
    for option in rule.options.values():
        assert option.low <= option.default <= option.high
        assert re.search(r"[\u4e00-\u9fff]", option.definition)


def test_a_rule_is_a_value_that_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        RULES[0].id = "V99"  # type: ignore[misc]


def test_the_catalogue_shows_every_rule() -> None:
    shown = registry.catalogue()
    assert [info.id for info in shown] == [rule.id for rule in RULES]
    for info, rule in zip(shown, RULES, strict=True):
        for field in (
            "name",
            "slug",
            "level",
            "severity",
            "looks_at",
            "rationale",
            "leaves_alone",
            "advice",
            "bad",
            "good",
        ):
            assert getattr(info, field) == getattr(rule, field)
        assert info.options == dict(rule.options)


@BY_ID
def test_a_rule_is_found_by_id_and_by_slug(rule: Rule) -> None:
    assert registry.get(rule.id) is registry.get(rule.id.lower()) is registry.get(f" {rule.slug} ") is rule


@pytest.mark.parametrize("entry", ["V99", "N10", "", "没有", "vague"])
def test_an_unknown_rule_is_refused(entry: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        registry.get(entry)
    assert raised.value.code == "C402"
    with pytest.raises(ConfigurationError):
        registry.ids((entry,), RULES)


def test_ids_are_named_by_id_slug_name_and_family() -> None:
    assert registry.ids(("v03", "slogan-name", "指标值缺失"), RULES) == {"V03", "N01", "V01"}
    assert registry.ids((" g ",), RULES) == {rule.id for rule in RULES if rule.id[0] == "G"}
    assert registry.ids((), RULES) == frozenset()


@BY_ID
def test_no_text_quotes_an_official_document(rule: Rule) -> None:
    """What was recalled and not read may be a rule, but no title, number or article may be given for it."""
    texts = [getattr(rule, field) for field in TEXTS] + [rule.message, rule.looks_at]
    assert not [
        text for text in texts if re.search(r"财预|财办|〔20\d\d〕|第[一二三四五六七八九十百\d]+条|《[^×》]+》", text)
    ]
