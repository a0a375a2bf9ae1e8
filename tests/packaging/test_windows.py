"""The Windows scripts, as far as they can be looked at here: they parse, and call only what Windows brings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.packaging.conftest import PACKAGING

WINDOWS = PACKAGING / "windows"
KNOWN = {
    "Set-StrictMode", "Split-Path", "New-Object", "Test-Path", "New-Item", "Out-Null", "New-ItemProperty",
    "Remove-ItemProperty", "Join-Path", "New-ScheduledTaskAction", "New-ScheduledTaskTrigger",
    "New-ScheduledTaskPrincipal", "New-ScheduledTaskSettingsSet", "New-TimeSpan", "Register-ScheduledTask",
    "Unregister-ScheduledTask", "Write-Output", "Get-LocalUser", "Get-Date", "Start-Sleep", "powercfg.exe", "$Program",
}  # fmt: skip
"""Of Windows 10's and 11's own modules: Utility, Management, ScheduledTasks, LocalAccounts."""


def parsed(name: str) -> Any:
    tree_sitter = pytest.importorskip("tree_sitter")
    grammar = pytest.importorskip("tree_sitter_powershell")
    parser = tree_sitter.Parser(tree_sitter.Language(grammar.language()))
    return parser.parse((WINDOWS / name).read_bytes()).root_node


def nodes(node: Any) -> Iterator[Any]:
    yield node
    for child in node.children:
        yield from nodes(child)


@pytest.mark.parametrize("name", ["install.ps1", "run.ps1"])
def test_it_parses(name: str) -> None:
    wrong = [(one.start_point, one.text[:60]) for one in nodes(parsed(name)) if one.type == "ERROR" or one.is_missing]
    assert wrong == []


@pytest.mark.parametrize("name", ["install.ps1", "run.ps1"])
def test_it_calls_only_what_windows_brings(name: str) -> None:
    own = set(re.findall(r"^function ([\w-]+)", (WINDOWS / name).read_text("utf-8"), re.MULTILINE))
    called = {one.text.decode() for one in nodes(parsed(name)) if one.type in {"command_name", "command_name_expr"}}
    assert called - KNOWN - own == set()


def test_edge_swipes_are_off_and_taken_back() -> None:
    text = (WINDOWS / "install.ps1").read_text("utf-8")
    assert 'Name = "AllowEdgeSwipe"; Value = 0' in text
    assert "Remove-Policies" in text[text.index("if ($Remove)") :]


def test_the_exit_codes_are_those_of_the_program() -> None:
    root = ET.parse(WINDOWS / "shell-launcher.xml").getroot()
    space = {"s": "http://schemas.microsoft.com/ShellLauncher/2018/Configuration"}
    actions = {one.get("ReturnCode"): one.get("Action") for one in root.iterfind(".//s:ReturnCodeAction", space)}
    assert actions == {"0": "DoNothing", "75": "RestartShell"}
    assert "$code -eq 0" in (WINDOWS / "run.ps1").read_text("utf-8")


def test_what_was_not_checked_is_said() -> None:
    text = (WINDOWS / "README.md").read_text("utf-8")
    assert "Nobody has run this on Windows" in text
    assert "没有在 Windows 上运行过" in text
