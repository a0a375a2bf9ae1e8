"""A pytest plugin that, instead of running the tests, tries mutants by them, each in a fork."""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import Phase, settings

import kiosk.content
import kiosk.visit
from tests.conftest import ROOT
from tests.mutants.making import Mutant

MEMORY = 3 << 30
"""Bytes that a mutant may take."""
PATIENCE = 20.0
"""Seconds beyond ten times what its tests take."""
FAVOURITES = 12
"""Tests that noticed other changes of the same function are asked first."""
NOT_RUN = 7
"""Exit status of a fork in which the function couldn't be exchanged."""


@dataclass(frozen=True)
class Outcome:
    """What came of a mutant: killed, timeout, survived, not run (it is only used as the module is read) or nothing
    (no program at all, or the same one).
    """

    mutant: Mutant
    said: str
    killer: str = ""
    seconds: float = 0.0

    def line(self) -> str:
        """For the file of outcomes."""
        one = self.mutant
        told = {"name": one.name, "line": one.line, "said": self.said, "shown": one.shown, "killer": self.killer}
        return json.dumps({**told, "seconds": round(self.seconds, 2)}, ensure_ascii=False)


@dataclass
class Tests:
    """Which tests run a line, and how long each of them takes."""

    by_line: dict[str, dict[int, list[str]]]
    seconds: dict[str, float]
    spent: float = 8.0
    _killers: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def of(self, mutant: Mutant) -> list[str]:
        """Those that run the line, the likeliest to notice first, then the quickest, as many as `spent` allows."""
        known = set(self.by_line.get(mutant.file, {}).get(mutant.line, ()))
        runs = sorted(known, key=lambda one: (self.seconds.get(one, 9.0), one))
        likely = [one for one, _ in self._killers[self._key(mutant)].most_common(FAVOURITES) if one in known]
        chosen, spent = list(dict.fromkeys([*likely, *runs])), 0.0
        for at, one in enumerate(chosen):
            spent += self.seconds.get(one, 9.0)
            if spent > self.spent and at > len(likely):
                return chosen[:at]
        return chosen

    def killed(self, mutant: Mutant, killer: str) -> None:
        """Remember who noticed."""
        self._killers[self._key(mutant)][killer] += 1

    @staticmethod
    def _key(mutant: Mutant) -> str:
        return f"{mutant.file}:{mutant.function}"


class Trial:
    """The plugin. `told` gets each outcome as it comes."""

    def __init__(self, mutants: Iterable[Mutant], tests: Tests, out: Path) -> None:
        self._mutants, self._tests, self._out = mutants, tests, out
        self.outcomes: list[Outcome] = []
        settings.register_profile(
            "mutants", phases=[Phase.explicit, Phase.generate], derandomize=True, database=None, deadline=None
        )
        settings.load_profile("mutants")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of the tests."""
        items = {item.nodeid: item for item in session.items}
        _read_everything()
        functions = _functions()
        gc.collect()
        gc.freeze()
        with self._out.open("a") as out:
            for mutant in self._mutants:
                outcome = self._try(mutant, items, functions)
                self.outcomes.append(outcome)
                out.write(outcome.line() + "\n")
                out.flush()
        return True

    def _try(self, mutant: Mutant, items: dict[str, pytest.Item], functions: _Functions) -> Outcome:
        try:
            code = mutant.code()
        except (SyntaxError, ValueError):
            return Outcome(mutant, "nothing")
        changed = list(functions.changed(mutant, code))
        if not changed:
            return Outcome(mutant, "not run")
        names = [name for name in self._tests.of(mutant) if name in items]
        if not names:
            return Outcome(mutant, "not run")
        began = time.monotonic()
        limit = PATIENCE + 10 * sum(self._tests.seconds.get(name, 9.0) for name in names)
        said, killer = _in_a_fork(changed, [items[name] for name in names], limit)
        if killer:
            self._tests.killed(mutant, killer)
        return Outcome(mutant, said, killer, time.monotonic() - began)


class _Functions:
    """The living functions of the project, by file, first line and name."""

    def __init__(self) -> None:
        self._by_place: dict[tuple[str, str, int], list[FunctionType]] = defaultdict(list)

    def add(self, function: FunctionType) -> None:
        code = function.__code__
        self._by_place[code.co_filename, code.co_qualname, code.co_firstlineno].append(function)

    def changed(self, mutant: Mutant, code: CodeType) -> Iterator[tuple[FunctionType, CodeType]]:
        """Each function whose code the mutant changes, with its new code."""
        file = str(ROOT / mutant.file)
        for new in _codes(code):
            for function in self._by_place.get((file, new.co_qualname, new.co_firstlineno), ()):
                if new != function.__code__ and new.co_freevars == function.__code__.co_freevars:
                    yield function, new


def _codes(code: CodeType) -> Iterator[CodeType]:
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield const
            yield from _codes(const)


def _read_everything() -> None:
    """A module that is only read when it is wanted has no living functions before."""
    for package in (kiosk.content, kiosk.visit):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)


def _functions() -> _Functions:
    functions, root = _Functions(), str(ROOT / "kiosk")
    for one in gc.get_objects():
        if type(one) is FunctionType and one.__code__.co_filename.startswith(root):
            functions.add(one)
    return functions


def _in_a_fork(changed: list[tuple[FunctionType, CodeType]], items: list[pytest.Item], limit: float) -> tuple[str, str]:
    """Run tests until one fails; what that says of the mutant, and who said it."""
    folder = Path(tempfile.mkdtemp(prefix="touyan-mutant-"))
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.setitimer(signal.ITIMER_REAL, limit)
        try:
            _run(changed, items, folder)
        finally:
            os._exit(1)  # whatever it was: the mutant breaks more than the tests
    status = os.waitpid(child, 0)[1]
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    killer = (folder / "killer").read_text("utf-8") if (folder / "killer").exists() else ""
    shutil.rmtree(folder, ignore_errors=True)
    if os.WIFSIGNALED(status):
        return ("timeout", "") if os.WTERMSIG(status) == signal.SIGALRM else ("killed", "")
    return {0: "survived", NOT_RUN: "not run"}.get(os.WEXITSTATUS(status), "killed"), killer


def _run(changed: list[tuple[FunctionType, CodeType]], items: list[pytest.Item], folder: Path) -> None:
    config = items[0].config
    factory = config._tmp_path_factory  # type: ignore[attr-defined]
    factory._basetemp = folder / "tmp"
    (folder / "tmp").mkdir()
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(folder)
    for function, code in changed:
        function.__code__ = code
    for at, item in enumerate(items):
        following = items[at + 1] if at + 1 < len(items) else None
        for report in runtestprotocol(item, log=False, nextitem=following):
            if report.failed:
                (folder / "killer").write_text(item.nodeid, "utf-8")
                os._exit(1)
    os._exit(0)
