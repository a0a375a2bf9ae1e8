"""`kiosk report`: what visitors looked at, from the counts of this machine."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.commands.deck import deck_argument, deck_path

if TYPE_CHECKING:
    from kiosk.ops.ledger import Row

_file = click.Path(path_type=Path, dir_okay=False)


@click.command()
@deck_argument
@click.option("--days", type=click.IntRange(1, 4000), metavar="N", help="Only the last N days, today included.")
@click.option("--html", "page", type=_file, metavar="FILE", help="Write a page with charts; it needs nothing else.")
@click.option("--csv", "table", type=_file, metavar="FILE", help="Write a table by day, for a spreadsheet.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON, for scripts.")
def report(deck: Path | None, days: int | None, page: Path | None, table: Path | None, as_json: bool) -> None:
    """Tell what visitors looked at: how many, how long, which slides, when.

    It comes from sums by the hour on this machine, which hold nothing about any person; figures of fewer than five
    visits are withheld. DECK gives the slides their titles; without it, the bundled exhibit.

    Exit code: 0, also when nothing was counted yet; 1 when the counts can't be read or a file can't be written.
    """
    import datetime

    from kiosk.content.problems import reader_language
    from kiosk.ops import disk
    from kiosk.ops.report.summary import summarise
    from kiosk.ops.report.table import as_csv
    from kiosk.ops.report.wording import say
    from kiosk.ops.report.words import in_words

    language = reader_language()
    today = datetime.datetime.now().astimezone().date()
    summary = summarise(_rows(language), today, days)
    names = slide_names(deck_path(deck))
    if as_json:
        click.echo(json.dumps(summary.record(), ensure_ascii=False, indent=2))
    elif not summary.visits.visits:
        click.echo(say("nothing", language) if days is None else say("nothing_in", language, days=days))
    else:
        click.echo(in_words(summary, language, names))
    files: dict[Path, bytes] = {}
    if table is not None:
        files[table] = as_csv(summary, language, names)
    if page is not None:
        from kiosk.ops.report.page import as_page

        files[page] = as_page(summary, language, names, today)
    for path, made in files.items():
        try:
            disk.replace(path.absolute(), made)
        except OSError as error:
            told = say("cannot_write", language, path=path, reason=error.strerror or error)
            click.echo(f"kiosk: {told}", err=True)
            sys.exit(1)
        click.echo(say("wrote", language, path=path), err=as_json)


def _rows(language: str) -> list[Row]:
    import sqlite3

    from kiosk.ops.counts import NAME
    from kiosk.ops.ledger import Unusable, read
    from kiosk.ops.places import Places
    from kiosk.ops.report.wording import say

    path = Places.usual().data / NAME
    try:
        return read(path)
    except FileNotFoundError:
        return []
    except (sqlite3.Error, Unusable, OSError) as error:
        click.echo(f"kiosk: {say('cannot_read', language, path=path, reason=error)}", err=True)
        sys.exit(1)


def slide_names(path: Path) -> dict[str, str]:
    """What a deck's slides are called, by id; nothing where it can't be read: the ids then stand for themselves."""
    from kiosk.content.load import load

    loaded = load(path, with_source=True)
    if loaded.deck is None or loaded.source is None:
        return {}
    numbered = zip(loaded.deck.slide_ids(), loaded.slide_numbers, strict=True)
    return {name: loaded.source.slide_title(number - 1) for name, number in numbered}
