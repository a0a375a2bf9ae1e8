"""What arrives at systemd's socket."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.ops.notify import Systemd


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[socket.socket]:
    made = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    made.bind(str(tmp_path / "notify"))
    made.setblocking(False)
    yield made
    made.close()


def heard(ear: socket.socket) -> list[str]:
    found = []
    while True:
        try:
            found.append(ear.recv(4096).decode().rstrip("\n"))
        except BlockingIOError:
            return found


def test_ready_is_said_once_and_a_status_when_it_changes(ear: socket.socket) -> None:
    systemd = Systemd(str(ear.getsockname()))
    for text in ("a", "a", "b\nMAINPID=1"):
        systemd.status(text)
        systemd.ready()
        systemd.painted()
    systemd.close()
    assert heard(ear) == ["STATUS=a", "READY=1", "WATCHDOG=1", "WATCHDOG=1", "STATUS=b MAINPID=1", "WATCHDOG=1"]


def test_a_socket_that_is_full_or_gone_holds_nobody(ear: socket.socket) -> None:
    systemd = Systemd(str(ear.getsockname()))
    for number in range(5000):
        systemd.painted()
        systemd.status(str(number))
    assert heard(ear)
    ear.close()
    systemd.painted()
    systemd.ready()
    systemd.close()


def test_it_speaks_to_whom_the_environment_names_and_else_to_nobody(
    ear: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    def speak() -> None:
        systemd = Systemd()
        systemd.status("here")
        systemd.painted()
        systemd.ready()
        systemd.close()

    monkeypatch.setenv("NOTIFY_SOCKET", str(ear.getsockname()))
    speak()
    assert heard(ear) == ["STATUS=here", "WATCHDOG=1", "READY=1"]
    monkeypatch.delenv("NOTIFY_SOCKET")
    speak()
    assert heard(ear) == []
