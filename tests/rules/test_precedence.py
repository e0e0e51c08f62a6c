from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import resources
from auditor.rules import precedence
from auditor.rules.registry import all_rules
from auditor.schema import Severity

TABLE = resources.toml("corpus", "precedence.toml")
RESERVED = {
    f"{letter}{number:02d}"
    for letter, last in {"V": 23, "N": 11, "C": 10}.items()
    for number in range(1, last + 1)
} - {"N10"}  # fmt: skip

PRIMARY = "V01 V14 V02 V18 V13 V12 V15 V05 V04 V03".split()
NAMES = "N05 N11 N01 N03 N02 N04 N07".split()
TIERS = "C03 C10 C01 C04 C09 C08 C05".split()
ERROR = int(Severity.ERROR)


def stays(
    *hits: str, level: Severity = Severity.WARNING, active: bool = True, declared: bool = False
) -> dict[str, int]:
    """What stays of the hits on one row: rule id → level."""
    masks = {rule: np.array([level], dtype=np.int8) for rule in hits}
    left = precedence.apply(masks, np.array([active]), np.array([declared]))
    return {rule: int(mask[0]) for rule, mask in left.items() if mask[0]}


def _ids() -> list[str]:
    ids = [rule for entry in TABLE["ladder"] for step in entry["steps"] for rule in step]
    ids += [rule for key in ("silence", "first") for entry in TABLE[key] for rule in entry["when"] + entry["silent"]]
    return ids + [entry[side] for entry in TABLE["level"] for side in ("rule", "when")]


def test_every_id_of_the_table_is_one_of_the_catalogue() -> None:
    assert set(_ids()) <= RESERVED
    assert {rule.id for rule in all_rules() if rule.family in "VNC"} <= RESERVED


def test_every_id_of_the_table_is_a_row_rule_or_not_built_yet() -> None:
    level = {rule.id: rule.level for rule in all_rules()}
    assert {rule for rule in _ids() if level.get(rule, "row") != "row"} == set()


@pytest.mark.parametrize("entry", TABLE["ladder"], ids=lambda entry: entry["name"])
def test_a_ladder_names_an_id_once(entry: dict[str, list[list[str]]]) -> None:
    ids = [rule for step in entry["steps"] for rule in step]
    assert len(ids) == len(set(ids))
    assert len({rule[0] for rule in ids}) == 1


def test_no_rule_silences_itself_and_levels_are_known() -> None:
    assert not any(set(entry["when"]) & set(entry["silent"]) for key in ("silence", "first") for entry in TABLE[key])
    assert {entry["to"] for entry in TABLE["level"]} <= {"info", "warning", "error"}


@pytest.mark.parametrize("ladder", [PRIMARY, NAMES, TIERS], ids=["target", "name", "tier"])
def test_of_a_ladder_only_the_first_stays(ladder: list[str]) -> None:
    for upper, lower in combinations(ladder, 2):
        assert set(stays(upper, lower)) == {upper}, (upper, lower)
    assert set(stays(*reversed(ladder))) == {ladder[0]}


@pytest.mark.parametrize("pair", [("N03", "N06"), ("C03", "C06"), ("C01", "C02"), ("C02", "C07"), ("V13", "C04"), ("V03", "N02"), ("V05", "N01"), ("V05", "V06"), ("V06", "V10"), ("V20", "V03"), ("V21", "V01"), ("N08", "N01"), ("N09", "N05"), ("V15", "C02")])  # fmt: skip
def test_these_stand_together(pair: tuple[str, str]) -> None:
    assert set(stays(*pair)) == set(pair)


@pytest.mark.parametrize("primary", "V01 V02 V03 V04 V12 V13 V14 V18".split())
@pytest.mark.parametrize("other", "V06 V07 V08 V09 V10 V11 V16 V17 V19".split())
def test_signs_and_units_are_not_named_beside_a_target_that_is_none(primary: str, other: str) -> None:
    assert set(stays(primary, other)) == {primary}


@pytest.mark.parametrize("other", "V07 V08 V09 V10 V11 V16 V17 V19".split())
def test_signs_and_units_are_named_beside_the_two_weaker_labels(other: str) -> None:
    assert set(stays("V05", other)) == {"V05", other}
    assert set(stays("V15", other)) == {"V15", other}


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [("V15", "V06"), ("V17", "V08"), ("N05", "C10"), ("N06", "V05"), ("N06", "V15"), ("V21", "V20")],
)
def test_exceptions(stronger: str, weaker: str) -> None:
    assert set(stays(stronger, weaker)) == {stronger}


def test_a_slogan_with_a_percentage_is_an_error() -> None:
    assert stays("N01", "V05")["N01"] == ERROR
    assert stays("N01")["N01"] == Severity.WARNING
    assert stays("V05").get("N01") is None


def test_an_activity_with_a_task_is_an_error() -> None:
    assert stays("C04", "V13")["C04"] == ERROR
    assert stays("C04")["C04"] == Severity.WARNING


def test_an_unused_row_has_no_finding() -> None:
    assert stays(*sorted(RESERVED), active=False) == {}


def test_a_row_declared_not_applicable_has_c08_only() -> None:
    assert set(stays(*sorted(RESERVED), active=False, declared=True)) == {"C08"}


@given(st.sets(st.sampled_from(sorted(RESERVED))))
def test_applying_the_table_twice_changes_nothing_and_adds_nothing(hits: set[str]) -> None:
    once = stays(*hits)
    assert set(once) <= hits
    assert set(stays(*once)) == set(once)
    for ladder in (PRIMARY, TIERS):
        assert len(set(once) & set(ladder) - {"C03", "C01"}) <= 1


@given(st.lists(st.sets(st.sampled_from(sorted(RESERVED))), min_size=1, max_size=6))
def test_rows_do_not_touch_each_other(rows: list[set[str]]) -> None:
    masks = {rule: np.array([2 * (rule in row) for row in rows], dtype=np.int8) for rule in RESERVED}
    ones = np.ones(len(rows), dtype=bool)
    together = precedence.apply(masks, ones, ~ones)
    alone = [stays(*row) for row in rows]
    assert [{rule: int(mask[i]) for rule, mask in together.items() if mask[i]} for i in range(len(rows))] == alone


def test_no_rule_module_knows_another_rule() -> None:
    folder = Path(precedence.__file__).parent
    for path in folder.glob("*/[vnc]*.py"):
        code = path.read_text(encoding="utf-8").split('"""', 2)[2].split("RULE = Rule(")[0]
        others = set(re.findall(r'"([VNC]\d\d)"', code))
        assert others == set(), path.name
