"""`kiosk pack`, `install` and `rollback`, and what `kiosk run` shows then: the real program."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.ops.packs.store import Store, folder_of
from kiosk.ops.places import Places
from kiosk.ops.settings import write_settings
from tests.conftest import ROOT
from tests.ops.packs.building import deck, pack, shown


class Machine:
    """One with a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places = Places.below(folder / "home")
        self.store = Store(folder_of(self.places))

    def environment(self, language: str) -> dict[str, str]:
        return os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": language, "TOUYAN_HOME": str(self.folder / "home")}

    def kiosk(self, *words: object, language: str = "C") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kiosk", *map(str, words)],
            cwd=self.folder,
            env=self.environment(language),
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_from_a_deck_to_another_machine_and_back(machine: Machine, tmp_path: Path) -> None:
    source = deck(tmp_path / "curator", "1")
    made = machine.kiosk("pack", source.parent, "-o", "first", language="zh_CN.UTF-8")
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.startswith("已制作 first.touyan：《展览1》，第 1 号，2 个文件，")
    deck(tmp_path / "curator", "2")
    assert "number 2, 2 files" in machine.kiosk("pack", "curator/deck.yaml", "-o", "second.touyan").stdout

    done = machine.kiosk("install", "first.touyan")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == (
        'Installed: "Exhibit 1", number 1. A running exhibit changes to it between two slides. '
        "To undo it: kiosk rollback"
    )
    done = machine.kiosk("install", "second.touyan", language="zh_CN.UTF-8")
    assert done.stdout.splitlines()[:2] == ["没有签名", "修改 2 页，外观或设置有变"]
    assert shown(machine.store) == "2"
    again = machine.kiosk("install", "second.touyan")
    assert (again.returncode, again.stdout) == (0, "This pack (number 2) is installed and in use.\n")

    back = machine.kiosk("rollback")
    assert (back.returncode, back.stdout) == (0, 'Back to "Exhibit 1", number 1.\n')
    assert shown(machine.store) == "1"
    none = machine.kiosk("rollback")
    assert (none.returncode, none.stdout, none.stderr) == (1, "", "kiosk: There is no swap to undo.\n")


def test_without_a_deck_run_shows_the_pack_and_the_others_the_bundled_exhibit(machine: Machine, tmp_path: Path) -> None:
    bundled = machine.kiosk("run", "--windowed", "--slide", "nowhere")
    assert bundled.returncode == 2
    assert "the slides are: cover" in bundled.stderr
    near = machine.kiosk("run", "--windowed", "--slide", "cahrt").stderr
    assert "there is no slide 'cahrt'; did you mean 'chart'? The slides are: cover" in near
    machine.kiosk("install", pack(tmp_path, 1))
    assert "the slides are: text, photo." in machine.kiosk("run", "--windowed", "--slide", "nowhere").stderr
    assert "the slides are: cover" in machine.kiosk("run", ROOT / "data", "--windowed", "--slide", "nowhere").stderr
    assert "16" in machine.kiosk("check", "--quick").stdout
    machine.kiosk("rollback")
    assert "the slides are: cover" in machine.kiosk("run", "--windowed", "--slide", "nowhere").stderr


def test_a_deck_with_errors_is_not_packed(machine: Machine, tmp_path: Path) -> None:
    source = deck(tmp_path / "curator")
    source.write_text(source.read_text("utf-8").replace("headline", "headlin"), "utf-8")
    done = machine.kiosk("pack", "curator", "-o", "a")
    assert done.returncode == 1
    assert done.stdout.startswith("curator/deck.yaml:4:18: error: ")
    assert 'Did you mean "headline"?' in done.stdout
    assert done.stdout.splitlines()[-1].startswith("1 thing to put right in deck.yaml")
    assert not (tmp_path / "a.touyan").exists()
    assert machine.kiosk("pack", "nowhere", "-o", "a").returncode == 2


def test_a_pack_that_is_refused_and_one_that_is_not_there(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "a.touyan").write_bytes(pack(tmp_path, 1).read_bytes()[:-30])
    done = machine.kiosk("install", "a.touyan", language="zh_CN.UTF-8")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "kiosk: 文件不完整，复制时中断了。请重新复制，复制完再拔 U 盘。\n"
    done = machine.kiosk("install", "b.touyan")
    assert (done.returncode, done.stderr) == (2, "kiosk: There is no such file.\n")
    assert shown(machine.store) == "bundled"


