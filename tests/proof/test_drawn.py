"""What `kiosk check` sees when it draws the slides."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from kiosk.app import exhibit_of
from kiosk.commands.check import found
from kiosk.content.advice import DRAWN
from kiosk.content.load import load, problem_of
from kiosk.proof import drawn_faults
from kiosk.proof.judging import contrast
from kiosk.slides.event_panel import Panels
from kiosk.slides.text import Item as TextSlide
from tests.conftest import ROOT

HEAD = "title: t\nlanguages: [{languages}]\nslides:\n"


def told(folder: Path, slides: str, languages: str = "en") -> list[tuple[str, int, str]]:
    """Rule, line and English sentence of all that drawing shows."""
    (folder / "deck.yaml").write_text(HEAD.format(languages=languages) + slides, "utf-8")
    loaded = load(folder, with_source=True)
    assert not loaded.errors
    exhibit = exhibit_of(loaded)
    assert exhibit is not None
    steps: list[tuple[int, int]] = []
    faults = list(drawn_faults(loaded, exhibit, lambda done, whole: steps.append((done, whole))))
    assert steps[-1][0] == steps[-1][1]
    assert loaded.source is not None
    problems = [problem_of("deck.yaml", loaded.source, fault) for fault in faults]
    return [(problem.rule, problem.line, problem.sentence("en")) for problem in problems]


def test_a_slide_that_is_in_order(qtbot: QtBot, tmp_path: Path) -> None:
    assert told(tmp_path, "  - {type: text, headline: Good, statement: All is well.}\n") == []


IN_ORDER = {
    "events without words": """  - type: timeline
    events:
      - {date: -180, title: 渔民来此避风}
      - {date: 约1405, title: 修石码头}
      - {date: 1895/1921, title: 勘测与筹款}
      - {date: 1921-05, title: 码头开工}
      - {date: 1998-09-01, title: 新港启用}
""",
    "eras": """  - type: timeline
    events:
      - {date: 1405, title: Quay, text: The stones come down from the hills.}
      - {date: 1895/1921, title: Surveys, text: The tides are measured.}
      - {date: 1998-09-01, title: New harbour, text: A large ship moors.}
    eras:
      - {name: A fishing village, from: 1405, until: 1895}
""",
    "three on one another": """  - type: chart
    form: stacked
    title: Cargo
    groups: [{name: Timber}, {name: Grain}, {name: Containers, emphasis: true}]
    series:
      - {date: 2023, values: [75, 115, 95]}
      - {date: 2024, values: [70, 105, 145]}
""",
}


@pytest.mark.parametrize("slides", IN_ORDER.values(), ids=IN_ORDER)
def test_short_words_have_room_and_can_be_read_in_every_view(slides: str, qtbot: QtBot, tmp_path: Path) -> None:
    """The largest text leaves room for the year; an era's name isn't black on black in high contrast."""
    assert told(tmp_path, slides) == []


def test_a_text_without_room_and_one_that_is_small(qtbot: QtBot, tmp_path: Path) -> None:
    long = " ".join(["The harbour’s yearbook of ships and goods, first printed in the year of the flood"] * 9)
    faults = told(tmp_path, f'  - type: text\n    headline: Good\n    source: "{long}"\n')
    assert ("text_cut", 6) in [(rule, line) for rule, line, _ in faults]
    shorter = long[:330]
    faults = told(tmp_path, f'  - type: text\n    headline: Good\n    source: "{shorter}"\n')
    small = [fault for fault in faults if fault[0] == "text_small"]
    assert small
    assert small[0][1] == 6
    assert "under 24" in small[0][2]


LONG = "The {}th lighthouse of the southern mole is lit in the presence of all the captains of the town and of others"


def crowded(line: str) -> str:
    """A timeline with more events than its axis has room for names."""
    events = "".join(f"      - {{{line.format(date=1900 + 7 * n, long=LONG.format(n))}}}\n" for n in range(14))
    return f"  - type: timeline\n    events:\n{events}"


def test_a_name_that_ends_in_an_ellipsis_is_lost_only_where_it_stands_nowhere_whole(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """A crowded axis cuts names by design: the open event says its title in full, and never what stands in `short`."""
    assert told(tmp_path, crowded("date: {date}, title: {long}")) == []
    faults = told(tmp_path, crowded("date: {date}, title: Light, short: {long}"))
    assert {rule for rule, _, _ in faults} == {"text_cut"}
    assert len({line for _, line, _ in faults}) == len(faults) > 3
    assert f'there is no room for "{LONG.format(0)}"' in faults[0][2]
    assert "add short" not in faults[0][2]


def test_what_is_cut_in_other_places_in_each_view_is_told_once(qtbot: QtBot, tmp_path: Path) -> None:
    series = "".join(f"      - {{name: {LONG.format(n)}, value: 4}}\n" for n in range(8))
    slides = "  - type: chart\n    form: horizontal\n    title: Ships\n    unit: ships\n    series:\n" + series
    lines = [line for rule, line, _ in told(tmp_path, slides) if rule == "text_cut"]
    assert lines
    assert len(lines) == len(set(lines))


def test_as_many_views_are_counted_as_show_it(qtbot: QtBot, tmp_path: Path) -> None:
    """And not each step of the slide in each of them: there are eight."""
    faults = told(tmp_path, crowded("date: {date}, title: Light, short: {long}"))
    counted = [int(found[1]) for _, _, said in faults if (found := re.search(r"\(and (\d+) more\)", said))]
    assert counted
    assert max(counted) < 8


def test_a_year_that_is_seen_whole_is_not_cut(qtbot: QtBot, tmp_path: Path) -> None:
    """In the largest text the axis leaves the open event little height, and its date is set small."""
    slides = """  - type: timeline
    events:
      - {date: 1921-05, title: Quay}
      - {date: 1936, title: Light, short: The lighthouse of the southern mole is lit for the first time since}
      - {date: 1998-09-01, title: Port}
