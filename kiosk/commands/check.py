"""`kiosk check`: everything that is wrong with a deck, by line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from kiosk.commands.deck import deck_argument, deck_path


@click.command()
@deck_argument
@click.option("--json", "as_json", is_flag=True, help="Print the problems as a JSON list, for scripts.")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings as well.")
def check(deck: Path | None, as_json: bool, strict: bool) -> None:
    """Say what is wrong with a deck, line by line, and how to put it right.

    DECK is a YAML file, or a folder holding deck.yaml; without it, the bundled exhibit is checked. Sentences are in
    Chinese or in English, by the terminal's locale.

    Exit code: 0 clean (warnings allowed), 1 errors, 2 nothing in it can be shown.

    With --json: a list, in the order of the lines, of objects with path, line, column, length (from 1, in characters),
    severity ("error" or "warning"), rule (a name that stays), message, and where (slide and keys).
    """
    from kiosk.content.load import load
    from kiosk.content.problems import closing_line, reader_language, show

    path = deck_path(deck)
    name = shown(path)
    loaded = load(path, name)
    language = reader_language()
    if as_json:
        click.echo(json.dumps([problem.record(language) for problem in loaded.problems], ensure_ascii=False, indent=2))
    else:
        if loaded.problems:
            click.echo(show(loaded.problems, language))
        slides = len(loaded.deck.slides) if loaded.deck else 0
        click.echo(closing_line(loaded.problems, path.name if loaded.problems else name, slides, language))
    if loaded.deck is None:
        sys.exit(2)
    sys.exit(1 if loaded.errors or (strict and loaded.warnings) else 0)


def shown(path: Path) -> str:
    """A path as the person would type it: relative where it lies below the current folder."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError, RuntimeError):
        return str(path)
