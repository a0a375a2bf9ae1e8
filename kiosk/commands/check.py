"""`kiosk check`: everything that is wrong with a deck, by line."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.commands.deck import deck_argument, deck_path

if TYPE_CHECKING:
    from kiosk.content.loaded import Loaded
    from kiosk.content.problems import Fault, Problem

PATIENCE = 1.0
"""Seconds before a person wants to know how long it takes."""
BAR = 30
"""Characters of the bar."""


@click.command()
@deck_argument
@click.option("--json", "as_json", is_flag=True, help="Print the problems as a JSON list, for scripts.")
@click.option("--sarif", "as_sarif", is_flag=True, help="Print them as a SARIF 2.1.0 log, for editors and code hosts.")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings as well.")
@click.option("--quick", is_flag=True, help="Read the file and what lies beside it; don't draw the slides.")
@click.option("--rules", is_flag=True, help="List the rules that can be silenced, with their reasons, and exit.")
def check(deck: Path | None, as_json: bool, as_sarif: bool, strict: bool, quick: bool, rules: bool) -> None:
    """Say what is wrong with a deck, line by line, and how to put it right.

    DECK is a YAML file, or a folder holding deck.yaml; without it, the bundled exhibit is checked. Sentences are in
    Chinese or in English, by the terminal's locale.

    A deck without errors is drawn as well, every slide in every language, on a screen that lies and one that stands,
    in each size of text and in high contrast, and measured. It needs no display.

    Errors keep a slide off the screen. Warnings are worth a look; where one is not, `silence: {rule: reason}` on the
    slide, or on the whole deck, says so.

    Exit code: 0 clean (warnings allowed), 1 errors, 2 nothing in it can be shown.

    With --json: a list, in the order of the lines, of objects with path, line, column, length (from 1, in characters),
    severity ("error" or "warning"), rule (a name that stays), message, and where (slide and keys).
    """
    from kiosk.content.load import load
    from kiosk.content.problems import closing_line, in_order, reader_language, show
    from kiosk.content.proof.report import rules_list, sarif, summary

    language = reader_language()
    if rules:
        click.echo(rules_list(language))
        return
    path = deck_path(deck)
    name = shown(path)
    loaded = load(path, name, with_source=True)
    problems: list[Problem] = []
    for problem in found(loaded, name, drawing=not quick):
        problems.append(problem)
        if not (as_json or as_sarif):
            click.echo(coloured(show([problem], language)))
    if as_sarif:
        click.echo(json.dumps(sarif(in_order(problems), language), ensure_ascii=False, indent=2))
    elif as_json:
        records = [problem.record(language) for problem in in_order(problems)]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        counted = summary(problems)
        if counted:
            click.echo(counted)
        slides = len(loaded.deck.slides) if loaded.deck else 0
        click.echo(closing_line(problems, path.name if problems else name, slides, language))
    if loaded.deck is None:
        sys.exit(2)
    sys.exit(1 if loaded.errors or (strict and problems) else 0)


def found(loaded: Loaded, name: str, *, drawing: bool = False) -> Iterator[Problem]:
    """Everything there is to tell, as it is found: the file's own problems, the proof-reader's, what is seen."""
    from kiosk.content.advice import DRAWN
    from kiosk.content.load import problem_of
    from kiosk.content.proof import proofread
    from kiosk.content.proof.silencer import Silencer

    silencer = Silencer(loaded)
    yield from (problem for problem in loaded.problems if silencer.lets(problem.fault))
    if loaded.deck is None or loaded.source is None:
        return
    for fault in proofread(loaded):
        if silencer.lets(fault):
            yield problem_of(name, loaded.source, fault)
    if loaded.errors:
        return  # a slide is missing that a silence may have been for; and first things first
    if drawing:
        for fault in seen(loaded):
            if silencer.lets(fault):
                yield problem_of(name, loaded.source, fault)
    idle = (fault for fault in silencer.idle() if drawing or fault.values["key"] not in DRAWN)
    yield from (problem_of(name, loaded.source, fault) for fault in idle)


def seen(loaded: Loaded) -> Iterator[Fault]:
    """What drawing the slides shows. Where Qt has no libraries to draw with, the rest of the check still counts."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Else Qt complains of a terminal in plain C; the reader's language is known by now.
    os.environ["LC_ALL"] = "C.UTF-8"
    try:
        from kiosk.plain_imports import keep_imports_plain

        keep_imports_plain()
        from kiosk.app import application, exhibit_of
        from kiosk.proof import drawn_faults
    except ImportError as error:
        click.echo(f"kiosk: the slides weren't drawn, so nothing is said of how they look: {error}", err=True)
        return
    app = application()
    exhibit = exhibit_of(loaded)
    assert exhibit is not None
    with Bar() as bar:
        yield from drawn_faults(loaded, exhibit, bar.show)
    del app


class Bar:
    """How far the drawing has come: a line on the terminal, from the second second on; nothing in a pipe."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = False

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._wipe()

    def show(self, done: int, whole: int) -> None:
        """So many of all are drawn."""
        if not sys.stderr.isatty() or time.monotonic() - self._began < PATIENCE:
            return
        if done == whole:
            self._wipe()
            return
        filled = BAR * done // whole
        line = f"\r{'█' * filled}{'░' * (BAR - filled)} {done}/{whole}"
        click.echo(line, err=True, nl=False)
        self._shown = True

    def _wipe(self) -> None:
        if self._shown:
            click.echo("\r\033[K", err=True, nl=False)
        self._shown = False


def coloured(told: str) -> str:
    """Errors in red, warnings in yellow, on the first line and under the caret; plain where it isn't a terminal."""
    first, _, rest = told.partition("\n")
    for word, colour in ((": error: ", "red"), (": warning: ", "yellow")):
        place, mark, sentence = first.partition(word)
        if mark:
            lines = [f"{click.style(place, bold=True)}: {click.style(word[2:-2], fg=colour, bold=True)}: {sentence}"]
            for line in rest.split("\n"):
                bar, caret, under = line.partition(" | ")
                lines.append(bar + caret + click.style(under, fg=colour) if under and not under.strip("^ ") else line)
            return "\n".join(lines)
    return told


def shown(path: Path) -> str:
    """A path as the person would type it: relative where it lies below the current folder."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError, RuntimeError):
        return str(path)
