"""How a place in the proof (language, screen, size of text) is named to whoever reads a problem."""

from __future__ import annotations

import itertools

import pytest

from kiosk.content.advice import View
from kiosk.content.problems import Fault, Place, Problem


@pytest.mark.parametrize(
    ("view", "chinese", "english"),
    [
        (View("zh", False, 0, False), "zh 横屏", "zh, landscape"),
        (View("en", True, 1, False), "en 竖屏 大字号", "en, upright, larger text"),
        (View("fr", False, 2, True), "fr 横屏 最大字号 高对比", "fr, landscape, largest text, high contrast"),
        (View("zh", True, 0, True, 3), "zh 竖屏 高对比（另有 3 处）", "zh, upright, high contrast (and 3 more)"),
    ],
)
def test_a_view_in_words(view: View, chinese: str, english: str) -> None:
    assert view.words(True) == chinese
    assert view.words(False) == english


def test_a_problem_says_where_it_was_seen() -> None:
    fault = Fault(
        "text_small", Place(3, 5, 2), {"view": View("zh", True, 2, False).code(), "key": "标题", "size": "20"}
    )
    assert Problem("deck.yaml", fault).sentence("zh").startswith("zh 竖屏 最大字号：")
    assert Problem("deck.yaml", fault).sentence("en").startswith("zh, upright, largest text: ")


def test_a_view_comes_back_out_of_its_code() -> None:
    for upright, text, contrast, more in itertools.product((False, True), range(3), (False, True), (0, 12)):
        view = View("zh-Hant", upright, text, contrast, more)
        assert View.of(view.code()) == view
