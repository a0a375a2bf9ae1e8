"""`kiosk doctor`: what this machine is ready for, on one page."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kiosk.commands.deck import deck_argument, deck_path

if TYPE_CHECKING:
    from kiosk.ops.doctor.seeing import Unseen

_COLOURS = {"green": "green", "amber": "yellow", "red": "red"}


@click.command()
@deck_argument
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, for scripts.")
@click.option(
    "--bundle",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a ZIP for support: findings, logs, last words, settings without the PIN; no content, no counts.",
)
def doctor(deck: Path | None, as_json: bool, bundle: Path | None) -> None:
    """Say what this machine is ready for: screen, touch, fonts, disk, clock, content, settings, versions.

    Each line is green (✓), amber (!, worth a look) or red (✗, has to be put right), with what to do. Run it on the
    exhibit's own desktop; without a display, screen and touch can't be looked at. DECK is a YAML file, or a folder
    holding deck.yaml; without it, what `kiosk run` shows: the installed pack, else the bundled exhibit.

    Exit code: 0 the exhibit can be shown (amber included), 1 something is red, or the bundle can't be written.
    """
    from kiosk.content.load import load
    from kiosk.content.problems import reader_language
    from kiosk.ops.doctor.examination import examine, record, told
    from kiosk.ops.doctor.finding import Light, worst
    from kiosk.ops.doctor.wording import say
    from kiosk.ops.packs.store import chosen_deck
    from kiosk.ops.places import Places

    language, places = reader_language(), Places.usual()
    path = deck_path(deck) if deck is not None else chosen_deck(places)
    findings = examine(places, load(path), sight(), language)
    if as_json:
        click.echo(json.dumps(record(findings, language), ensure_ascii=False, indent=2))
    else:
        for light, line in told(findings, language):
            click.echo(line if light is None else click.style(line[:1], fg=_COLOURS[light], bold=True) + line[1:])
    if bundle is not None:
        from kiosk.ops.doctor.bundle import write_bundle

        try:
            write_bundle(bundle, findings, places)
        except OSError as error:
            reason = error.strerror or error
            click.echo(f"kiosk: {say('cannot_write', language, path=bundle, reason=reason)}", err=True)
            sys.exit(1)
        click.echo(say("bundled", language, path=bundle), err=as_json)
    sys.exit(1 if worst(findings) is Light.RED else 0)


def sight() -> dict[str, Any] | Unseen:
    """What Qt sees here; without a display, what it sees without one."""
    from kiosk.ops.doctor.seeing import Unseen, look

    environment = dict(os.environ)
    try:
        from kiosk.ops.display import NoDisplay, need_display

        try:
            need_display()
        except NoDisplay:
            environment["QT_QPA_PLATFORM"] = "offscreen"
    except ImportError as error:
        return Unseen(" ".join(str(error).split()))
    try:
        return look(environment)
    except Unseen as unseen:
        return unseen
