"""`kiosk run`: the exhibit, full screen."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from kiosk.commands.deck import deck_argument, deck_path


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
def run(deck: Path | None, windowed: bool, size: tuple[int, int] | None, screen: str | None, lang: str | None,
        slide: str | None, theme: str | None) -> None:  # fmt: skip
    """Show the exhibit full screen; it cycles until somebody touches it.

    DECK is a YAML file, or a folder holding deck.yaml; without it, the pack that was installed is shown, else the
    bundled exhibit. The file is watched: what is saved appears by itself, and a mistake in it never reaches the screen.

    Exit code: 0 when it was ended, 2 when there is no display to show it on.
    """
    from kiosk.app import NoDisplay, Wishes
    from kiosk.app import run as show
    from kiosk.ops.packs.store import chosen_deck
    from kiosk.ops.places import Places

    path = deck_path(deck) if deck is not None else chosen_deck(Places.usual())
    wishes = Wishes(path, windowed or size is not None, size, screen, lang, slide, theme)
    try:
        code = show(wishes)
    except NoDisplay as problem:
        click.echo(f"kiosk: {problem}", err=True)
        code = 2
    sys.exit(code)
