"""`kiosk guide`: the curator's guide, in the reader's language."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click


@click.command()
@click.option("--lang", type=click.Choice(["zh", "en"]), help="The guide's language; the terminal's if left out.")
@click.option("--path", "path_only", is_flag=True, help="Print where the guide is; don't open it.")
def guide(lang: str | None, path_only: bool) -> None:
    """Open the curator's guide in the browser: how a deck is written, with a picture of everything.

    The guide is a file that comes with the program; no network is needed. Its place is printed as well, for machines
    without a browser; beside it lies the same in Markdown.
    """
    from kiosk.bundled import assets
    from kiosk.content.problems import reader_language

    file: Path = assets() / "guide" / f"guide.{lang or reader_language()}.html"
    if not file.is_file():
        click.echo(f"kiosk: {file}: the guide isn't here; install the program again.", err=True)
        sys.exit(2)
    click.echo(file)
    no_screen = sys.platform.startswith("linux") and not {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ)
    if not path_only and not no_screen:  # without one, xdg-open only grumbles
        click.launch(file.as_uri())
