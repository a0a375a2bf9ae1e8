"""What the staff panel is told of the exhibit, and what it may do with it. The panel knows nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtGui import QPixmap

from kiosk.content.problems import Problem
from kiosk.staff.health import GOOD, Health


@dataclass(frozen=True)
class View:
    """The exhibit at this moment, in words where staff read words.

    Attributes:
        health: how it is.
        title: of the deck. version: of the pack, or "". changed: when, or "". slides: how many. languages: their names.
        page: the slide that stands, from 1.
        visits: today, or None where they aren't counted. mean: seconds of a visit. dated: else since the start.
        machine: lines on screen and machine.
        held: whether the cycle is. language: its name. text_size: 0 to 2, what a new visitor finds.
        brightness: percent. dims: whether only the picture is dimmed.
        problems: of the deck's file. may_undo: whether there is an update to take back.
        hours: lines on opening hours and the clock. clock_trusted: whether it counts.
    """

    health: Health = GOOD
    title: str = ""
    version: str = ""
    changed: str = ""
    slides: int = 0
    languages: str = ""
    page: int = 1
    visits: int | None = None
    mean: float = 0.0
    dated: bool = True
    machine: tuple[str, ...] = ()
    held: bool = False
    language: str = ""
    languages_count: int = 1
    text_size: int = 0
    brightness: int = 100
    dims: bool = True
    problems: tuple[Problem, ...] = ()
    may_undo: bool = False
    hours: tuple[str, ...] = field(default=())
    clock_trusted: bool = False


class Desk(Protocol):
    """What the panel may ask for and do. What can't be done answers with a sentence for staff, else with ""."""

    def view(self) -> View:
        """The exhibit at this moment."""

    def picture(self, width: int) -> QPixmap | None:
        """The slide that stands, so many device px wide."""

    def hold(self, on: bool) -> None:
        """Hold the cycle, or let it run on."""

    def turn(self, direction: int) -> None:
        """To the next slide (1) or the one before (-1)."""

    def next_language(self) -> str:
        """Another language for new visitors."""

    def next_text_size(self) -> str:
        """Another size of text for new visitors."""

    def set_brightness(self, percent: int) -> str:
        """How bright the screen is, 10 to 100."""

    def trust_clock(self, right: bool) -> str:
        """Staff say whether the clock is right."""

    def reload(self) -> None:
        """Read the deck again."""

    def undo(self) -> str:
        """Back to the content before the last update."""

    def restart(self) -> None:
        """End the program and begin it anew."""

    def shut_down(self) -> str:
        """Shut the machine down."""

    def leave(self) -> None:
        """End the exhibit, and leave the machine to whoever stands there."""
