"""A pytest plugin that writes down how long each test takes."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

_seconds: Counter[str] = Counter()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _seconds[report.nodeid] += report.duration


def pytest_sessionfinish() -> None:
    Path(os.environ["TOUYAN_SECONDS"]).write_text(json.dumps(_seconds), "utf-8")
