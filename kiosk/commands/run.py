"""`kiosk run`: the exhibit, full screen."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.commands.deck import deck_argument, deck_path

if TYPE_CHECKING:
    from kiosk.ops.guard.life import Life
    from kiosk.ops.only_one import OnlyOne


def parse_size(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """Read `1920x1080`."""
    if value is None:
        return None
    match = re.fullmatch(r"(\d{2,5})[x×*](\d{2,5})", value.strip().lower())
    if match is None:
        raise click.BadParameter(f"{value!r} is not a size. Write width x height in pixels, such as 1920x1080.")
    width, height = int(match[1]), int(match[2])
    if not (64 <= width <= 16384 and 64 <= height <= 16384):
        raise click.BadParameter("Width and height lie between 64 and 16384 pixels.")
    return width, height


@click.command()
@deck_argument
@click.option("--windowed", is_flag=True, help="In a window that can be closed (Esc), for a desk.")
@click.option("--size", callback=parse_size, metavar="WxH", help="The window's size in pixels, such as 1280x720.")
@click.option("--screen", metavar="NAME", help="The screen to fill, such as HDMI-1; the primary one if left out.")
@click.option("--lang", metavar="CODE", help="The language to begin in, such as en.")
@click.option("--slide", metavar="ID", help="The slide to begin at: its id, or its number from 1.")
@click.option("--theme", type=click.Choice(["paper", "night", "contrast"]), help="Instead of the deck's theme.")
@click.option("--alone", is_flag=True, help="Without the parent that starts it anew when it dies or freezes.")
def run(deck: Path | None, windowed: bool, size: tuple[int, int] | None, screen: str | None, lang: str | None,
        slide: str | None, theme: str | None, alone: bool) -> None:  # fmt: skip
    """Show the exhibit full screen; it cycles until somebody touches it.

    DECK is a YAML file, or a folder holding deck.yaml; without it, the pack that was installed is shown, else the
    bundled exhibit. The file is watched: what is saved appears by itself, and a mistake in it never reaches the screen.

    Exit code: 0 when it was ended, 2 when there is no display to show it on.
    """
    windowed = windowed or size is not None
    if not windowed:
        _only_one()
    life = _begin(watched=not (windowed or alone))
    from kiosk.ops.display import NoDisplay, need_display
    from kiosk.ops.guard.life import NO_SCREEN

    try:
        need_display()
    except NoDisplay as problem:
        click.echo(f"kiosk: {problem}", err=True)
        sys.exit(NO_SCREEN)
    from kiosk.ops.places import Places
    from kiosk.ops.reading import Reading
    from kiosk.plain_imports import keep_imports_plain

    path = _path_of(deck)
    reading = Reading(Places.usual().cache / "decks")
    reading.foresee(path)  # before anything of Qt is imported, which takes as long
    keep_imports_plain()
    from kiosk.show import Wishes
    from kiosk.show import run as show

    sys.exit(show(Wishes(path, windowed, size, screen, lang, slide, theme, packs=deck is None), reading, life))


def _path_of(deck: Path | None) -> Path:
    """The file to show; where the disk doesn't say in time, the likeliest."""
    from kiosk import bundled
    from kiosk.aside import DISK_S, Asked

    if deck is None:
        from kiosk.ops.packs.store import chosen_deck
        from kiosk.ops.places import Places

        # What is found out later is shown later: whoever looks for packs asks again.
        return Asked(lambda: chosen_deck(Places.usual())).answer(DISK_S, bundled.data() / "deck.yaml")
    likely = deck if deck.suffix.lower() in {".yaml", ".yml"} else deck / "deck.yaml"
    return Asked(lambda: deck_path(deck)).answer(DISK_S, likely)


_place: list[OnlyOne] = []
"""The place on the screen: held as long as the process lives."""


def _only_one() -> None:
    """Two on one screen would fight for it. Where the disk doesn't answer nobody can tell, and this one goes on."""
    from kiosk.aside import DISK_S, Asked
    from kiosk.ops.only_one import OnlyOne
    from kiosk.ops.places import Places

    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY", "")
    place = OnlyOne(Places.usual().state, display)
    if not Asked(place.hold).answer(DISK_S, otherwise=True):
        click.echo(f"kiosk: {said('already')}", err=True)
        sys.exit(2)
    _place.append(place)


def said(name: str) -> str:
    """A sentence in the reader's language."""
    from kiosk.content.problems import reader_language

    chinese, english = _SENTENCES[name]
    return chinese if reader_language().startswith("zh") else english


_SENTENCES = {
    "already": (
        "这块屏幕上已经在播放展览；要在旁边试看，请用 kiosk run --windowed。",
        "An exhibit is on this screen already; to look at one beside it, use kiosk run --windowed.",
    ),
}


def _begin(*, watched: bool) -> Life:
    """Become the app; before anything heavy is imported, a parent is left behind that watches it.

    Not under systemd, which watches and restarts by itself, nor on a desk, nor where a process can't be forked.
    """
    import faulthandler

    from kiosk.aside import DISK_S, Asked
    from kiosk.ops import last_words
    from kiosk.ops.guard.life import Life
    from kiosk.ops.places import Places

    state = Places.usual().state
    if not watched:
        faulthandler.enable()
        life = Life()
    elif os.environ.get("NOTIFY_SOCKET"):
        from kiosk.ops.guard import trail

        spoken = Asked(lambda: last_words.spoken(state)).answer(DISK_S, otherwise=False)
        life = trail.pick_up(trail.runtime_folder(), spoken)
        last_words.listen(state)
    elif hasattr(os, "fork"):
        from kiosk.ops.guard.parent import Guard

        life = Guard(state).keep()
        last_words.listen(state)
    else:
        life = Life()
        last_words.listen(state)
    return life
