"""`kiosk check`: everything that is wrong with a deck, by line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from kiosk.commands.deck import deck_argument, deck_path


@click.command()
@deck_argument
@click.option("--json", "as_json", is_flag=True, help="The problems as a JSON list, for scripts.")
@click.option("--strict", is_flag=True, help="Fail on warnings as well.")
def check(deck: Path | None, as_json: bool, strict: bool) -> None:
    """Say what is wrong with a deck, line by line, and how to put it right.

    Exit code: 0 clean (warnings allowed), 1 errors, 2 nothing in it can be shown.
    """
    from kiosk.content import wording
    from kiosk.content.load import load
    from kiosk.content.problems import reader_language, show

    path = deck_path(deck)
    name = shown(path)
    loaded = load(path, name)
    language = reader_language()
    pick = 0 if language == "zh" else 1
    if as_json:
        click.echo(json.dumps([problem.record(language) for problem in loaded.problems], ensure_ascii=False, indent=2))
    elif loaded.problems:
        click.echo(show(loaded.problems, language))
        count = len(loaded.errors) or len(loaded.warnings)
        line = wording.COUNT if loaded.errors else wording.WARNINGS
        if loaded.errors and count == 1:
            line = wording.COUNT_ONE
        click.echo(line[pick].format(count=count, path=path.name))
    elif loaded.deck is not None:
        click.echo(wording.CLEAN[pick].format(path=name, slides=len(loaded.deck.slides)))
    if loaded.deck is None:
        sys.exit(2)
    sys.exit(1 if loaded.errors or (strict and loaded.warnings) else 0)


def shown(path: Path) -> str:
    """A path as the person would type it: relative where it lies below the current folder."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
