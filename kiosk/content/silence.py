"""Which rules of the proof-reader a slide, or the whole deck, does without, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field, StringConstraints, create_model

from kiosk.content.advice import SILENCEABLE
from kiosk.content.part import Part

Reason = Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]

if TYPE_CHECKING:
    Silence = Part
else:
    # A field a rule: a misspelt name is told of like any other key, and an editor offers the names with their reasons.
    _FIELDS: dict[str, Any] = {
        name: (Reason | None, Field(default=None, description=why[1])) for name, why in SILENCEABLE.items()
    }

    class _Rules(Part):
        chinese: ClassVar[Mapping[str, str]] = {
            "": "`kiosk check` 的哪些规则不适用于这里，各写理由。",
            **{name: why[0] for name, why in SILENCEABLE.items()},
        }

    Silence = create_model(
        "Silence", __base__=_Rules, __doc__="Rules of `kiosk check` that don't apply here, each with the reason.",
        **_FIELDS,
    )  # fmt: skip


def silenced(silence: Part | None) -> dict[str, str]:
    """The rules and the reasons given."""
    return {} if silence is None else {name: reason for name, reason in silence if reason}
