"""Each kind of mistake, and the exact words its author reads, in Chinese and in English."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kiosk.content.load import load
from kiosk.content.problems import closing_line, show

BROKEN = Path(__file__).parent / "broken"
FILES = sorted(path.stem for path in BROKEN.glob("*.yaml"))


def said(name: str, language: str, parser: type | None = None) -> str:
    loaded = load(BROKEN / f"{name}.yaml", f"{name}.yaml", parser)
    slides = len(loaded.deck.slides) if loaded.deck else 0
    end = closing_line(loaded.problems, f"{name}.yaml", slides, language)
    return f"{show(loaded.problems, language)}\n{end}\n"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", FILES)
def test_the_words_for_a_mistake(name: str, language: str, accept: bool) -> None:
    golden = BROKEN / f"{name}.{language}.txt"
    words = said(name, language)
    if accept:
        golden.write_text(words, "utf-8")
    assert words == golden.read_text("utf-8")


@pytest.mark.parametrize("name", FILES)
def test_both_parsers_say_the_same(name: str) -> None:
    """PyYAML may have been built without its parser in C."""
    assert said(name, "en", yaml.SafeLoader) == said(name, "en")


@pytest.mark.parametrize("name", FILES)
def test_every_first_line_can_be_jumped_to(name: str) -> None:
    """Line and column exist, and lie in order."""
    loaded = load(BROKEN / f"{name}.yaml")
    places = [(problem.line, problem.column) for problem in loaded.problems]
    assert places == sorted(places)
    for problem in loaded.problems:
        assert 1 <= problem.column <= max(1, len(problem.text) + 1)
        for language in ("zh", "en"):
            sentence = problem.sentence(language)
            assert sentence
            assert "!" not in sentence.replace('"!"', "").replace("“!”", "").replace('"!…"', "")
            assert not any(word in sentence for word in ("Error", "pydantic", "expected", "NoneType", "Model"))
