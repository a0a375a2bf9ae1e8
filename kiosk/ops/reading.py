"""Decks for the screen, read by another process, and not at all where what was read last time still holds.

Reading YAML takes the interpreter for itself, seconds long with a deck of thousands of slides, and leaves its memory in
pieces: in a process of its own it holds no picture up, and goes with all it took. A deck that brings the reader down
does nothing to the exhibit.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kiosk import __version__
from kiosk.aside import DISK_S, Asked
from kiosk.ops import disk

if TYPE_CHECKING:
    from kiosk.content.loaded import Loaded

COMMAND = "read-aside"
"""The program's own command that serves; it isn't meant for people, and help doesn't name it."""
IDLE_S = 120.0
"""Without a request, then the reader goes: whoever edits saves again within that."""
START_IDLE_S = 1.0
"""The same after the deck of the start: in a hall nobody edits, and the reader takes a third of the memory."""
LARGEST_TEXT = 20 * 1024 * 1024
"""Bytes of a deck; one that is larger is refused by whoever reads it."""
CLOSE_S = 0.5
"""At the end, for whoever is reading."""
LONG = 256 * 1024
"""Bytes of a deck: what is longer takes so long to read that its first slides come first."""
BEGINNING = 3
"""Slides that come first: the one that stands, and those beside it."""
KEPT_S = 1.0
"""For the disk to say what is kept, or to take it: the deck itself may lie on another, which is well."""
KEPT = 4
"""Compiled decks that are kept."""
_LENGTH = 8


