"""Building a million small objects that all stay is no time to look for garbage among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Switch the cyclic garbage collector off for a while; what was built meanwhile counts as old afterwards."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if not gc.get_freeze_count():  # else the program that uses us has frozen what it wants kept aside
                gc.freeze()
                gc.unfreeze()  # both together: all is old now, so that the next look at the young ones finds few
            gc.enable()
