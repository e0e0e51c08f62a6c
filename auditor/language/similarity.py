"""Likeness of two short texts: twice the longest common subsequence over the joint length, on bare text (domain: V02)."""

from __future__ import annotations

from auditor.language.normalize import bare


def similarity(left: str, right: str) -> float:
    """Return 2·M/(|a|+|b|) in 0–1, spaces and punctuation left out; 0 where either text is empty."""
    from rapidfuzz.distance import LCSseq

    a, b = bare(left), bare(right)
    if not a or not b:
        return 0.0
    return 2 * LCSseq.similarity(a, b) / (len(a) + len(b))
