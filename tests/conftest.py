"""Shared by all tests: no network, one hypothesis profile, and builders of small submissions."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

from auditor.language import tiers
from auditor.schema import Indicator, Submission, Table

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

Submit = Callable[..., Submission]


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Make every attempt to reach another machine (or this one) fail."""

    def refuse(*args: Any, **kwargs: Any) -> NoReturn:
        raise ConnectionRefusedError("tests must not open a connection")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, refuse)
        for name in ("create_connection", "getaddrinfo", "gethostbyname"):
            patch.setattr(socket, name, refuse)
        yield


@pytest.fixture
def submit() -> Submit:
    """Build a submission with one table: ``submit((tier, name, target), …, path=…, goals=…, columns=…)``."""

    def build(*rows: tuple[str, str, str], path: str = "sample.txt", **fields: Any) -> Submission:
        table = Table(1, **{"project": "文化惠民演出", "columns": ("name", "target"), **fields})
        table.rows = [
            Indicator(
                1,
                number,
                name,
                target,
                first_tier=tiers.group().get(tier, ""),
                second_tier_raw=tier,
                second_tier=tiers.second(tier),
                project=table.project,
                address=f"r{number}",
                addresses={"name": f"r{number}c3", "target": f"r{number}c4"},
            )
            for number, (tier, name, target) in enumerate(rows, 1)
        ]
        return Submission(path, "text", tables=[table])

    return build
