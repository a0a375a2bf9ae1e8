"""From the guide's words to the guide: examples, tables, answers and contents in their places.

A line `{{name …}}` in `LANGUAGE.md` is a place; `## Words {#id}` is a heading that can be linked to. The ids are
the same in both languages.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from handbook import HERE, ROOT
from handbook.examples import answer, example
from handbook.tables import key_table, kinds_table, models, phrases_table, rules_table, values_in_use
from kiosk.content.field_help import help_of

_PLACE = re.compile(r"\{\{(\w+)(?: ([\w.-]+))?\}\}")
_HEADING = re.compile(r"^(#{2,4}) (.+) \{#([\w-]+)\}$", re.MULTILINE)
NOTICE = "<!-- 由 packaging/guide.py 生成 · Written by packaging/guide.py -->\n\n"


def guide(language: str) -> str:
    """The whole guide."""
    text = (HERE / f"{language}.md").read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        values = values_in_use(language)
        text = _PLACE.sub(lambda match: _filled(match, language, values, Path(folder)), text)
    return NOTICE + _HEADING.sub(r'<a id="\3"></a>' + "\n\n" + r"\1 \2", text)


def _filled(match: re.Match[str], language: str, values: dict[tuple[str, str], str], folder: Path) -> str:
    what, name = match[1], match[2] or ""
    places = {
        "contents": lambda: contents(language),
        "example": lambda: f"{picture(name, language)}\n\n{fenced('yaml', example(name, language))}",
        "yaml": lambda: fenced("yaml", example(name, language)),
        "picture": lambda: picture(name, language),
        "new": lambda: fenced("yaml", beginning(name)),
        "keys": lambda: key_table(name, language, values),
        "kinds": lambda: kinds_table(language),
        "rules": lambda: rules_table(language),
        "phrases": lambda: phrases_table(language),
        "about": lambda: help_of(models()[name])[0 if language == "zh" else 1],
        "table": lambda: fenced("csv", (HERE / "files" / f"{name}.{language}.csv").read_text("utf-8")),
        "broken": lambda: broken(name, language, folder / name),
        "encoded": lambda: fenced("text", answer(example(name, language, "broken"), folder / name, language, name)),
    }
    if what not in places:
        raise ValueError(f"There is no place {match[0]}; there are: {', '.join(places)}.")
    return places[what]()


def beginning(kind: str) -> str:
    """The first slide of a type in the deck that `kiosk new` writes, as it stands there."""
    text = (ROOT / "kiosk" / "commands" / "template" / "deck.yaml").read_text("utf-8")
    match = re.search(rf"^  - type: {kind}\n(?:    .*\n)+", text, re.MULTILINE)
    assert match is not None, kind
    return match[0]


def fenced(kind: str, text: str) -> str:
    """A block of code."""
    return f"```{kind}\n{text.rstrip()}\n```"


def picture(name: str, language: str) -> str:
    """The picture of an example."""
    return f"![{name}](pictures/{language}/{name}.png)"


def broken(name: str, language: str, folder: Path) -> str:
    """A mistake, and what `kiosk check` says of it."""
    text = example(name, language, "broken")
    return f"{fenced('yaml', text)}\n\n{fenced('text', answer(text, folder, language))}"


def contents(language: str) -> str:
    """The headings as links: a line for each part, its sections behind it."""
    text = (HERE / f"{language}.md").read_text("utf-8")
    lines: list[str] = []
    colon = "：" if language == "zh" else ": "
    for match in _HEADING.finditer(text):
        link = f"[{match[2]}](#{match[3]})"
        if len(match[1]) == 2:
            lines.append(f"- **{link}**")
        elif len(match[1]) == 3:
            lines[-1] += (colon if lines[-1].endswith("**") else " · ") + link
    return "\n".join(lines)
