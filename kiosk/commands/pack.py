"""`kiosk pack`: a checked deck, with all that it shows, as one file for a stick."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.commands.deck import deck_argument, deck_path

if TYPE_CHECKING:
    from kiosk.content.loaded import Loaded
    from kiosk.ops.packs.wording import Refused


@click.command()
@deck_argument
@click.option(
    "-o", "--out", "target", metavar="FILE", type=click.Path(path_type=Path), help="The pack; .touyan is added."
)
@click.option("--number", type=int, metavar="N", help="Of this deck's packs; one more than the last if left out.")
@click.option("--key", metavar="FILE", type=click.Path(path_type=Path), help="Sign it with this private key.")
@click.option(
    "--name", default="", metavar="WHO", help="Who makes it: staff are told. With --new-key, whose key it is."
)
@click.option(
    "--new-key",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write a new pair of keys, FILE and FILE.pub, and exit.",
)
def pack(deck: Path | None, target: Path | None, number: int | None, key: Path | None, name: str,
         new_key: Path | None) -> None:  # fmt: skip
    """Make one file of a deck with its pictures, fonts and tables, for `kiosk install` or a stick.

    DECK is a YAML file, or a folder holding deck.yaml; without it, the bundled exhibit is packed. A deck with errors
    isn't packed. What goes in is exactly what the deck names; the same deck and number make the same bytes.

    The number only rises: a machine takes no pack whose number is below one that was installed there.

    Exit code: 0 made, 1 the deck has errors, 2 it can't be made or written.
    """
    from kiosk.content.problems import reader_language
    from kiosk.ops.packs.wording import Refused

    language = reader_language()
    try:
        if new_key is not None:
            _new_key(new_key, name, language)
            return
        if target is None:
            raise click.UsageError("Missing option '-o' / '--out': the pack's file, such as -o exhibit.touyan.")
        _make(deck_path(deck), target, number, key, name, language)
    except Refused as refusal:
        refuse(refusal, language, 2)


def _make(path: Path, target: Path, number: int | None, key: Path | None, name: str, language: str) -> None:
    from kiosk.commands.check import Bar, shown
    from kiosk.content.load import load
    from kiosk.ops.packs.keys import read_key
    from kiosk.ops.packs.making import SUFFIX, make, next_number, remember
    from kiosk.ops.packs.wording import said, size, title_in
    from kiosk.ops.places import Places

    loaded = load(path, shown(path))
    if loaded.errors or loaded.deck is None:
        _tell_errors(loaded, language)
    if target.suffix.lower() != SUFFIX:
        target = target.with_name(target.name + SUFFIX)
    places = Places.usual()
    signing = read_key(key) if key is not None else None
    number = next_number(path, places) if number is None else number
    with Bar() as bar:
        made = make(
            loaded, target, number, key=signing, by=name, report=lambda done, whole: bar.show(*megabytes(done, whole))
        )
    remember(path, number, places)
    files = len(made.manifest.files)
    title = title_in(made.manifest.title, language)
    click.echo(said("made" if files > 1 else "made_one", language, path=target, title=title, number=number, files=files,
                    size=size(made.size)))  # fmt: skip


def _tell_errors(loaded: Loaded, language: str) -> None:
    """As `kiosk check` does, and end."""
    from kiosk.commands.check import coloured
    from kiosk.content.problems import closing_line, show

    for problem in loaded.errors or loaded.problems:
        click.echo(coloured(show([problem], language)))
    click.echo(closing_line(loaded.errors or loaded.problems, loaded.path.name, 0, language))
    sys.exit(2 if loaded.deck is None else 1)


def _new_key(path: Path, name: str, language: str) -> None:
    from kiosk.ops.packs.keys import new_key, public_path
    from kiosk.ops.packs.wording import said

    public = new_key(path, name)
    click.echo(said("new_key", language, key=path, pub=public_path(path), line=public.line))


def megabytes(done: int, whole: int) -> tuple[int, int]:
    """For a bar that counts: a row of bytes is too long to read."""
    return done >> 20, max(1, whole >> 20)


def refuse(refusal: Refused, language: str, code: int) -> None:
    """Say why not, and end."""
    click.echo(f"kiosk: {refusal.sentence(language)}", err=True)
    sys.exit(code)
