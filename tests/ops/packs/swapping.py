"""Swaps content without end, to be killed at any moment; and looks at what is left.

    python -m tests.ops.packs.swapping FOLDER SEED KILLS

Each time a process installs packs and undoes some, and says before each what it is about to do and after each that it
is done; it is killed (SIGKILL) after a random time. Then the store is opened anew: it has to show a deck that is
whole to the byte, either what was confirmed last or what was under way. Prints one line of JSON.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import select
import signal
import sys
import time
from pathlib import Path

from kiosk.content.load import load
from kiosk.ops.packs.making import make
from kiosk.ops.packs.manifest import decoded
from kiosk.ops.packs.store import Store
from kiosk.ops.packs.wording import Refused
from tests.ops.packs.building import NO_KEYS, deck, shown

SWAPS = 4
"""So many take about as long as a process lives at most: measured, since machines differ."""


def swap(folder: Path, say: int, seed: int) -> None:
    """Install, and now and then undo, until killed."""
    chance = random.Random(seed)
    store = Store(folder / "store")
    store.sweep()
    while True:
        number = store.highest() + 1
        source = deck(folder / "source", str(number))
        target = folder / f"next-{number}.touyan"
        make(load(source), target, number)
        os.write(say, f"to {number}\n".encode())
        store.install(target, NO_KEYS)
        os.write(say, f"is {number}\n".encode())
        target.unlink()
        if chance.random() < 0.3:
            before = _previous(store)
            os.write(say, f"to {before}\n".encode())
            store.rollback()
            os.write(say, f"is {before}\n".encode())


def _previous(store: Store) -> str:
    """What an undo will show."""
    name = json.loads(store.pointer.read_bytes())["previous"]
    return name.split("-")[0] or "bundled"


def whole(store: Store) -> bool:
    """Whether what is shown is its manifest's to the byte."""
    path = store.current()
    if path is None:
        return True
    manifest = decoded((path.parent.parent / "manifest.json").read_bytes())
    return all(
        hashlib.sha256((path.parent / one.name).read_bytes()).hexdigest() == one.sha256 for one in manifest.files
    )


def killed_once(folder: Path, seed: int, wait: float) -> list[str]:
    """What a process said until it was killed."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            swap(folder, write, seed)
        except BaseException as error:  # noqa: BLE001 - it has to be told, and the process has to end here
            os.write(write, f"fails {error!r}\n".encode())
        os._exit(3)
    os.close(write)
    select.select([read], [], [], 30)  # it has begun
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    said = b""
    while piece := os.read(read, 65536):
        said += piece
    os.close(read)
    return said.decode().splitlines()


def one_takes(folder: Path) -> float:
    """Seconds for one swap, here and now."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            swap(folder, write, 0)
        finally:
            os._exit(3)
    os.close(write)
    begun, said = 0.0, b""
    while said.count(b"is") < 6:
        piece = os.read(read, 65536)
        assert piece, "it ended by itself"
        said += piece
        begun = begun or time.monotonic()
    took = time.monotonic() - begun
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(read)
    return took / 6


def experiment(folder: Path, seed: int, kills: int) -> dict[str, object]:
    """Kill so many times."""
    chance = random.Random(seed)
    longest = SWAPS * one_takes(folder / "measured")
    confirmed = "bundled"
    result: dict[str, object] = {"seed": seed, "kills": kills, "swaps": 0, "under way": 0, "wrong": []}
    wrong, swaps, under_way = [], 0, 0
    for number in range(kills):
        lines = killed_once(folder, chance.randrange(1 << 30), chance.random() * longest)
        may_be = {confirmed}
        for line in lines:
            word, _, state = line.partition(" ")
            if word == "fails":
                wrong.append(f"kill {number}: {line}")
            elif word == "to":
                may_be.add(state)
            else:
                confirmed = state
                may_be = {state}
                swaps += 1
        under_way += len(may_be) > 1
        store = Store(folder / "store")
        try:
            found = shown(store)
            sound = whole(store)
        except (AssertionError, OSError, Refused) as error:
            found, sound = f"broken: {error!r}", False
        if found not in may_be or not sound:
            wrong.append(f"kill {number}: shows {found}, may be {sorted(may_be)}, whole {sound}")
        confirmed = found
    return result | {"swaps": swaps, "under way": under_way, "wrong": wrong}


if __name__ == "__main__":
    print(json.dumps(experiment(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
