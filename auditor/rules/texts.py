"""Texts that a rule has to look into: only on the rows that are still in question after its other columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from auditor.rules.rule import Mask


def rows_where(column: pd.Series[str], test: Callable[[str], object], among: Mask | None = None) -> Mask:
    """Return the rows whose text passes a test.

    Parameters
    ----------
    column : Series of str, shape (n,)
        The texts.
    test : callable
        Any function of a text, such as the ``search`` of a compiled pattern; what it returns counts as true or false.
    among : Series of bool, shape (n,), optional
        The rows in question, all others are False; all rows by default.

    Returns
    -------
    Series of bool, shape (n,)
    """
    import numpy as np
    import pandas as pd

    asked = np.ones(len(column), dtype=bool) if among is None else among.to_numpy(dtype=bool)
    texts = column.to_numpy(dtype=object)[asked].tolist()
    passed = np.zeros(len(column), dtype=bool)
    passed[asked] = np.fromiter(map(bool, map(test, texts)), dtype=bool, count=len(texts))
    return pd.Series(passed, index=column.index, dtype=bool)
