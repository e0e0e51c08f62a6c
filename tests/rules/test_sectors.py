"""The table of fields is consistent, and fields are told apart."""

from __future__ import annotations

from auditor import resources
from auditor.rules.table import sectors

TABLE = resources.toml("corpus", "lexicon", "sectors.toml")


def test_neighbours_are_fields() -> None:
    assert {name for entry in TABLE.values() for name in entry["near"]} <= TABLE.keys()


def test_every_field_is_found_by_its_own_words() -> None:
    assert all(name in sectors.of(word) for name, entry in TABLE.items() for word in entry["field"] + entry["objects"])


def test_neighbours_and_strangers() -> None:
    assert not sectors.apart(sectors.of("小型水库维修养护"), sectors.of("新增高标准农田面积"))
    assert sectors.apart(sectors.of("小型水库维修养护"), sectors.of("法律援助案件"))
    assert sectors.objects("门诊患者次均费用").keys() == {"门诊", "患者"}