"""
    assert told(tmp_path, slides) == []


def test_a_date_without_room_is_told_of_where_it_is_written(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Panels, "_date_width", lambda *_: 60.0)
    slides = (
        "  - type: timeline\n    events:\n      - {date: 1921, title: Quay}\n      - {date: 1998-09, title: Port}\n"
    )
    assert [(rule, line, sentence.split('"')[1]) for rule, line, sentence in told(tmp_path, slides)] == [
        ("text_cut", 7, "September"),
        ("text_cut", 7, "1998"),
    ]


def test_more_than_a_screen_and_longer_than_it_stands(qtbot: QtBot, tmp_path: Path) -> None:
    words = "Ships from every coast came up the river with the morning tide, and left with the evening one. " * 14
    slides = "  - type: timeline\n    events:\n" + f'      - {{date: 2019, title: Ships, text: "{words}"}}\n'
    faults = told(tmp_path, slides)
    assert {"text_paged", "reading_long"} <= {rule for rule, _, _ in faults}
    reading = next(sentence for rule, _, sentence in faults if rule == "reading_long")
    assert "after 30 s" in reading
    assert {rule for rule, _, _ in told(tmp_path, slides + "    dwell: 120\n")} == {"text_paged"}


def test_a_picture_that_is_enlarged(qtbot: QtBot, tmp_path: Path) -> None:
    image = QImage(640, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#345"))
    assert image.save(str(tmp_path / "small.png"))
    slides = "  - type: photo\n    picture: small.png\n    caption: A picture\n    credit: Me\n    alt: Blue\n"
    _, line, sentence = next(fault for fault in told(tmp_path, slides) if fault[0] == "picture_small")
    assert line == 5
    assert '"small.png" has 640×400 px' in sentence


def test_words_that_fade_into_their_ground(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = TextSlide.build

    def pale(self: TextSlide) -> None:
        build(self)
        for item in self.childItems():
            if hasattr(item, "block"):
                item.recolour(QColor("#C8C0B0"))

    monkeypatch.setattr(TextSlide, "build", pale)
    faults = told(tmp_path, "  - {type: text, headline: Good}\n")
    assert [(rule, line) for rule, line, _ in faults] == [("contrast_low", 4)]
    assert faults[0][2].startswith('en, landscape (and 7 more): "Good" has a contrast of 1.')


def test_a_slide_that_cannot_be_drawn(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Any) -> None:
        raise ValueError("no ink")

    monkeypatch.setattr(TextSlide, "build", fail)
    faults = told(tmp_path, "  - {type: text, headline: Good}\n")
    assert [(rule, line) for rule, line, _ in faults] == [("slide_failed", 4)]
    assert "(no ink)" in faults[0][2]


def test_every_rule_of_drawing_is_told_here() -> None:
    text = Path(__file__).read_text("utf-8")
    assert [rule for rule in sorted(DRAWN) if f'"{rule}"' not in text] == []


def test_a_silence_for_what_is_seen_is_idle_only_where_it_was_looked_at(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(
        HEAD.format(languages="en") + "  - {type: text, headline: Good, silence: {text_cut: It looks well.}}\n", "utf-8"
    )
    loaded = load(tmp_path, with_source=True)
    assert list(found(loaded, "deck.yaml")) == []


@pytest.mark.parametrize(
    ("colour", "ground", "ratio"),
    [("#000000", "#FFFFFF", 21.0), ("#767676", "#FFFFFF", 4.54), ("#FFFFFF", "#FFFFFF", 1.0),
     ("#80000000", "#FFFFFF", 3.98)],
)  # fmt: skip
def test_contrast_as_wcag_counts_it(colour: str, ground: str, ratio: float) -> None:
    assert contrast(QColor(colour), QColor(ground)) == pytest.approx(ratio, abs=0.04)


def test_letters_that_a_font_of_the_decks_own_lacks(qtbot: QtBot, tmp_path: Path) -> None:
    """A font for figures alone ("font_lacks" is of letters, and it has none of these)."""
    narrow = (ROOT / "assets/fonts/BarlowCondensed_600SemiBold.ttf").read_bytes()
    (tmp_path / "narrow.ttf").write_bytes(narrow)
    text = "title: t\nlanguages: [zh]\nlook:\n  fonts: {figures: narrow.ttf, headline: narrow.ttf}\nslides:\n"
    (tmp_path / "deck.yaml").write_text(text + "  - {type: text, headline: 头雁 100}\n", "utf-8")
    loaded = load(tmp_path, with_source=True)
    exhibit = exhibit_of(loaded)
    assert exhibit is not None
    faults = [fault for fault in drawn_faults(loaded, exhibit, lambda *_: None) if fault.name == "font_lacks"]
    assert [(fault.place.line, fault.values["value"], fault.values["count"]) for fault in faults] == [(4, "头雁", "2")]


def test_a_slide_that_was_looked_at_goes_before_the_next_one_comes(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command runs no loop that would delete what is to be deleted later: a hundred slides had taken 6.7 GB."""
    there, most = [0], [0]
    build = TextSlide.build

    def counted(item: TextSlide) -> None:
        there[0] += 1
        most[0] = max(most[0], there[0])
        item.destroyed.connect(lambda: there.__setitem__(0, there[0] - 1))
        build(item)

    monkeypatch.setattr(TextSlide, "build", counted)
    told(tmp_path, "".join(f"  - {{type: text, headline: Number {number}}}\n" for number in range(8)))
    assert (there[0], most[0]) == (0, 1)
