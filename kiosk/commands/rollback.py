"""`kiosk rollback`: back to what was shown before the last pack."""

from __future__ import annotations

import click


@click.command()
def rollback() -> None:
    """Go back to what was shown before the last installed pack: one step; a running exhibit changes by itself.

    Exit code: 0 it is back, 1 there is nothing to go back to, 2 the disk doesn't take it.
    """
    from kiosk.commands.pack import refuse
    from kiosk.content.problems import reader_language
    from kiosk.ops.packs.store import Store, folder_of
    from kiosk.ops.packs.wording import Refused, said, title_in
    from kiosk.ops.places import Places

    language, store = reader_language(), Store(folder_of(Places.usual()))
    try:
        back = store.rollback()
        store.sweep()
    except Refused as refusal:
        refuse(refusal, language, 2 if refusal.rule in {"disk", "full"} else 1)
        return
    if back is None:
        click.echo(said("rolled_back_bundled", language))
    else:
        manifest = back.manifest
        click.echo(said("rolled_back", language, title=title_in(manifest.title, language), number=manifest.number))
