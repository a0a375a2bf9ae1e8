"""reveal.js with Chart.js in Chromium's kiosk mode, on the same screen."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import platformdirs

from kiosk.content.load import load
from tests.bench import webdeck
from tests.bench.decks import Made
from tests.journeys.screen import ROOT

PACKAGES = {"reveal.js": "^6", "chart.js": "^4"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class MissingError(Exception):
    """What it needs isn't installed; says what."""


class _Run:
    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    @property
    def pid(self) -> int:
        return self.process.pid

    def end(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)


class Reveal:
    """The browser of this machine, and the two packages from npm."""

    name = "reveal.js"
    moves = 0.55
    """Of 800 ms."""

    def __init__(self) -> None:
        """Find the browser and the packages; npm fetches them the first time.

        Raises:
            MissingError: what is missing.
        """
        found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
        if found is None:
            raise MissingError("Chromium isn't installed here")
        self._browser = found
        self.modules = _packages(Path(platformdirs.user_cache_dir("touyan-bench", appauthor=False)) / "npm")

    def versions(self) -> dict[str, str]:
        """Of the browser and both packages."""
        said = subprocess.run([self._browser, "--version"], capture_output=True, text=True, check=True)
        manifests = {name: self.modules / name / "package.json" for name in PACKAGES}
        return {"Chromium": said.stdout.strip().removeprefix("Chromium ").split()[0]} | {
            name: str(json.loads(path.read_text("utf-8"))["version"]) for name, path in manifests.items()
        }

    def write(self, made: Made) -> Path:
        """The page of a deck, beside it."""
        loaded = load(made.deck)
        assert loaded.deck is not None
        page = made.folder / "index.html"
        fonts = ROOT / "assets" / "fonts"
        page.write_text(webdeck.page(loaded.deck, made.folder, "zh", self.modules, fonts), "utf-8")
        return page

    @contextlib.contextmanager
    def run(self, screen: Any, made: Made, home: Path, *, slide: int = 1, cycling: bool = False) -> Iterator[_Run]:
        """As its user would start it; the profile lies in `home`."""
        page = made.folder / "index.html"
        if not page.exists():
            self.write(made)
        window = f"--window-size={screen.width},{screen.height}"
        address = page.as_uri() + ("?autoSlide=5000" if cycling else "") + (f"#/{slide - 1}" if slide > 1 else "")
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        home.mkdir(parents=True, exist_ok=True)
        process = subprocess.Popen(
            [self._browser, "--kiosk", *root, f"--user-data-dir={home / 'chromium'}", "--no-first-run",
             "--no-default-browser-check", "--disable-features=Translate", window, "--window-position=0,0", address],
            env={**os.environ, "DISPLAY": screen.name}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        run = _Run(process)
        try:
            yield run
        finally:
            run.end()
            with contextlib.suppress(ProcessLookupError):  # whoever outlives the browser itself
                os.killpg(process.pid, 9)

    def arrow(self, width: int, height: int) -> tuple[int, int]:
        """Low at the right."""
        return width - 29, height - 39


def _packages(folder: Path) -> Path:
    modules = folder / "node_modules"
    if not all((modules / name / "package.json").exists() for name in PACKAGES):
        npm = shutil.which("npm")
        if npm is None:
            raise MissingError("npm isn't installed here")
        folder.mkdir(parents=True, exist_ok=True)
        quiet = ("--no-save", "--ignore-scripts", "--no-audit", "--no-fund")
        wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
        done = subprocess.run(
            [npm, "install", "--prefix", str(folder), *quiet, *wanted],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise MissingError("npm couldn't fetch reveal.js and Chart.js: " + " ".join(done.stderr.split())[-200:])
    return modules
