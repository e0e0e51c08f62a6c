"""The published JSON Schema of the report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_FILE = Path(__file__).resolve().parent / "schema" / "auditor-report-1.schema.json"


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) that every ``--format json`` report satisfies."""
    schema: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return schema
