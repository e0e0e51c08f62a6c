from __future__ import annotations

from pathlib import Path

import pytest

from auditor import cases
from auditor.rules.registry import all_rules
from auditor.schema import Finding
from auditor.settings import Settings


@pytest.fixture(scope="session")
def findings_of() -> dict[str, list[Finding]]:
    """Case label → what the auditor says about the case."""
    return cases.run(cases.load(Path(__file__).parent), all_rules(), Settings(rewrites=False))
