"""Dates as a curator writes them (`2018`, `2018-10`, `2018-10-31`) and as a visitor reads them."""

from __future__ import annotations

import calendar
import functools
import re
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_WRITTEN = re.compile(r"(\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@functools.total_ordering
class Moment:
    """A year, a month or a day, no more exact than it was written.

    Attributes:
        year: 1 to 9999.
        month: 1 to 12, or None where only a year was written.
        day: 1 to 31, or None where no day was written.
    """

    __slots__ = ("day", "month", "year")

    def __init__(self, year: int, month: int | None = None, day: int | None = None) -> None:
        self.year, self.month, self.day = year, month, day

    @classmethod
    def parse(cls, value: object) -> Moment:
        """Read a date.

        Raises:
            PydanticCustomError: type `date_form` (not a date) or `date_calendar` (no such month or day).
        """
        if isinstance(value, Moment):
            return value
        match = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None:
            raise PydanticCustomError("date_form", "not a date", {})
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if year < 1 or (month is not None and not 1 <= month <= 12):
            raise PydanticCustomError("date_calendar", "no such date", {})
        if day is not None and month is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
            raise PydanticCustomError("date_calendar", "no such date", {})
        return cls(year, month, day)

    @property
    def years(self) -> float:
        """Where it stands on an axis of years: 2024-07 stands at 2024.5."""
        month = (self.month or 1) - 1
        day = ((self.day or 1) - 1) / 31
        return self.year + (month + day) / 12

    def long(self, language: str) -> str:
        """As it stands in a sentence: 2018年10月, October 2018."""
        if language.startswith("zh"):
            return f"{self.year}年" + (f"{self.month}月" if self.month else "") + (f"{self.day}日" if self.day else "")
        if self.month is None:
            return str(self.year)
        day = f"{self.day} " if self.day else ""
        return f"{day}{_MONTHS[self.month - 1]} {self.year}"

    def below_year(self, language: str) -> str:
        """What is left when the year stands by itself: 10月, October; empty for a bare year."""
        if self.month is None:
            return ""
        if language.startswith("zh"):
            return f"{self.month}月" + (f"{self.day}日" if self.day else "")
        return (f"{self.day} " if self.day else "") + _MONTHS[self.month - 1]

    def dotted(self) -> str:
        """As it stands under an axis: 2018.10."""
        return ".".join([str(self.year)] + [f"{part:02}" for part in (self.month, self.day) if part is not None])

    def __str__(self) -> str:
        return "-".join([f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None])

    def __repr__(self) -> str:
        return f"Moment({self})"

    def _key(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and self._key() == other._key()

    def __lt__(self, other: Moment) -> bool:
        return self._key() < other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": ["string", "number"], "examples": ["2018", "2018-10", "2018-10-31"]}
