"""Clock and printing that all benchmarks share."""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections.abc import Callable


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Best wall time of some rounds; what a round made is dropped before the next."""
    best = float("inf")
    for _ in range(rounds):
        gc.collect()
        begin = time.perf_counter()
        made = work()
        best = min(best, time.perf_counter() - begin)
        del made
    return best


def peak() -> float:
    """Most memory that this process has used so far, in MB."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 * 1024 if sys.platform == "darwin" else 1024)


def show(name: str, took: float) -> None:
    """Print one measurement."""
    print(f"{name:<44}{took:10.3f} s")


def ratio(text: str, ours: float, theirs: float, wanted: str) -> None:
    """Print a ratio of two measurements and what was wanted of it."""
    print(f"ratio {text}: {ours / theirs:.3f} (wanted {wanted})")
