"""`kiosk install`: a pack, checked and swapped in whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kiosk.content.loaded import Loaded
    from kiosk.ops.packs.changes import Changes
    from kiosk.ops.packs.keys import Keys
    from kiosk.ops.places import Places

_UNREAD = {"missing", "special", "forbidden", "pulled", "full", "disk", "key_line", "settings_unread"}
"""Where nothing is wrong with the pack: it couldn't be read or kept."""


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="PUB",
    help="Take it only if signed with this key (a line, or a .pub file); may be repeated.",
)
def install(file: Path, keys: tuple[str, ...]) -> None:
    """Install a pack: it is copied, verified, checked, and shown from now on; a running exhibit changes by itself.

    Whatever is wrong with FILE, nothing changes, and it says why. `kiosk rollback` goes one step back.

    Without --key the keys of the settings (pack_keys) count; where there are none, a pack needn't be signed.

    Exit code: 0 installed (or it was already), 1 the pack isn't taken, 2 it can't be read or kept.
    """
    from kiosk.commands.check import Bar, coloured
    from kiosk.commands.pack import megabytes, refuse
    from kiosk.content.problems import reader_language, show
    from kiosk.ops.packs.keys import Keys
    from kiosk.ops.packs.store import Store, folder_of
    from kiosk.ops.packs.wording import Refused, changes_line, said, signer_line, title_in
    from kiosk.ops.places import Places

    language, places = reader_language(), Places.usual()
    store = Store(folder_of(places))
    try:
        known = Keys(_lines(keys)) if keys else _of_settings(places)
        store.sweep()
        with Bar() as bar:
            staged = store.stage(file.resolve(), known, report=lambda done, whole: bar.show(*megabytes(done, whole)))
        told = [signer_line(staged.head.signer, language), changes_line(_changes(places, staged.loaded), language)]
        manifest = store.commit(staged).manifest
    except Refused as refusal:
        if refusal.rule == "installed":
            click.echo(refusal.sentence(language))
            return
        for problem in refusal.problems[:20]:
            click.echo(coloured(show([problem], language)))
        refuse(refusal, language, 2 if refusal.rule in _UNREAD else 1)
        return
    click.echo("\n".join(told))
    click.echo(said("installed", language, title=title_in(manifest.title, language), number=manifest.number))


def _changes(places: Places, new: Loaded) -> Changes:
    from kiosk.content.load import load
    from kiosk.ops.packs.changes import changes
    from kiosk.ops.packs.store import chosen_deck

    return changes(load(chosen_deck(places)), new)


def _of_settings(places: Places) -> Keys:
    """Those that the machine asks for.

    Raises:
        Refused: nobody can tell.
    """
    from kiosk.ops.packs.keys import Keys
    from kiosk.ops.packs.wording import Refused
    from kiosk.ops.settings import read_settings

    try:
        return Keys(read_settings(places.settings).settings.pack_keys)
    except OSError as error:
        raise Refused("settings_unread", reason=error.strerror or str(error)) from error


def _lines(keys: tuple[str, ...]) -> list[str]:
    """Lines as they were typed, or of the files that were named; each has to be a key.

    Raises:
        Refused: one isn't.
    """
    from kiosk.ops.packs.keys import KIND, PublicKey
    from kiosk.ops.packs.wording import Refused

    lines = []
    for key in keys:
        line = key
        if not key.startswith(KIND):
            try:
                with Path(key).open(encoding="utf-8") as file:
                    line = file.read(2000).strip()
            except (OSError, ValueError) as error:
                raise Refused("key_line", line=key) from error
        lines.append(PublicKey.parse(line).line)
    return lines
