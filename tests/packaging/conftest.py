"""What packaging is tried with: its folder on the path, and programs of the system that a test puts in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGING = ROOT / "packaging"
sys.path.insert(0, str(PACKAGING))

Run = Callable[..., "subprocess.CompletedProcess[str]"]


class Machine:
    """A machine whose own programs answer as a test says, and note how they were called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = folder / "bin"
        self.programs.mkdir()
        self.calls = folder / "calls"

    def program(self, name: str, body: str = "") -> None:
        """Have a program there; it notes its arguments, then does as the shell lines say."""
        path = self.programs / name
        path.write_text(f'#!/bin/bash\nprintf \'%s\\n\' "{name} $*" >>"{self.calls}"\n{body}\n', "utf-8")
        path.chmod(0o755)

    def run(self, script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run one of packaging's scripts on it."""
        surroundings = {"PATH": f"{self.programs}:{os.environ['PATH']}", "LANG": "C.UTF-8", "LC_ALL": "", **environment}
        return subprocess.run(
            ["bash", str(PACKAGING / script), *arguments], env=surroundings, text=True, capture_output=True, check=False
        )

    def called(self, name: str) -> list[str]:
        """How a program was called."""
        if not self.calls.exists():
            return []
        return [line for line in self.calls.read_text("utf-8").splitlines() if line.split(" ")[0] == name]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)
