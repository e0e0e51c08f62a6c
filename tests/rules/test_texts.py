"""Text tests on the rows in question only."""

from __future__ import annotations

import re

import pandas as pd

from auditor.rules.texts import rows_where

COLUMN = pd.Series(["走访户数", "满意度", "群众满意度", ""], index=[3, 5, 1, 9])


def test_all_rows_are_in_question_by_default() -> None:
    found = rows_where(COLUMN, re.compile("满意").search)
    assert found.tolist() == [False, True, True, False]
    assert found.dtype == bool
    assert list(found.index) == [3, 5, 1, 9]


def test_other_rows_are_not_even_looked_at() -> None:
    seen: list[str] = []

    def test(text: str) -> bool:
        seen.append(text)
        return True

    asked = pd.Series([False, True, False, True], index=COLUMN.index)
    assert rows_where(COLUMN, test, asked).tolist() == asked.tolist()
    assert seen == ["满意度", ""]


def test_no_row_is_none() -> None:
    assert rows_where(COLUMN.iloc[:0], bool).tolist() == []
    assert not rows_where(COLUMN, bool, pd.Series(False, index=COLUMN.index)).any()
