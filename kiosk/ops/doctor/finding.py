"""What was found of one part of the machine, as staff read it and as scripts do."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kiosk.ops.doctor.wording import ADVICE, PARTS, SENTENCES


class Light(enum.StrEnum):
    """How it stands."""

    GREEN = "green"
    AMBER = "amber"  # the exhibit runs; somebody should look at it
    RED = "red"  # the exhibit can't be shown, or not as it is meant


_RANK = {Light.GREEN: 0, Light.AMBER: 1, Light.RED: 2}


Values: TypeAlias = Mapping[str, str | int | float]


@dataclass(frozen=True)
class Finding:
    """One line of the page.

    Attributes:
        part: of the machine, a key of `wording.PARTS`. name: of the sentence, a key of `wording.SENTENCES`.
        light: how it stands. values: for the sentence and the advice; never content, never a count.
    """

    part: str
    name: str
    light: Light = Light.GREEN
    values: Values = field(default_factory=dict)

    def sentence(self, language: str) -> str:
        """What was found."""
        return SENTENCES[self.name][_pick(language)].format(**self.values)

    def advice(self, language: str) -> str:
        """What to do about it; "" where there is nothing to do."""
        return ADVICE[self.name][_pick(language)].format(**self.values) if self.name in ADVICE else ""

    def record(self, language: str) -> dict[str, object]:
        """For `--json`."""
        return {
            "part": self.part,
            "name": self.name,
            "light": self.light.value,
            "message": self.sentence(language),
            "advice": self.advice(language),
            **({"values": dict(self.values)} if self.values else {}),
        }


def _pick(language: str) -> int:
    return 0 if language.startswith("zh") else 1


def worst(findings: Iterable[Finding]) -> Light:
    """The light of the whole."""
    return max((one.light for one in findings), key=_RANK.__getitem__, default=Light.GREEN)


def part_name(part: str, language: str) -> str:
    """What a part is called."""
    return PARTS[part][_pick(language)]
