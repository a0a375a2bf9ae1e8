"""The session's parts, each as far as it can be tried without a machine; packaging/test-deb tries the whole."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import kiosk
from tests.conftest import ROOT
from tests.packaging.conftest import PACKAGING, Machine

SHELLS = (b"#!/bin/bash", b"#!/usr/bin/env bash", b"#!/bin/sh")
SCRIPTS = sorted(path for path in PACKAGING.rglob("*") if path.is_file() and path.read_bytes().startswith(SHELLS))
KEY = "0123456789abcdef" * 4


def settings_of(unit: str) -> dict[str, list[str]]:
    """A unit's lines, by their names."""
    found: dict[str, list[str]] = {}
    for line in (PACKAGING / unit).read_text("utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="no shellcheck here")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_shellcheck_finds_nothing(script: Path) -> None:
    done = subprocess.run(
        ["shellcheck", "--external-sources", "--severity=warning", script], cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.stdout == ""


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """Their programs are put out of the way: they come with the package."""
    units = [*(PACKAGING / "session").glob("*.service"), PACKAGING / "wayland" / "touyan-wayland.service"]
    for unit in units:
        text = re.sub(r"^(Exec\w+=[-+]?)\S+", r"\1/bin/true", unit.read_text("utf-8"), flags=re.MULTILINE)
        (tmp_path / unit.name).write_text(text, "utf-8")
    names = [path.name.replace("@.", "@sdb1.") for path in sorted(tmp_path.glob("*.service"))]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in names)],
        env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert [line for line in done.stderr.splitlines() if "touyan" in line] == []


@pytest.mark.parametrize("unit", ["session/touyan.service", "wayland/touyan-wayland.service"])
def test_the_exhibit_is_always_begun_again(unit: str) -> None:
    found = settings_of(unit)
    assert found["Type"] == ["notify"]
    assert found["Restart"] == ["on-failure"]
    assert found["RestartForceExitStatus"] == ["75"], "staff want it begun anew"
    assert found["StartLimitIntervalSec"] == ["0"], "systemd never gives it up"
    assert found["User"] == ["touyan"]
    assert int(found["WatchdogSec"][0]) > 4, "it proves every 2 s that it paints; one proof may come late"
    assert int(found["WatchdogSec"][0]) + int(found["TimeoutAbortSec"][0]) < 12, "frozen: there again within 12 s"
    assert found["OnSuccess"] == ["getty@tty1.service"], "staff left: the console is theirs"


def test_what_a_restart_remembers_outlives_it() -> None:
    assert settings_of("session/touyan.service")["RuntimeDirectoryPreserve"] == ["restart"]


def test_the_ways_out_by_keys_are_closed() -> None:
    server = (PACKAGING / "session" / "touyan.conf").read_text("utf-8")
    for option in ("DontVTSwitch", "DontZap"):
        assert f'Option "{option}" "on"' in server
    assert "-config touyan.conf" in (PACKAGING / "session" / "screen").read_text("utf-8")
    assert re.search(r"^kernel\.sysrq = 0$", (PACKAGING / "session" / "sysctl.conf").read_text("utf-8"), re.MULTILINE)


@pytest.mark.skipif(shutil.which("node") is None, reason="no JavaScript here")
def test_polkit_lets_the_exhibit_switch_off_and_little_else() -> None:
    rule = (PACKAGING / "session" / "50-touyan.rules").read_text("utf-8")
    asked = [
        ("touyan", "org.freedesktop.login1.power-off", {}),
        ("touyan", "org.freedesktop.login1.power-off-multiple-sessions", {}),
        ("touyan", "org.freedesktop.login1.inhibit-block-sleep", {}),
        ("touyan", "org.freedesktop.login1.reboot", {}),
        ("touyan", "org.freedesktop.udisks2.filesystem-mount", {}),
        ("touyan", "org.freedesktop.systemd1.manage-units", {"unit": "touyan-key.service", "verb": "start"}),
        ("touyan", "org.freedesktop.systemd1.manage-units", {"unit": "touyan-key.service", "verb": "stop"}),
        ("touyan", "org.freedesktop.systemd1.manage-units", {"unit": "ssh.service", "verb": "start"}),
        ("somebody", "org.freedesktop.login1.power-off", {}),
        ("somebody", "org.freedesktop.systemd1.manage-units", {"unit": "touyan-key.service", "verb": "start"}),
    ]
    script = f"""
      let rule; const Result = {{YES: "yes", NO: "no", NOT_HANDLED: null}};
      const polkit = {{Result, addRule: (one) => {{ rule = one; }}}};
      {rule}
      console.log(JSON.stringify({json.dumps(asked)}.map(([user, id, details]) =>
        rule({{id, lookup: (name) => details[name]}}, {{user}}))));
    """
    done = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == ["yes", "yes", "yes", "no", "no", "yes", "no", "no", None, None]


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: None, "No key was handed over."),
        (lambda path: path.symlink_to("/etc/hostname"), "No key was handed over."),
        (lambda path: path.mkdir(), "No key was handed over."),
        (lambda path: path.write_bytes(b"x" * 5000), "No key was handed over."),
        (lambda path: path.write_text("not a key\n"), "What was handed over is no key."),
        (lambda path: path.write_text(f"{KEY}; reboot\n"), "What was handed over is no key."),
        (lambda path: path.write_text(f"{KEY}\n"), "There is no stick that can be written to."),
    ],
)
def test_only_a_key_is_written_onto_a_stick(machine: Machine, make: object, sentence: str) -> None:
    request, shelf = machine.folder / "request", machine.folder / "shelf"
    shelf.mkdir()
    (shelf / "not-mounted").mkdir()
    make(request)  # type: ignore[operator]
    done = machine.run("session/stick", "key", TOUYAN_REQUEST=str(request), TOUYAN_SHELF=str(shelf))
    assert (done.returncode, done.stderr) == (1, f"{sentence}\n")
    assert list((shelf / "not-mounted").iterdir()) == []


