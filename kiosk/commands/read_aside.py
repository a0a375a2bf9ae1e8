"""`kiosk read-aside`: the exhibit's own reader, in a process of its own (kiosk.ops.reading). Not for people."""

from __future__ import annotations

import sys

import click


@click.command(hidden=True)
def read_aside() -> None:
    """Read decks for the exhibit that began this process."""
    from kiosk.ops.reading import serve

    serve(sys.stdin.buffer, sys.stdout.buffer)
