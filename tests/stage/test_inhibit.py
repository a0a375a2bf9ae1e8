"""The desktop's power manager is asked, over a real bus, by a real process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

ASK = """
from PySide6.QtCore import QCoreApplication, QTimer
from kiosk.stage.inhibit import inhibit_desktop
app = QCoreApplication([])
print(inhibit_desktop("The exhibit is on"))
QTimer.singleShot(300, app.quit)
app.exec()
"""


@pytest.mark.skipif(
    not all(map(shutil.which, ("dbus-run-session", "dbus-monitor"))), reason="no bus of one's own can be had here"
)
def test_the_desktop_is_asked_to_leave_the_screen_lit(tmp_path: Path) -> None:
    script = tmp_path / "session.sh"
    script.write_text(
        f"dbus-monitor \"interface='org.freedesktop.ScreenSaver'\" >{tmp_path}/heard &\nsleep 1\n"
        f"{sys.executable} -c '{ASK}'\nsleep 0.5\nkill %1\n",
        "utf-8",
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", str(script)],
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "True" in done.stdout, done.stderr
    heard = (tmp_path / "heard").read_text("utf-8")
    assert "member=Inhibit" in heard
    assert "Touyan" in heard


def test_without_a_session_nobody_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from kiosk.stage.inhibit import inhibit_desktop

    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert not inhibit_desktop("why")
