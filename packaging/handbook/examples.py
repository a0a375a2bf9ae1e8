"""The guide's examples: one file each for both languages, and the deck that a fragment belongs to.

`{zh: …, en: …}` in an example becomes the words of the guide's language, and so does a comment with ` · ` in it. An
example that names its `languages` is about just that and keeps them all.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from handbook import HERE, ROOT
from kiosk.commands.check import found
from kiosk.content.load import load
from kiosk.content.loaded import Loaded
from kiosk.content.problems import Problem, closing_line, show

_PAIR = re.compile(r'\{zh: (?P<zh>"[^"]*"|[^,{}]*), en: (?P<en>"[^"]*"|[^{}]*?)\}')
_LINES = re.compile(r"^(?P<lead> *(?:- )?)zh: (?P<zh>.*)\n *en: (?P<en>.*)$", re.MULTILINE)
_COMMENT = re.compile(r"(?P<sign>#) (?P<zh>[^#\n]*?) · (?P<en>.*)$", re.MULTILINE)

LENT = {
    "fonts/title.otf": ROOT / "assets" / "fonts" / "TouyanSansSC-Bold.otf",
    "logo.svg": HERE / "files" / "logo.svg",
    "logo-light.svg": HERE / "files" / "logo-light.svg",
}
"""Files that examples name, and what stands in for them."""


def example(name: str, language: str, folder: str = "examples") -> str:
    """An example in one language, as the guide shows it: slides are indented as they stand in a deck."""
    text = (HERE / folder / f"{name}.yaml").read_text("utf-8")
    text = _COMMENT.sub(lambda match: f"# {match[language]}", text)
    if not re.search(r"^languages:", text, re.MULTILINE):
        text = _PAIR.sub(lambda match: match[language], text)
        text = _LINES.sub(lambda match: match["lead"] + match[language], text)
    if text.startswith("- "):
        text = re.sub(r"^(?=.)", "  ", text, flags=re.MULTILINE)
    return text


def whole(text: str, language: str) -> str:
    """The deck that an example is part of: settings get a slide, slides get settings."""
    title = {"zh": "港口的一百年", "en": "A harbour’s hundred years"}[language]
    if "{zh: " in text:
        language, title = "zh, en", "{zh: 港口的一百年, en: A harbour’s hundred years}"
    tongue = "" if re.search(r"^languages:", text, re.MULTILINE) else f"languages: [{language}]\n"
    named = "" if re.search(r"^title:", text, re.MULTILINE) else f"title: {title}\n"
    if text.lstrip().startswith("- "):
        return f"{tongue}{named}slides:\n{text}"
    if re.search(r"^slides:", text, re.MULTILINE):
        return tongue + named + text
    return f"{tongue}{named}{text}slides:\n  - type: cover\n    headline: {title}\n"


def set_out(text: str, folder: Path, language: str, *, photographs: tuple[str, ...] = (),
            encoding: str = "utf-8") -> Loaded:  # fmt: skip
    """A deck in a folder of its own, with the tables that the guide speaks of beside it, loaded."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in (HERE / "files").glob(f"*.{language}.*"):
        shutil.copy(table, folder / table.name.replace(f".{language}.", "."))
    for name in photographs:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    for name, origin in LENT.items():
        if name in text:
            (folder / name).parent.mkdir(exist_ok=True)
            shutil.copy(origin, folder / name)
    path = folder / "deck.yaml"
    path.write_text(text, encoding)
    return load(path, "deck.yaml", with_source=True)


def told(loaded: Loaded) -> list[Problem]:
    """All that `kiosk check --quick` has to say."""
    return list(found(loaded, "deck.yaml"))


def answer(text: str, folder: Path, language: str, encoding: str = "utf-8") -> str:
    """What a curator reads of a broken example, to the letter."""
    loaded = set_out(text, folder, language, photographs=("photos/harbour.jpg",), encoding=encoding)
    problems = [one for one in told(loaded) if one.rule != "picture_unused"]
    slides = len(loaded.deck.slides) if loaded.deck else 0
    return f"{show(problems, language)}\n{closing_line(problems, 'deck.yaml', slides, language)}\n"