class Reading:
    """Reads decks aside.

    Args:
        folder: where what was read is kept; none of it need be there, or be writable.
        command: begins the reader; the program's own, if left out.
    """

    def __init__(self, folder: Path, command: tuple[str, ...] = ()) -> None:
        self._folder, self._command = folder, command or _own_command()
        self._lock = threading.Lock()
        self._reader: subprocess.Popen[bytes] | None = None
        self._asked: Path | None = None
        self._closed = self._died = self._beginning = False
        self._idle_s = START_IDLE_S
        self._digests: dict[Path, str] = {}
        self._looked = threading.Event()

    def foresee(self, path: Path) -> None:
        """A deck will be wanted: if it has to be read, that begins now. Returns at once, however slow the disk."""

        def look() -> None:
            with self._lock:
                digest = disk.digest(path, LARGEST_TEXT)
                self._digests[path] = digest
                self._looked.set()
                kept = self._kept(path, digest)
                if digest and not Asked(kept.is_file, "kept").answer(DISK_S, otherwise=False):
                    with contextlib.suppress(OSError):
                        self._ask(path)

        threading.Thread(target=look, name="foreseer", daemon=True).start()

    def wake(self) -> None:
        """A file changes: whoever will be asked to read it begins to start, while it is still being written. Not for
        the UI thread.
        """
        if self._lock.acquire(blocking=False):  # else somebody is reading already
            try:
                with contextlib.suppress(OSError):
                    self._have_reader()
            finally:
                self._lock.release()

    def foreseen(self, path: Path, wait_s: float) -> str:
        """SHA-256 of a deck's text that was foreseen, or "" where the disk takes longer to answer than `wait_s`."""
        return self._digests.get(path, "") if self._looked.wait(wait_s) else ""

    def load(self, path: Path, early: Callable[[Loaded], None] | None = None) -> Loaded:
        """What `kiosk.content.load.load` says of a deck; raises nothing. Takes a while: not for the UI thread.

        Args:
            path: the deck. early: called with the first slides of a long one, if nothing is wrong with those.
        """
        from kiosk.content.compiled import restore

        with self._lock:
            digest = disk.digest(path, LARGEST_TEXT)
            with contextlib.suppress(OSError, ValueError):
                kept = restore(self._look_up(self._kept(path, digest))) if digest else None
                if kept is not None and kept.holds():
                    self._forget_asked()
                    return kept.loaded
            data = self._read(path, early)
            if data is None and not self._closed and self._died:
                return _unreadable(path, digest)
            if data is not None:
                with contextlib.suppress(ValueError):
                    made = restore(data)
                    if made.loaded.text_digest != digest or not made.unchanged():
                        data = self._read(path) or data  # it was foreseen, and saved again since
                        made = restore(data)
                    if made.steady and made.loaded.text_digest:
                        self._keep(path, made.loaded.text_digest, data)
                    return made.loaded
        from kiosk.content.load import load

        return load(path)

    @property
    def reader(self) -> subprocess.Popen[bytes] | None:
        """The process that reads, if one was begun; it may be gone for want of work."""
        return self._reader

    def close(self) -> None:
        """No more is read; a reader that hangs on a disk is ended, and whoever waits for it waits no longer."""
        self._closed = True
        reader = self._reader
        if reader is not None:
            reader.kill()
        if self._lock.acquire(timeout=CLOSE_S):
            self._end()
            self._lock.release()

    # The reader.

    def _read(self, path: Path, early: Callable[[Loaded], None] | None = None) -> bytes | None:
        """The compiled deck; None where no reader can do it, and then `_died` says whether it tried."""
        for _ in range(2):  # one that was about to go for want of work gets a successor
            self._died = False
            try:
                if self._asked != path:
                    self._forget_asked()
                    self._ask(path)
                self._died = True
                if self._beginning:
                    self._tell_early(self._answer(), early)
                answer = self._answer()
            except OSError:
                answer = None
            self._asked = None
            if answer is not None:
                self._died = False
                return answer or None
            self._end()
        return None

    def _have_reader(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise OSError("the program ends")
        if self._reader is None or self._reader.poll() is not None:
            self._end()
            self._reader = subprocess.Popen(  # noqa: S603 - this very program
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, close_fds=True
            )
        return self._reader

    def _ask(self, path: Path) -> None:
        reader = self._have_reader()
        assert reader.stdin is not None
        self._beginning = path.stat().st_size > LONG if path.is_file() else False
        for only in (BEGINNING, None) if self._beginning else (None,):
            reader.stdin.write(json.dumps([str(path), only, self._idle_s]).encode() + b"\n")
        reader.stdin.flush()
        self._idle_s = IDLE_S
        self._asked = path

    @staticmethod
    def _tell_early(answer: bytes | None, early: Callable[[Loaded], None] | None) -> None:
        from kiosk.content.compiled import restore

        if answer and early is not None:
            with contextlib.suppress(ValueError):
                first = restore(answer).loaded
                if first.deck is not None and not first.errors:
                    early(first)

    def _answer(self) -> bytes | None:
        """What the reader says, b"" where it can't tell; None where it is gone."""
        reader = self._reader
        if reader is None or reader.stdout is None:
            return None
        head = reader.stdout.read(_LENGTH)
        if len(head) < _LENGTH:
            return None
        length = int.from_bytes(head, "big")
        data = reader.stdout.read(length)
        return data if len(data) == length else None

    def _forget_asked(self) -> None:
        """What was foreseen isn't wanted: the next answer would be to another question."""
        if self._asked is not None:
            self._asked = None
            self._end()

    def _end(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.kill()
            reader.wait()
            for pipe in (reader.stdin, reader.stdout):
                with contextlib.suppress(OSError):
                    if pipe is not None:
                        pipe.close()

    # What is kept.

    def _kept(self, path: Path, digest: str) -> Path:
        name = hashlib.sha256(f"{__version__}\0{path.absolute()}\0{digest}".encode("utf-8", "surrogateescape"))
        return self._folder / f"{name.hexdigest()[:32]}.deck"

    def _look_up(self, kept: Path) -> bytes:
        """What is kept there; where the disk takes longer than reading anew may, nothing."""
        return Asked(lambda: disk.read(kept), "kept").answer(KEPT_S, b"")

    def _keep(self, path: Path, digest: str, data: bytes) -> None:
        def keep() -> None:
            with contextlib.suppress(OSError):
                disk.replace(self._kept(path, digest), data)
                disk.keep_newest(self._folder, "*.deck", KEPT)

        Asked(keep, "kept").answer(KEPT_S, None)


def _unreadable(path: Path, digest: str) -> Loaded:
    """What is said of a deck that brought the reader down twice: what does that to a reader isn't read in here."""
    from kiosk.content.loaded import Loaded
    from kiosk.content.problems import Fault, Place, Problem, reader_language

    chinese = reader_language().startswith("zh")
    reason = (
        "读到一半程序崩溃了，请撤销最近的修改"
        if chinese
        else "it makes the reader break off; take back the last change"
    )
    fault = Fault("file_unreadable", Place(1, 1, 1), {"reason": reason}, ())
    return Loaded(path, None, (Problem(str(path), fault, (None, "", ()), ""),), digest, text_digest=digest)


def _own_command() -> tuple[str, ...]:
    """This program once more: the bundle is its own interpreter."""
    if getattr(sys, "frozen", False):
        return (sys.executable, COMMAND)
    return (sys.executable, "-m", "kiosk", COMMAND)


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Be the reader: on each line a path, how many slides, and for how long (s) to wait for the next line; for each the
    length of what it compiled (8 bytes) and the compiled deck.

    Ends when nobody asks any more.
    """
    from kiosk.content.compiled import compile_deck, restore
    from kiosk.content.load import load

    _go_first()
    gc.disable()  # a deck of thousands of slides would be looked through again and again while it is compiled
    idle_s = IDLE_S
    while True:
        idle = threading.Timer(idle_s, os._exit, (0,))
        idle.daemon = True
        idle.start()
        question = questions.readline()
        idle.cancel()
        if not question:
            return
        begun = time.time_ns()
        try:
            path, only, idle_s = json.loads(question)
            data = compile_deck(load(Path(path), only=only), begun)
            restored = restore(data).loaded.deck
            for _ in restored.slides if restored is not None else ():
                pass  # what can't be made again is better found here
        except MemoryError:
            os._exit(1)
        except Exception as error:  # noqa: BLE001 - whoever asked reads it himself then
            print(f"kiosk: a deck couldn't be read aside: {error!r}", file=sys.stderr)
            data = b""
        answers.write(len(data).to_bytes(_LENGTH, "big") + data)
        answers.flush()
        gc.collect()  # now that nobody waits


def _go_first() -> None:
    """Where memory runs out, the reader is what goes, and not the exhibit."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", "ascii")
