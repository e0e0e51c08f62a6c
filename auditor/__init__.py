"""Audits the wording of Chinese budget performance indicators.

The public names are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auditor.frames import audit_frame as audit_frame
    from auditor.intake import read as read
    from auditor.pipeline import Auditor as Auditor
    from auditor.pipeline import audit as audit
    from auditor.pipeline import read_all as read_all
    from auditor.schema import Report as Report
    from auditor.schema import Submission as Submission
    from auditor.settings import Settings as Settings

__version__ = "0.1.0"
__all__ = ["Auditor", "Report", "Settings", "Submission", "audit", "audit_frame", "read", "read_all"]

_HOMES = {
    "Auditor": "auditor.pipeline",
    "Report": "auditor.schema",
    "Settings": "auditor.settings",
    "Submission": "auditor.schema",
    "audit": "auditor.pipeline",
    "audit_frame": "auditor.frames",
    "read": "auditor.intake",
    "read_all": "auditor.pipeline",
}


def __getattr__(name: str) -> Any:
    import importlib

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
