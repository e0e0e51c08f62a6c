"""The collector rests while much is built, and afterwards everything is as it was."""

from __future__ import annotations

import gc

import pytest

from auditor.intake import collector


@pytest.fixture
def collecting():
    enabled = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if enabled else gc.disable)()


@pytest.mark.usefixtures("collecting")
def test_paused_rests_and_goes_on_even_after_an_error():
    def build() -> None:
        with collector.paused():
            assert not gc.isenabled()
            raise KeyError

    with pytest.raises(KeyError):
        build()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


@pytest.mark.usefixtures("collecting")
def test_paused_leaves_a_stopped_collector_stopped():
    gc.disable()
    with collector.paused():
        pass
    assert not gc.isenabled()


@pytest.mark.usefixtures("collecting")
def test_paused_keeps_what_another_froze_frozen():
    gc.freeze()
    try:
        with collector.paused():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
