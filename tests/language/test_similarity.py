from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.language.similarity import similarity

TEXT = st.text(alphabet="演出场次数人（）% 12", max_size=12)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [("演出场次", "演出场次", 1.0), ("演出 场次", "（演出）场次。", 1.0), ("演出场次", "走访户", 0.0), ("", "演出", 0.0), ("。", "。", 0.0), ("演出场次", "演出", 4 / 6)],
)  # fmt: skip
def test_similarity_is_twice_the_common_part(left: str, right: str, expected: float) -> None:
    assert similarity(left, right) == pytest.approx(expected)


@given(TEXT, TEXT)
def test_similarity_is_symmetric_and_between_nought_and_one(left: str, right: str) -> None:
    assert 0 <= similarity(left, right) <= 1
    assert similarity(left, right) == similarity(right, left)
