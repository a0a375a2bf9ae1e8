"""The real parent and the real app, with something in it that goes wrong: what no deck can bring about.

    python -m tests.journeys.family HOW DECK [SLIDE]

HOW is a word for what goes wrong where a slide whose id is `bad` is built (`abort`, `hang`, `raise`, `memory`), or
where a deck whose text holds BAD is read (`reader`) or made into an exhibit (`opening`), or `nothing`. As `--reader`
it is the reader of decks that the app begins. TOUYAN_MOST_RESTARTS and TOUYAN_WITHIN are the
rules; TOUYAN_BEATS is a file for the signs of life. All of it is handed to the program's own doors from here.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from kiosk.ops import last_words
from kiosk.ops.guard.beats import Beats
from kiosk.ops.guard.parent import Guard
from kiosk.ops.guard.rules import MOST, WITHIN_S, Restarts
from kiosk.ops.places import Places


def go_wrong(how: str) -> None:
    """Now."""
    if how in {"abort", "reader", "opening"}:
        os.abort()
    elif how == "hang":
        time.sleep(1000)
    elif how == "raise":
        raise RuntimeError("on purpose")
    elif how == "memory":
        import resource

        held = []
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + (64 << 20), -1))
        try:
            while True:
                held.append(bytearray(8 << 20))
        finally:
            del held
            resource.setrlimit(resource.RLIMIT_AS, (-1, -1))


def main(how: str, deck: str, slide: str | None = None) -> int:
    """Be the parent, then the app."""
    state = Places.usual().state
    most, within = int(os.environ.get("TOUYAN_MOST_RESTARTS", MOST)), float(os.environ.get("TOUYAN_WITHIN", WITHIN_S))
    kept = os.environ.get("TOUYAN_BEATS")
    beats = Beats.kept(Path(kept)) if kept else None
    life = Guard(state, restarts=Restarts(most=most, within=within), beats=beats).keep()
    last_words.listen(state)
    from kiosk.ops.display import NoDisplay, need_display

    try:
        need_display()
    except NoDisplay:
        return 2
    from kiosk import show
    from kiosk.ops.reading import Reading
    from kiosk.stage import gallery

    build, exhibit_of = gallery.item_for, show.exhibit_of

    def built(model, setting):  # type: ignore[no-untyped-def]
        if model.id == "bad":
            go_wrong(how)
        return build(model, setting)

    def made(loaded):  # type: ignore[no-untyped-def]
        if how == "opening" and "BAD" in loaded.path.read_text("utf-8"):
            go_wrong(how)
        return exhibit_of(loaded)

    gallery.item_for, show.exhibit_of = built, made  # type: ignore[assignment]
    path = Path(deck)
    reading = Reading(Places.usual().cache / "decks", (sys.executable, "-m", "tests.journeys.family", "--reader", how))
    reading.foresee(path)
    return show.run(show.Wishes(path, slide=slide), reading, life)


def read_aside(how: str) -> int:
    """Be the reader."""
    import kiosk.content.load
    from kiosk.ops.reading import serve

    load = kiosk.content.load.load

    def read(path, *more, **others):  # type: ignore[no-untyped-def]
        if how == "reader" and "BAD" in Path(path).read_text("utf-8"):
            go_wrong(how)
        return load(path, *more, **others)

    kiosk.content.load.load = read
    serve(sys.stdin.buffer, sys.stdout.buffer)
    return 0


if __name__ == "__main__":
    sys.exit(read_aside(sys.argv[2]) if sys.argv[1] == "--reader" else main(*sys.argv[1:]))
