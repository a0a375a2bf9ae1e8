"""A clock that leaps over every wait, for the whole process: a month passes in as long as the month's work takes.

Why so. The program waits in three ways: Qt's timers and animations, which Qt counts by the system's clock; Python's
clock, handed in or not; and threads of its own that wait for seconds. A clock handed in reaches one of the three, and
timers fired by hand fire in an order that we made up. So the program is left exactly as it is, and the system's clock
is replaced below all of it (`warp.c`, loaded before libc): the clocks answer what they really say and what was leapt
so far, and where the event loop would have slept until its next timer, the clock leaps there instead. Every timer
fires when it is due, in the order in which Qt fires it; work takes as long as it takes.

What isn't as in a hall: threads get less time between two events than they would have; so nothing leaps while the
program waits for one of them (`hold`). Another process, such as the reader of decks, lives in real time. And frames of
an animation lie at least `least` apart, as they do on a slow machine.

Turns of the event loop are timed by the real clock, less what the kernel says that it gave to others meanwhile.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import threading
import traceback
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "TOUYAN_WARP"
"""Names the library, in the environment of the process that it was loaded into."""
SOURCE = Path(__file__).with_name("warp.c")
LOOK_NS = 15_000_000
"""Between two looks of whoever notes what a long turn is doing."""
NOTED_NS = 60_000_000


def compiler() -> str | None:
    """What builds it; None where there is nothing, or no Linux."""
    return shutil.which("cc") if sys.platform == "linux" else None


def environment(folder: Path) -> dict[str, str]:
    """Build it there; what the process needs that is to leap."""
    library = folder / "warp.so"
    subprocess.run(
        [compiler() or "cc", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", str(library), str(SOURCE)],
        check=True,
    )  # fmt: skip
    return {"LD_PRELOAD": str(library), VARIABLE: str(library), "QT_NO_GLIB": "1"}


@dataclass(frozen=True)
class LongTurn:
    """A turn of the event loop that took long.

    Attributes:
        when: s since 1970, of the simulated clock. own: ms without what others had of the processor. wall: ms.
        doing: where it was at some moment; the innermost call last.
    """

    when: float
    own: float
    wall: float
    doing: str


class Warp:
    """This process' clock, to be begun on the main thread."""

    def __init__(self, least_ms: float) -> None:
        library = ctypes.CDLL(os.environ[VARIABLE])
        for name in ("begin", "hold", "least", "leap", "nap"):
            getattr(library, f"warp_{name}").argtypes = [ctypes.c_int if name == "hold" else ctypes.c_longlong]
        for name in ("leapt", "leaps", "turn", "age"):
            getattr(library, f"warp_{name}").restype = ctypes.c_longlong
        self._library, self._doing = library, dict[int, str]()
        library.warp_begin(int(least_ms * 1e6))
        os.environ.pop("LD_PRELOAD", None)  # the children are to live as they do
        threading.Thread(target=self._note, name="soak", daemon=True).start()

    def hold(self, on: bool) -> None:
        """Let time pass as it really does, or leap."""
        self._library.warp_hold(int(on))

    def leap(self, seconds: float) -> None:
        """Now."""
        self._library.warp_leap(int(seconds * 1e9))

    def set_least(self, ms: float) -> None:
        """No leap is shorter."""
        self._library.warp_least(int(ms * 1e6))

    def pardon(self) -> None:
        """What this turn did so far was the test's work."""
        self._library.warp_pardon()

    @property
    def leaps(self) -> int:
        """How often it leapt."""
        return int(self._library.warp_leaps())

    def longest(self) -> tuple[float, float]:
        """The longest turn since last asked (ms): of its own, and by the wall's clock."""
        own, wall = ctypes.c_longlong(), ctypes.c_longlong()
        self._library.warp_longest(ctypes.byref(own), ctypes.byref(wall))
        return own.value / 1e6, wall.value / 1e6

    def long_turns(self) -> list[LongTurn]:
        """Those over 100 ms since last asked."""
        told, found = (ctypes.c_longlong * 4)(), []
        while self._library.warp_long(told):
            doing = self._doing.pop(told[0], "nobody looked")
            found.append(LongTurn(told[3] / 1e9, told[2] / 1e6, told[1] / 1e6, doing))
        self._doing.clear()
        return found

    def _note(self) -> None:
        """Look over the main thread's shoulder when it takes long."""
        main = threading.main_thread().ident or 0
        while True:
            self._library.warp_nap(LOOK_NS)
            number = self._library.warp_turn()
            if self._library.warp_age() > NOTED_NS and number not in self._doing:
                frame = sys._current_frames().get(main)  # a look from outside is the point
                if frame is not None:
                    self._doing[number] = " < ".join(
                        f"{Path(one.filename).name}:{one.lineno} {one.name}"
                        for one in reversed(traceback.extract_stack(frame)[-9:])
                    )