def test_a_link_that_somebody_typed_is_followed(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(pack(tmp_path, 1))
    assert machine.kiosk("install", "link").returncode == 0


def test_keys_from_the_pair_to_the_settings(machine: Machine, tmp_path: Path) -> None:
    done = machine.kiosk("pack", "--new-key", "our.key", "--name", "宣传科 王")
    assert done.returncode == 0
    line = (tmp_path / "our.key.pub").read_text("utf-8").strip()
    assert done.stdout.splitlines()[-1] == line
    assert (tmp_path / "our.key").stat().st_mode & 0o777 == 0o600
    deck(tmp_path / "curator", "5")
    assert machine.kiosk("pack", "curator", "-o", "signed", "--number", 5, "--key", "our.key").returncode == 0
    assert machine.kiosk("pack", "curator", "-o", "bare", "--number", 6).returncode == 0

    write_settings(machine.places.settings, pack_keys=(line,))
    done = machine.kiosk("install", "bare.touyan")
    assert (done.returncode, done.stdout) == (1, "")
    assert "takes signed packs only" in done.stderr
    done = machine.kiosk("install", "signed.touyan", language="zh_CN.UTF-8")
    assert done.returncode == 0
    assert done.stdout.startswith("签名有效：宣传科 王（")
    assert shown(machine.store) == "5"


def test_a_key_on_the_command_line_is_demanded(machine: Machine, tmp_path: Path) -> None:
    machine.kiosk("pack", "--new-key", "our.key")
    machine.kiosk("pack", "--new-key", "other.key")
    signed = pack(tmp_path, 1, key=tmp_path / "our.key")
    assert machine.kiosk("install", signed, "--key", "other.key.pub").returncode == 1
    assert machine.kiosk("install", signed, "--key", "nonsense").returncode == 2
    line = (tmp_path / "our.key.pub").read_text("utf-8").strip()
    assert machine.kiosk("install", signed, "--key", "other.key.pub", "--key", line).returncode == 0


def test_a_pack_needs_a_name_and_a_number_that_can_be(machine: Machine, tmp_path: Path) -> None:
    done = machine.kiosk("pack")
    assert done.returncode == 2
    assert "-o exhibit.touyan" in done.stderr
    done = machine.kiosk("pack", "-o", "a", "--number", "0")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("kiosk: The number is a whole one between 1 and ")
    done = machine.kiosk("pack", "-o", "none/a", language="zh_CN.UTF-8")
    assert (done.returncode, done.stderr) == (2, "kiosk: 写不了 none/a.touyan：没有这个文件或文件夹。\n")


def test_a_deck_inside_with_errors_is_told_by_line(machine: Machine, tmp_path: Path) -> None:
    from tests.ops.packs.hostile import HOSTILE

    (tmp_path / "a.touyan").write_bytes(HOSTILE["a deck with a mistake"](tmp_path))  # type: ignore[arg-type]
    done = machine.kiosk("install", "a.touyan")
    assert done.returncode == 1
    assert done.stdout.startswith("deck.yaml:4:18: error: ")


def test_long_work_shows_how_far_it_is_on_a_terminal(machine: Machine, tmp_path: Path) -> None:
    source = deck(tmp_path / "curator")
    source.write_text(source.read_text("utf-8") + f"# {'x' * 3_000_000}\n", "utf-8")
    master, slave = pty.openpty()
    at_once = "import kiosk.commands.check as bar; bar.PATIENCE = 0; from kiosk.commands.cli import main; main()"
    done = subprocess.Popen(
        [sys.executable, "-c", at_once, "pack", "curator", "-o", "a"],
        cwd=tmp_path,
        env=machine.environment("C"),
        stdout=subprocess.PIPE,
        stderr=slave,
        text=True,
    )
    os.close(slave)
    told = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        told += piece
    os.close(master)
    words = done.communicate(timeout=120)[0]
    assert done.returncode == 0, (words, told)
    bar = told.decode()
    assert "░ 1/5" in bar  # megabytes, read twice
    assert bar.endswith("\r\033[K")


def test_where_nobody_can_tell_whether_packs_must_be_signed_none_is_taken(machine: Machine, tmp_path: Path) -> None:
    machine.places.settings.parent.mkdir(parents=True)
    machine.places.settings.symlink_to("/proc/self/mem")  # whoever reads it is told of an input/output error
    done = machine.kiosk("install", pack(tmp_path, 1))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("must be signed: Input/output error. Nothing has changed.\n")
    assert machine.store.installed() is None
