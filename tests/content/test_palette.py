"""A deck's own colours: what follows from them, and what will do instead of one that can't be read."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from kiosk.content.palette import GROUNDS, LEAST_CONTRAST, PALETTES, contrast, dressed, faint, mixed, passing
from kiosk.content.styling import Colours, Look, look_faults

SEED = 20261124


def colours(count: int) -> list[str]:
    print("seed", SEED)
    dice = random.Random(SEED)
    return [f"#{dice.randrange(1 << 24):06X}" for _ in range(count)]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)  # the well-known grey that just fails


@pytest.mark.parametrize("name", PALETTES)
def test_the_themes_themselves_can_be_read(name: str) -> None:
    assert faint(PALETTES[name]) == []
    assert dressed(PALETTES[name], {}) == PALETTES[name]


def test_the_colour_suggested_can_be_read_and_is_near() -> None:
    for colour in colours(300):
        for ground in ("#F5F0E6", "#15171C"):
            better = passing(colour, ground)
            assert contrast(better, ground) >= LEAST_CONTRAST
            assert (better == colour) == (contrast(colour, ground) >= LEAST_CONTRAST)


def test_a_faint_colour_is_told_of_by_the_name_that_the_deck_gives_it() -> None:
    faults = list(look_faults(Look(colours=Colours(figures="#F5F0E0")), "paper"))
    assert [(loc, values["key"], values["value"]) for loc, _, values in faults] == [
        (("colours", "figures"), "figures", "#F5F0E0")
    ]


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({"paper": "#1C1A17"}, ("paper", "#1C1A17", "1.0", "#848382")),
        ({"cover": "#808080"}, ("cover", "#1C1A17", "4.4", "#838383")),
        ({"sheet": "#222222"}, ("sheet", "#1C1A17", "1.1", "#838383")),
        ({"mute": "#CCCCCC"}, ("mute", "#F5F0E6", "1.4", "#6C6C6C")),
        ({"accent": "#777777", "cover": "#B8271B"}, ("accent", "#F5F0E6", "3.9", "#6D6D6D")),
        ({"on_accent": "#C05040"}, ("on_accent", "#B8271B", "1.3", "#F0D5D1")),
    ],
)
def test_one_of_the_decks_own_colours_is_told_of(own: dict[str, str], told: tuple[str, ...]) -> None:
    """The text's colour where the deck gives it, else the ground's; and what would do in its place."""
    found = [
        (loc[-1], values["other"], values["ratio"], values["plain"])
        for loc, _, values in look_faults(Look(colours=Colours(**own)), "paper")
    ]
    assert found == [told]


def test_no_one_colour_is_read_on_black_and_on_white_and_grey_at_once() -> None:
    assert passing("#808080", "#000000", "#FFFFFF", "#777777") == ""


@pytest.mark.parametrize("theme", ["paper", "night"])
def test_what_follows_from_paper_and_ink_can_be_read_where_they_can(theme: str) -> None:
    for colour in colours(300):
        ends = ("#000000", "#FFFFFF") if contrast(colour, "#000000") > 9 else ("#FFFFFF", "#000000")
        made = dressed(PALETTES[theme], {"paper": colour, "ink": ends[0]})
        if contrast(colour, ends[0]) >= 7:
            assert min(contrast(made[token], made["paper"]) for token in ("second", "mute")) >= LEAST_CONTRAST


def test_words_on_any_accent_can_be_read() -> None:
    for colour in colours(300):
        assert contrast(dressed(PALETTES["paper"], {"accent": colour})["on_accent"], colour) >= LEAST_CONTRAST


OWN: list[dict[str, str]] = [
    {},
    {"paper": "#FFFFFF"},
    {"paper": "#101418", "ink": "#F0F0F0"},
    {"ink": "#333333", "mute": "#777777"},
    {"accent": "#0A7D4F"},
    {"accent": "#FFC107"},
    {"cover": "#123456"},
    {"cover": "#EEEEEE", "accent": "#880000"},
    {"accent": "#336699", "on_accent": "#FFFFFE"},
    {"paper": "#FAFAFA", "ink": "#FAFAF0", "accent": "#FAFA00", "cover": "#808080"},
]


def test_what_follows_from_a_decks_own_colours(accept: bool) -> None:
    """To the last token; look at the pictures of a deck in such colours before a change is accepted."""
    made = [{"theme": theme, "own": own, "made": dressed(PALETTES[theme], own)} for theme in PALETTES for own in OWN]
    words = json.dumps(made, indent=1) + "\n"
    golden = Path(__file__).parent / "palettes.json"
    if accept:
        golden.write_text(words, "utf-8")
    assert words == golden.read_text("utf-8")


@pytest.mark.parametrize(
    ("one", "other", "part", "made"),
    [
        ("#000000", "#FFFFFF", 0.5, "#808080"),
        ("#102030", "#102030", 0.7, "#102030"),
        ("#FF0000", "#0000FF", 0.25, "#BF0040"),
        ("#FFFF0000", "#000000", 1, "#000000"),
    ],
)
def test_colours_are_mixed_channel_by_channel(one: str, other: str, part: float, made: str) -> None:
    assert mixed(one, other, part) == made


def test_a_colour_that_is_named_stays_as_it_is() -> None:
    own = {token: colour for token, colour in zip(GROUNDS, colours(20), strict=False) if token != "cover"}
    made = dressed(PALETTES["paper"], own)
    assert {token: made[token] for token in own} == own


def test_what_is_suggested_for_a_faint_colour_ends_the_fault() -> None:
    told = 0
    for colour in colours(200):
        look = Look(colours=Colours(accent=colour))
        for loc, rule, values in look_faults(look, "paper"):
            told += 1
            assert (loc, rule) == (("colours", "accent"), "colour_faint")
            mended = Look(colours=Colours(accent=values["plain"]))
            assert list(look_faults(mended, "paper")) == []
    assert told > 50
