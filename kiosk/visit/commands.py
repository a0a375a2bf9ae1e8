"""What can happen to a visit: each command is a plain record, whoever sends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Touch:
    """A finger, key or mouse button went down, wherever it was. Only a press on 重新开始 is not sent as one."""


@dataclass(frozen=True, slots=True)
class Next:
    """To the next step of a paged slide, else to the next slide."""


@dataclass(frozen=True, slots=True)
class Previous:
    """To the step before in a paged slide, else to the slide before: to its last step if that one is paged."""


@dataclass(frozen=True, slots=True)
class GoTo:
    """To a slide (from 0), and a step of it (from 0): the rail, a link, staff. Beyond the ends means the ends."""

    slide: int
    step: int = 0


@dataclass(frozen=True, slots=True)
class ShowStep:
    """The slide's own choice of a step (from 0): an event of the timeline was tapped."""

    step: int


@dataclass(frozen=True, slots=True)
class Speak:
    """Another language, by its code. One that the tour doesn't have is ignored."""

    language: str


@dataclass(frozen=True, slots=True)
class Resize:
    """Another size of text: 0 is the default, the tour says how many there are."""

    text_size: int


@dataclass(frozen=True, slots=True)
class Contrast:
    """High contrast for this visitor, or back to the deck's own colours."""

    on: bool


@dataclass(frozen=True, slots=True)
class StandStill:
    """Nothing moves by itself any more for this visitor (WCAG 2.2.2), or it does again."""

    on: bool


@dataclass(frozen=True, slots=True)
class Overlook:
    """总览: all slides at once, or back to the one that stood there."""

    on: bool


@dataclass(frozen=True, slots=True)
class Stay:
    """继续浏览: the visitor is still there."""


@dataclass(frozen=True, slots=True)
class Restart:
    """重新开始: somebody is there and wants the beginning."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Staff stop the clock: no cycling, no question. `Hold(False)` lets it run on, every wait from its beginning."""

    on: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """Time passed, or the tour was rebuilt; nobody did anything."""


Act: TypeAlias = Touch | Next | Previous | GoTo | ShowStep | Speak | Resize | Contrast | StandStill | Overlook | Stay
Command: TypeAlias = Act | Restart | Hold | Tick
