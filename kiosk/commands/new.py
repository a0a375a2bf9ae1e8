"""`kiosk new`: a small deck to start from."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

import click

TEMPLATE = Path(__file__).parent / "template"


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Write a small, commented, working deck into DIR, a folder that isn't there yet or is empty.

    It shows every slide type in Chinese and in English, with a schema beside it for editors that complete YAML.
    Nothing is ever overwritten.
    """
    from kiosk.content.schema import deck_schema

    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            click.echo(f"kiosk: {folder} is there already, and isn't empty. Name a new folder.", err=True)
            sys.exit(2)
        folder.parent.mkdir(parents=True, exist_ok=True)
        # Built aside and renamed: a full disk leaves no half a deck.
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".kiosk-new-") as aside:
            made = Path(aside) / "deck"
            shutil.copytree(TEMPLATE, made)
            (made / "photos").mkdir()
            schema = json.dumps(deck_schema(), ensure_ascii=False, indent=1)
            (made / "schema.json").write_text(schema + "\n", "utf-8")
            if folder.exists():  # somebody may stand in it: it stays, and the deck itself comes last
                for part in sorted(made.iterdir(), key=lambda one: one.name == "deck.yaml"):
                    part.rename(folder / part.name)
            else:
                made.rename(folder)
    except OSError as error:
        click.echo(f"kiosk: {error.filename or folder}: {error.strerror}.", err=True)
        sys.exit(2)
    click.echo(f"{folder / 'deck.yaml'}\nkiosk run --windowed {folder}\nkiosk check {folder}\nkiosk guide")
