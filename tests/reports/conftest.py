from __future__ import annotations

import pytest

from auditor.reports import explanations


@pytest.fixture(autouse=True)
def reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fix what the report says about each rule, so that its layout is what is tested and not the catalogue."""
    monkeypatch.setattr(explanations, "rationales", lambda: {"V03": "不同的人会有不同判断，年底无法证明做到了没有。"})