def test_a_key_is_written_and_the_stick_is_read_only_again(machine: Machine) -> None:
    request, shelf = machine.folder / "request", machine.folder / "shelf"
    (shelf / "sdb1").mkdir(parents=True)
    for name in ("mountpoint", "mount", "sync"):
        machine.program(name)
    request.write_text(f"头雁\n{KEY}\n", "utf-8")
    done = machine.run("session/stick", "key", TOUYAN_REQUEST=str(request), TOUYAN_SHELF=str(shelf))
    assert done.returncode == 0, done.stderr
    assert KEY in (shelf / "sdb1" / "touyan-reset.key").read_text("utf-8").splitlines()
    assert machine.called("mount") == [f"mount -o remount,{way} {shelf}/sdb1" for way in ("rw", "ro")]
    assert not request.exists()


@pytest.mark.parametrize(
    ("kind", "called"),
    [
        ("vfat", "mount -t vfat -o ro,nosuid,nodev,noexec,utf8,fmask=0133,dmask=0022 -- /dev/sdb1"),
        ("ntfs", "mount -t ntfs3 -o ro,nosuid,nodev,noexec,fmask=0133,dmask=0022 -- /dev/sdb1"),
        ("ext4", ""),
    ],
)
def test_sticks_are_mounted_to_be_read(machine: Machine, kind: str, called: str) -> None:
    machine.program("systemctl")
    machine.program("mount")
    machine.program("blkid", f"echo {kind}")
    done = machine.run("session/stick", "put", "sdb1", TOUYAN_SHELF=str(machine.folder / "shelf"))
    assert done.returncode == 0
    assert machine.called("mount") == ([f"{called} {machine.folder}/shelf/sdb1"] if called else [])
    assert ("formatted as ext4" in done.stderr) == (not called)


def test_on_a_desktop_sticks_are_left_to_it(machine: Machine) -> None:
    machine.program("systemctl", "exit 1")
    machine.program("mount")
    assert machine.run("session/stick", "put", "sdb1").returncode == 0
    assert machine.called("mount") == []


@pytest.mark.parametrize(
    ("version", "taken"),
    [("0.1.4-4", False), ("0.1.5+2023", False), ("0.2.0-1", True), ("0.2.0~rc1", True), ("0.10.0", True)],
)
def test_an_old_cage_is_refused_with_a_sentence(machine: Machine, version: str, taken: bool) -> None:
    machine.program("cage")
    machine.program("dpkg-query", f"printf %s '{version}'")
    english = machine.run("wayland/cage-check")
    chinese = machine.run("wayland/cage-check", LANG="zh_CN.UTF-8")
    assert (english.returncode == 0, english.stderr == "") == (taken, taken)
    if not taken:
        assert "before 0.2 it loses touches. Use X11: sudo touyan-setup session x11." in english.stderr
        assert "0.2 之前的版本收不到触摸；请用 X11" in chinese.stderr


def test_the_version_stands_in_one_place() -> None:
    control = (PACKAGING / "debian" / "control.in").read_text("utf-8")
    assert "Version: @VERSION@\n" in control
    for script in ("deb", "stick", "test-deb"):
        line = next(one for one in (PACKAGING / script).read_text("utf-8").splitlines() if one.startswith("version="))
        done = subprocess.run(
            ["bash", "-c", f'root={ROOT}; {line}; printf %s "$version"'], capture_output=True, text=True, check=True
        )
        assert done.stdout == kiosk.__version__


def test_maintainer_scripts_ask_nothing_and_need_no_network() -> None:
    for name in ("postinst", "prerm", "postrm"):
        text = (PACKAGING / "debian" / name).read_text("utf-8")
        assert not re.search(r"\b(curl|wget|apt-get|pip|debconf|read)\b", text), name
        assert "\nset -e\n" in text
