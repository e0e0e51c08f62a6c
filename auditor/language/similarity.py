"""Likeness of two short texts: twice the longest common subsequence over the joint length, on bare text (domain: V02)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from auditor.language.normalize import bare


def similarity(left: str, right: str) -> float:
    """Return 2·M/(|a|+|b|) in 0–1, spaces and punctuation left out; 0 where either text is empty."""
    return likeness(bare(left), bare(right))


def likeness(left: str, right: str) -> float:
    """Return the same of two texts that are bare already."""
    return 2 * _subsequence()(left, right) / (len(left) + len(right)) if left and right else 0.0


@lru_cache(maxsize=1)
def _subsequence() -> Callable[[str, str], int]:
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity
