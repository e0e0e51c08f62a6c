"""Clock and printing that all benchmarks share."""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

_LARGE = 200_000


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Best wall time of some rounds; what a round made is dropped before the next, outside the clock."""
    best = float("inf")
    for _ in range(rounds):
        gc.collect()
        bytes(_LARGE)  # on this request the C allocator puts together what was freed, else the next round would do it
        begin = time.perf_counter()
        made = work()
        best = min(best, time.perf_counter() - begin)
        del made
    return best


def alone(work: Callable[[Path], object], path: Path, rounds: int) -> tuple[float, float]:
    """Best wall time and most memory (MB) of some rounds, each in a process of its own: nothing is cached, no memory reused."""
    found = []
    for _ in range(rounds):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            found.append(process.submit(_once, work, path).result())
    return min(took for took, _ in found), max(used for _, used in found)


def _once(work: Callable[[Path], object], path: Path) -> tuple[float, float]:
    work(path.with_stem("warm"))  # what is imported or loaded once
    return seconds(lambda: work(path), 1), peak()


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
