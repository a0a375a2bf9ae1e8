"""`kiosk shots`: every slide as a picture."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.commands.deck import deck_argument, deck_path
from kiosk.commands.run import parse_size

if TYPE_CHECKING:
    from kiosk.content.loaded import Loaded
    from kiosk.stage.exhibit import Exhibit
    from kiosk.stage.shots import View


@click.command()
@deck_argument
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="The folder for the pictures."
)
@click.option("--size", callback=parse_size, metavar="WxH", default="1920x1080", show_default=True, help="Pixels.")
@click.option("--lang", metavar="CODE", help="The language; the deck's first if left out.")
@click.option("--theme", type=click.Choice(["paper", "night", "contrast"]), help="Instead of the deck's theme.")
@click.option("--text", type=click.IntRange(1, 3), default=1, show_default=True, help="The step of the text's size.")
@click.option(
    "--pdf",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A proof for sign-off: all slides in each language, and what they say as a table to be ticked.",
)
@click.option(
    "--contact",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="All slides, small, on one sheet (PNG).",
)
def shots(deck: Path | None, out: Path | None, size: tuple[int, int], lang: str | None, theme: str | None,
          text: int, pdf: Path | None, contact: Path | None) -> None:  # fmt: skip
    """Write every slide as a PNG named NN-ID.png, all of them on one sheet, or a proof as a PDF. Needs no display.

    DECK is a YAML file, or a folder holding deck.yaml; without it, the bundled exhibit is drawn.
    """
    if out is None and pdf is None and contact is None:
        raise click.UsageError("Say where the pictures go: --out DIR, --contact FILE, or --pdf FILE.")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from kiosk.plain_imports import keep_imports_plain

    keep_imports_plain()
    from kiosk.app import application, exhibit_of, report
    from kiosk.content.load import load
    from kiosk.stage.shots import View

    loaded = load(deck_path(deck), with_source=pdf is not None)
    report(loaded)
    exhibit = exhibit_of(loaded)
    if exhibit is None:
        sys.exit(2)
    if lang is not None and lang not in exhibit.languages:
        raise click.BadParameter(f"The deck has no {lang!r}; its languages are: {', '.join(exhibit.languages)}.")
    app = application()
    seen = View(size, lang or exhibit.languages[0], theme, text - 1)
    unheard: BrokenPipeError | None = None
    try:
        for path in written(loaded, exhibit, out, contact, pdf, seen, lang):
            try:
                click.echo(path)
            except BrokenPipeError as error:  # nobody reads on: the pictures are written all the same
                unheard = error
    except OSError as error:
        click.echo(f"kiosk: {error.filename or out}: {error.strerror}", err=True)
        sys.exit(2)
    del app
    if unheard is not None:
        raise unheard  # click ends every command so, and says nothing
    sys.exit(1 if loaded.errors else 0)


def written(loaded: Loaded, exhibit: Exhibit, out: Path | None, contact: Path | None, pdf: Path | None, seen: View,
            lang: str | None) -> Iterator[Path]:  # fmt: skip
    """Write all that was asked for, one file after another.

    Raises:
        OSError: a file can't be written.
    """
    from kiosk.stage.shots import write_contact, write_shots

    if out is not None:
        yield from write_shots(exhibit, out, seen)
    if contact is not None:
        write_contact(exhibit, contact, seen)
        yield contact
    if pdf is not None:
        write_proof(loaded, exhibit, pdf, seen, lang)
        yield pdf


def write_proof(loaded: Loaded, exhibit: Exhibit, path: Path, seen: View, lang: str | None) -> None:
    """Write the proof for sign-off: in every language of the deck, or in the one that was asked for.

    Raises:
        OSError: the file can't be written.
    """
    from datetime import date

    from kiosk import __version__
    from kiosk.content.facts import facts_of
    from kiosk.content.problems import reader_language
    from kiosk.stage.signoff import Proof, write_signoff

    assert loaded.source is not None
    numbered = zip(exhibit.slides, loaded.slide_numbers, strict=True)
    languages = (lang,) if lang is not None else exhibit.languages
    facts = tuple(facts_of(slide, number - 1, loaded.source, languages) for slide, number in numbered)
    today = date.today().isoformat()  # noqa: DTZ011 - the day on the curator's wall
    proof = Proof(
        exhibit,
        loaded.path.name,
        loaded.text_digest,
        today,
        facts,
        languages,
        reader_language(),
        f"Touyan {__version__}",
    )
    write_signoff(proof, path, seen)
