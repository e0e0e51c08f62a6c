"""Exit codes of the program. Where several apply: 2 before 3 before 1."""

from __future__ import annotations

FINE = 0
FOUND = 1
BAD_CALL = 2
UNREAD = 3
CRASHED = 70
INTERRUPTED = 130
