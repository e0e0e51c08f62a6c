"""A rule that fails costs its own verdict on that row or form, nothing else: the failure becomes a finding of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from auditor.rules.registry import INTERNAL
from auditor.rules.rule import Hit, Options, Rule
from auditor.schema import Evidence, Finding, Severity

if TYPE_CHECKING:
    import pandas as pd

    from auditor.rules.rule import Severities

_ADVICE = "其他规则照常判断。请把这条提示和所在的行告诉维护人员。"


def checked(rule: Rule, frame: pd.DataFrame, options: Options) -> tuple[Severities, dict[int, Exception]]:
    """Run a row rule.

    Returns
    -------
    tuple of (int8 array, shape (n,); dict of int to Exception)
        The severities, 0 on the rows where the rule failed, and the failures by place. A rule that fails on the frame is
        run on ever smaller halves, so that only the rows at fault go without its verdict.
    """
    import numpy as np

    assert rule.check is not None  # noqa: S101 - callers choose row rules
    try:
        return rule.check(frame, options), {}
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the other rules go on
        if len(frame) <= 1:
            return np.zeros(len(frame), dtype=np.int8), dict.fromkeys(range(len(frame)), error)
    half = len(frame) // 2
    first, failed = checked(rule, frame.iloc[:half], options)
    second, later = checked(rule, frame.iloc[half:], options)
    return np.concatenate([first, second]), failed | {half + place: error for place, error in later.items()}


def collected(find: Callable[[], Iterable[Hit]]) -> tuple[list[Hit], Exception | None]:
    """Return the hits of a form, document or round rule, or why it failed."""
    try:
        return list(find()), None
    except Exception as error:  # noqa: BLE001 - as above
        return [], error


def failure(rule: Rule, error: Exception, address: str, fingerprint: str) -> Finding:
    """Return the finding that says that a rule failed here."""
    message = f"规则 {rule.id}（{rule.name}）在这里出错，没有作出判断：{type(error).__name__}：{error}"
    return Finding(
        INTERNAL,
        "规则未能运行",
        Severity.INFO,
        rule.level,
        rule.field,
        message,
        Evidence(),
        _ADVICE,
        "tool",
        address,
        fingerprint,
    )
