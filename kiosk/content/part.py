"""What a deck is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")


class Part(BaseModel):
    """A frozen piece of a deck; a key that it does not know is a problem, never ignored."""

    # What checks a part is built when something is first checked: a deck that was compiled never is.
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    chinese: ClassVar[Mapping[str, str]] = {}
    """The help in Chinese: of each field by its name, of the part as a whole by "". English stands with the fields."""


def parts_of(value: Any, kind: type[T], way: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], T]]:
    """Everything of a kind that stands in a model, each with its way; what is found isn't looked into."""
    if isinstance(value, kind):
        yield way, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            part = getattr(value, name)
            if part is not None and type(part) is not str:  # as most of them are
                yield from parts_of(part, kind, (*way, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from parts_of(item, kind, (*way, index))
