"""The command line: `kiosk [run] [DECK]` and its siblings, each imported only when it is called."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import IO

import click

from kiosk import __version__

COMMANDS = {
    "run": "Show the exhibit full screen; it cycles until somebody touches it.",
    "check": "Say what is wrong with a deck, line by line, and how to put it right.",
    "shots": "Write every slide as a picture, or all of them as a PDF.",
    "new": "Write a small, commented, working deck to start from.",
    "guide": "Open the curator's guide: how a deck is written, with pictures.",
    "pack": "Make one file of a deck with its pictures, fonts and tables, for a stick.",
    "install": "Install such a file: checked, and swapped in whole.",
    "rollback": "Go back to what was shown before the last one was installed.",
    "schema": "Print the JSON Schema of the YAML, for editors.",
    "report": "Tell what visitors looked at, from this machine's own counts.",
    "doctor": "Say what this machine is ready for: screen, touch, fonts, disk, clock, content.",
}
"""Each command and its line in the help: reading it imports none of them."""
HIDDEN = ("read-aside",)
"""What the program calls of itself."""


class _Lazy(click.Group):
    """`kiosk` alone runs the exhibit, and so does `kiosk DECK`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in COMMANDS and args[0] not in {*HIDDEN, "--help", "-h", "--version"}):
            if args:
                self._refuse_misspelt(args[0], ctx)
            args = ["run", *args]
        return super().parse_args(ctx, args)

    @staticmethod
    def _refuse_misspelt(word: str, ctx: click.Context) -> None:
        """A command that was misspelt isn't a deck: nothing should fill the screen because of it."""
        if word.isalpha() and len(word) < 20 and not Path(word).exists():
            from kiosk.content.nearest import nearest

            meant = nearest(word, COMMANDS)
            if meant:
                raise click.UsageError(f'There is no command "{word}". Did you mean "{meant}"?', ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS and cmd_name not in HIDDEN:
            return None
        name = cmd_name.replace("-", "_")
        found: click.Command = getattr(importlib.import_module(f"kiosk.commands.{name}"), name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="Touyan")
def cli() -> None:
    """Touyan (头雁): a touchscreen exhibit driven by one YAML file.

    DECK is that YAML file, or a folder holding deck.yaml; without it, every command takes the bundled exhibit.
    `kiosk` alone, and `kiosk DECK`, show the exhibit full screen.
    """


def main() -> None:
    """Run the command line; text comes out as UTF-8 whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        _as_utf8(stream)
    cli(prog_name="kiosk")


def _as_utf8(stream: IO[str]) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")
