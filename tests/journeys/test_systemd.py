"""The real program as systemd sees it: what arrives at its socket, and what the next start makes of the last one."""

from __future__ import annotations

import os
import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.screen import Screen, running
from tests.journeys.signs import blank, deck_of

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="no Xvfb or xdotool here"),
]


class Systemd:
    """The listening end."""

    def __init__(self, path: Path, screen: Screen) -> None:
        self.path, self.heard, self._screen = path, list[str](), screen
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        self._socket.setblocking(False)

    def listen(self) -> list[str]:
        while True:
            try:
                self.heard.append(self._socket.recv(4096).decode().rstrip("\n"))
            except BlockingIOError:
                return self.heard

    def wait(self, line: str) -> None:
        self._screen.wait(lambda: line in self.listen())

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def systemd(tmp_path: Path, screen: Screen) -> Iterator[Systemd]:
    made = Systemd(tmp_path / "notify", screen)
    yield made
    made.close()


@pytest.fixture
def unit(tmp_path: Path, systemd: Systemd) -> dict[str, str]:
    """Environment of a service; the watchdog's process is the compositor's, as under cage."""
    (tmp_path / "run").mkdir()
    return {
        "NOTIFY_SOCKET": str(systemd.path), "WATCHDOG_USEC": "10000000", "WATCHDOG_PID": "1", "LC_ALL": "C.UTF-8",
        "RUNTIME_DIRECTORY": str(tmp_path / "run"), "TOUYAN_HOME": str(tmp_path / "home"),
    }  # fmt: skip


def test_it_is_ready_when_it_stands_and_goes_on_proving(screen: Screen, tmp_path: Path, systemd, unit) -> None:
    blank(screen)
    with running(screen, deck_of(tmp_path), "--slide", "three", **unit) as kiosk:
        systemd.wait("READY=1")
        systemd.wait("STATUS=slide 3 of 3 (three), in zh")
        assert kiosk.app == kiosk.process.pid, "systemd is the one that restarts"
        count = systemd.listen().count("WATCHDOG=1")
        assert count > 0
        screen.wait(lambda: systemd.listen().count("WATCHDOG=1") >= count + 3)
        screen.do("key", "F1")
        systemd.wait("STATUS=slide 3 of 3 (three), in zh; somebody is there")
        assert kiosk.end() == (0, "")
    assert systemd.listen().count("READY=1") == 1


def test_a_frozen_picture_is_told_by_silence(screen: Screen, tmp_path: Path, systemd, unit) -> None:
    """And systemd's signal brings the last words; the next start stands where this one froze."""
    blank(screen)
    deck = deck_of(tmp_path)
    with running(screen, deck, "--slide", "three", **unit) as kiosk:
        systemd.wait("STATUS=slide 3 of 3 (three), in zh")
        kiosk.process.send_signal(signal.SIGSTOP)
        screen.wait(lambda: Path(f"/proc/{kiosk.process.pid}/stat").read_text().rsplit(") ", 1)[1][0] == "T")
        systemd.listen()
        systemd.heard.clear()
        with pytest.raises(TimeoutError):
            screen.wait(lambda: systemd.listen() != [], 4)
        kiosk.process.send_signal(signal.SIGABRT)
        kiosk.process.send_signal(signal.SIGCONT)
        assert kiosk.process.wait(10) == -signal.SIGABRT
    assert "Fatal Python error: Aborted" in (tmp_path / "home/state/last-words.txt").read_text()
    with running(screen, deck, **unit) as kiosk:
        systemd.wait("STATUS=slide 3 of 3 (three), in zh")
        code, said = kiosk.end()
    assert code == 0
    assert "the slide “three” failed; noted (1 so far)" in said


def test_six_deaths_in_ten_minutes_bring_safe_mode(screen: Screen, tmp_path: Path, systemd, unit) -> None:
    deck = deck_of(tmp_path)
    for _ in range(6):
        blank(screen)
        systemd.heard.clear()
        with running(screen, deck, **unit) as kiosk:
            systemd.wait("READY=1")
            os.kill(kiosk.process.pid, signal.SIGKILL)
            kiosk.process.wait(10)
    with running(screen, deck, **unit) as kiosk:
        screen.wait(lambda: any("safe mode: the last deck that ran well" in line for line in systemd.listen()))
        assert kiosk.end()[0] == 0
