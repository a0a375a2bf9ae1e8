"""The DECK argument that every command takes."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kiosk.bundled import data

deck_argument = click.argument("deck", required=False, type=Path, metavar="[DECK]")
"""A YAML file, or a folder holding deck.yaml; without it, the bundled exhibit. (click's own `Path` asks the disk, and
waits.)"""


def deck_path(deck: Path | None) -> Path:
    """The YAML file a DECK means."""
    path = data() if deck is None else deck
    return path / "deck.yaml" if os.path.isdir(path) else path  # noqa: PTH112 - it raises nothing
