"""Text that visitors read, in one language or several, and how long reading it takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

HAN_PER_MINUTE = 250.0
"""Chinese characters read in a minute (DESIGN.md, "Reading")."""
WORDS_PER_MINUTE = 200.0
"""English words read in a minute (DESIGN.md, "Reading")."""

LONGEST_TEXT = 20_000
"""Characters in one text; a longer one is a mistake (a pasted file), not a label."""

LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")


class Text:
    """A text in one language or in several.

    Attributes:
        by_language: what was written, by language code; the key "" holds a text written once for all languages.
    """

    __slots__ = ("by_language",)

    def __init__(self, by_language: Mapping[str, str]) -> None:
        self.by_language = dict(by_language)

    def get(self, language: str) -> str:
        """The text in that language; else the one for all; else the first that was written."""
        found = self.by_language.get(language)
        if found is None:
            found = self.by_language.get("")
        if found is None:
            found = next(iter(self.by_language.values()), "")
        return found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.by_language == other.by_language

    def __hash__(self) -> int:
        return hash(tuple(self.by_language.items()))

    def __repr__(self) -> str:
        return f"Text({self.by_language!r})"

    @classmethod
    def parse(cls, value: object) -> Text:
        """Read `"…"` or `{zh: "…", en: "…"}`; `""` in one language leaves it out there on purpose.

        Raises:
            PydanticCustomError: with a type that starts with `text_`, worded by `problems`.
        """
        if isinstance(value, Text):
            return value
        pairs = _pairs(value)
        if not any(words.strip() for words in pairs.values()):
            raise PydanticCustomError("text_empty", "there are no words here", {})
        for code, words in pairs.items():
            if len(words) > LONGEST_TEXT:
                raise PydanticCustomError("text_long", "this text is too long", {"code": code, "limit": LONGEST_TEXT})
        return cls(pairs)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda text: text.by_language.get("", text.by_language)
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {
            "anyOf": [
                {"type": ["string", "number", "boolean"]},
                {
                    "type": "object",
                    "minProperties": 1,
                    "additionalProperties": {"type": ["string", "number", "boolean"]},
                    "propertyNames": {"pattern": f"^{LANGUAGE_CODE.pattern}$"},
                },
            ],
        }


def _pairs(value: object) -> dict[str, str]:
    """The words by language, still unchecked as words."""
    if isinstance(value, str):
        return {"": value}
    if not isinstance(value, Mapping):
        raise PydanticCustomError("text_shape", "a text is words, or words by language", {"code": ""})
    for code, words in value.items():
        if not isinstance(code, str) or not LANGUAGE_CODE.fullmatch(code):
            raise PydanticCustomError("text_language", "not a language code", {"code": str(code)})
        if not isinstance(words, str):
            raise PydanticCustomError("text_shape", "a text is words", {"code": code})
    return dict(value)


def reading_seconds(texts: Iterable[str]) -> float:
    """Seconds a visitor needs to read these texts: Han characters and other words counted each at its own pace."""
    seconds = 0.0
    for text in texts:
        rest, han = _HAN.subn(" ", text)
        seconds += han * 60.0 / HAN_PER_MINUTE
        seconds += len(_WORD.findall(rest)) * 60.0 / WORDS_PER_MINUTE
    return seconds
