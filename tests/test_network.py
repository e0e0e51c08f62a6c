from __future__ import annotations

import socket
import urllib.request

import pytest


def test_a_connection_is_refused() -> None:
    with socket.socket() as one, pytest.raises(ConnectionRefusedError, match="tests must not"):
        one.connect(("127.0.0.1", 9))
    with pytest.raises(ConnectionRefusedError, match="tests must not"):
        socket.create_connection(("localhost", 9))


def test_a_download_is_refused() -> None:
    with pytest.raises(OSError, match="tests must not"):
        urllib.request.urlopen("http://127.0.0.1:9/")
