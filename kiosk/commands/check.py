"""`kiosk check`: everything that is wrong with a deck, by line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.commands.deck import deck_argument, deck_path

if TYPE_CHECKING:
    from kiosk.content.load import Loaded
    from kiosk.content.problems import Problem


@click.command()
@deck_argument
@click.option("--json", "as_json", is_flag=True, help="Print the problems as a JSON list, for scripts.")
@click.option("--sarif", "as_sarif", is_flag=True, help="Print them as a SARIF 2.1.0 log, for editors and code hosts.")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings as well.")
@click.option("--rules", is_flag=True, help="List the rules that can be silenced, with their reasons, and exit.")
def check(deck: Path | None, as_json: bool, as_sarif: bool, strict: bool, rules: bool) -> None:
    """Say what is wrong with a deck, line by line, and how to put it right.

    DECK is a YAML file, or a folder holding deck.yaml; without it, the bundled exhibit is checked. Sentences are in
    Chinese or in English, by the terminal's locale.

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
    for problem in found(loaded, name):
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


def found(loaded: Loaded, name: str) -> Iterator[Problem]:
    """Everything there is to tell, as it is found: the file's own problems, then the proof-reader's."""
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
    if not loaded.errors:  # else a slide is missing that the silence was for
        yield from (problem_of(name, loaded.source, fault) for fault in silencer.idle())


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
