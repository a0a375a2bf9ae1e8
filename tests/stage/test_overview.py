"""Finding the way, and seeing it as one needs to: overview, text size, contrast, standing still, the hint."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent

from kiosk.look.theme import PAPER
from kiosk.slides.base import SlideItem
from kiosk.stage.bar import LEAST_TARGET, BarItem, Wants
from kiosk.stage.exhibit import TEXT_ZOOMS, Exhibit
from kiosk.stage.frame import Frame
from kiosk.stage.overview import UPRIGHT_WIDTHS, WIDTHS, Contents, OverviewItem, lay_out
from kiosk.stage.window import Window
from kiosk.visit import GoTo, Mode, Next, Overlook, Resize, Restart, Speak, Touch
from tests.slides.boxes import Hall, boxes
from tests.stage.conftest import Hand, hinted

Browse = Callable[[Window, int], None]
Rest = Callable[[Window], None]
Find = Callable[..., tuple[int, int]]


@pytest.fixture
def overview(qtbot, window: Window, hand: Hand, browse: Browse, at_rest: Rest, find_target: Find) -> OverviewItem:
    """Opened from the rail, at the ninth slide, with all its pictures there."""
    browse(window, 8)
    hand.tap(*find_target(window, "overview"))
    at_rest(window)
    found = window.stage._furniture.overview
    assert found is not None
    qtbot.waitUntil(lambda: found.wanted() is None, timeout=20_000)
    return found


def test_one_tap_goes_to_any_slide(
    window: Window, hand: Hand, at_rest: Rest, find_target: Find, overview: OverviewItem
) -> None:
    assert overview.wanted() is None
    hand.tap(*find_target(window, "slide", 14))
    at_rest(window)
    assert (window.stage.state.slide, window.stage.state.overview) == (14, False)
    assert window.stage._furniture.overview is None


def test_it_closes_and_the_slide_stands_as_before(
    window: Window, hand: Hand, at_rest: Rest, find_target: Find, overview: OverviewItem
) -> None:
    hand.tap(*find_target(window, "close"))
    at_rest(window)
    assert (window.stage.state.slide, window.stage._furniture.overview) == (8, None)


def test_back_to_the_start(
    window: Window, hand: Hand, at_rest: Rest, find_target: Find, overview: OverviewItem
) -> None:
    hand.tap(*find_target(window, "home"))
    at_rest(window)
    assert window.stage.state.slide == 0


def test_a_swipe_over_it_turns_nothing(window: Window, hand: Hand, at_rest: Rest, overview: OverviewItem) -> None:
    hand.drag((1400, 500), (300, 500))
    hand.lift(300, 500)
    at_rest(window)
    assert (window.stage.state.slide, window.stage.state.overview) == (8, True)


def test_a_key_closes_it_and_goes_on(window: Window, at_rest: Rest, overview: OverviewItem) -> None:
    window.stage.do(Next())
    at_rest(window)
    assert (window.stage.state.slide, window.stage.state.overview) == (9, False)


def test_a_language_changes_under_it(
    window: Window, hand: Hand, at_rest: Rest, find_target: Find, overview: OverviewItem
) -> None:
    hand.tap(*find_target(window, "speak", 1))
    at_rest(window)
    assert (window.stage.state.language, window.stage.state.overview) == ("en", True)
    assert window.stage._furniture.overview is not overview


def test_what_is_built_for_pictures_is_let_go(window: Window, qtbot, overview: OverviewItem) -> None:
    window.stage.do(Overlook(False))
    qtbot.waitUntil(lambda: len(window.stage.gallery._items) <= 3)


def test_every_visitor_begins_without_another_ones_wishes(
    window: Window, hand: Hand, at_rest: Rest, find_target: Find, overview: OverviewItem
) -> None:
    for what, index in (("size", 2), ("contrast", 1), ("still", 1)):
        hand.tap(*find_target(window, what, index))
        at_rest(window)
    state = window.stage.state
    assert (state.text_size, state.contrast, state.still, state.overview) == (2, True, True, True)
    assert (window.stage.theme.name, window.stage.moving) == ("contrast", False)
    window.stage.do(Restart())
    at_rest(window)
    assert (window.stage.theme.name, window.stage.moving) == ("paper", True)
    assert window.stage.gallery.item(0).setting.zoom == 1.0
    assert window.stage._furniture.overview is None


def test_the_letter_on_the_rail_leads_through_the_sizes(
    window: Window, hand: Hand, browse: Browse, at_rest: Rest, find_target: Find
) -> None:
    browse(window, 5)
    seen = []
    for _ in TEXT_ZOOMS:
        hand.tap(*find_target(window, "size"))
        at_rest(window)
        seen.append(window.stage.state.text_size)
    assert seen == [1, 2, 0]


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize("slide", [2, 7, 12])
def test_larger_text_is_larger_and_stays_above_the_rail(
    window: Window, browse: Browse, at_rest: Rest, slide: int, size: int
) -> None:
    browse(window, slide)
    plain = _words(window.stage.gallery.item(slide))
    window.stage.do(Resize(size))
    at_rest(window)
    item = window.stage.gallery.item(slide)
    large = _words(item)
    body = min(plain) * TEXT_ZOOMS[size]
    assert max(large) >= body * 0.999
    floor = item.setting.floor
    for child in item.childItems():
        if child.isVisible() and not child.boundingRect().isEmpty():
            extent = getattr(child, "extent", child.boundingRect)()
            assert child.mapRectToParent(extent).bottom() <= floor + 2


def _words(item: SlideItem) -> list[float]:
    """Logical px an em of every text shown on a slide, as large as it stands on the stage."""
    found, queue = [], [item]
    while queue:
        one = queue.pop()
        queue += [child for child in one.childItems() if child.isVisible()]
        block = getattr(one, "block", None)
        if block is not None:
            found.append(block.size * item.scale())
    return found


@pytest.mark.parametrize("zoomed", [0, 2])
def test_a_tap_means_what_stands_there_at_every_size(
    window: Window, hand: Hand, browse: Browse, at_rest: Rest, zoomed: int
) -> None:
    browse(window, 1)
    window.stage.do(Resize(zoomed))
    at_rest(window)
    item = window.stage.gallery.item(1)
    at = item.mapToScene(QPointF(item.setting.margin + item._axis.at[2], item._axis_y))
    hand.tap(round(at.x()), round(at.y()))
    assert item.steps >= 4
    assert window.stage.state.step == next(step for step, (event, _) in enumerate(item._places) if event == 2)


# ── the hint ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_hint_comes_once_to_each_visitor_and_goes_with_their_first_step(
    window: Window, browse: Browse, at_rest: Rest
) -> None:
    stage = window.stage
    browse(window, 3)
    assert hinted(window)
    stage.do(Next())
    at_rest(window)
    assert not hinted(window)
    stage.do(Restart())
    at_rest(window)
    browse(window, 3)
    assert hinted(window)


def test_nobody_is_hinted_at_while_it_cycles(make: Callable[..., Window], pass_time) -> None:
    window = make(slide=3)
    assert window.stage.state.mode is Mode.ATTRACT
    assert not hinted(window)


# ── the layout, without a window ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("counts", [[1], [1, 1, 1, 2, 2, 2, 1, 2, 4], [40], [3] * 30, [1] * 200])
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (2560, 1080)])
def test_every_slide_has_a_place_and_none_lies_on_another(counts: list[int], size: tuple[int, int]) -> None:
    numbers = iter(range(sum(counts)))
    chapters = tuple((f"章{index}", tuple(next(numbers) for _ in range(count))) for index, count in enumerate(counts))
    for width in (*WIDTHS, *UPRIGHT_WIDTHS):
        measure = size[0] - 192
        tiles, heads, height = lay_out(chapters, measure, width, size[1] / size[0])
        assert [tile.slide for tile in tiles] == list(range(sum(counts)))
        rects = [tile.rect for tile in tiles] + [head.rect for head in heads]
        for number, rect in enumerate(rects):
            assert QRectF(-0.5, -0.5, max(measure, width) + 1, height + 1).contains(rect)
            assert not any(rect.intersects(other.adjusted(1, 1, -1, -1)) for other in rects[number + 1 : number + 40])


@pytest.mark.parametrize("language", ["zh", "en", "de"])
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1440, 1080), (2560, 1080)])
@pytest.mark.parametrize("languages", [("zh",), ("zh", "en"), ("zh", "en", "de")])
def test_the_bars_targets_are_large_and_apart(
    qapp: object, language: str, size: tuple[int, int], languages: tuple[str, ...]
) -> None:
    frame = Frame.of(*size)
    height = 208.0 if frame.portrait else 112.0
    wants = Wants(languages, languages[0], text_sizes=3)
    bar = BarItem(wants, PAPER, language, frame.width, height, 72.0 if frame.portrait else 96.0, frame.portrait)
    places = [rect for _, _, rect in bar.places()]
    stage = QRectF(0, 0, frame.width, height)
    for number, rect in enumerate(places):
        assert stage.contains(rect)
        assert min(rect.width(), rect.height()) >= LEAST_TARGET
        assert not any(rect.intersects(other.adjusted(0.5, 0.5, -0.5, -0.5)) for other in places[number + 1 :])


def test_many_languages_stand_by_their_own_names(exhibit: Exhibit, qapp: object) -> None:
    codes = ("zh", "en", "fr", "de", "ru", "ja", "ko", "ar", "es", "pt", "it", "vi")
    contents = Contents((("一", (0, 1)),), 0, "一", Wants(codes, "ru", text_sizes=3))
    frame = Frame.of(1080, 1920)
    item = OverviewItem(contents, frame, PAPER, "zh", 72.0, 208.0, moving=False, low=False)
    found = set()
    for y in range(0, 1700, 24):
        for x in range(0, 1080, 24):
            target = item.target(QPointF(x, y))
            if target is not None and target[0] == "speak":
                found.add(target[1])
    assert found == set(range(len(codes)))


def turn_wheel(window: Window, delta: int) -> None:
    at = QPointF(900, 500)
    event = QWheelEvent(at, at, QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                        Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QCoreApplication.sendEvent(window.viewport(), event)


def test_a_long_overview_scrolls_by_a_finger_with_a_limit(
    make: Callable[..., Window], exhibit: Exhibit, device, at_rest: Rest, qtbot
) -> None:
    deck = exhibit.deck.with_slides(exhibit.deck.slides * 6)
    window = make()
    window.stage.show_exhibit(Exhibit(deck, deck.slide_ids(), exhibit.find))
    window.stage.do(Touch())
    window.stage.do(Overlook(True))
    at_rest(window)
    overview = window.stage._furniture.overview
    assert overview is not None
    hand = Hand(window, device)
    before = overview.shown_scroll
    hand.drag((900, 800), (900, 300))
    assert overview.shown_scroll == pytest.approx(before + 500 - window._recogniser.slop, abs=2)
    hand.touch(("move", 900, 300))
    hand.lift(900, 300)
    for _ in range(30):
        hand.drag((900, 250), (900, 850), steps=3)
        hand.lift(900, 850)
    assert -170 <= overview.shown_scroll <= 0
    assert window.stage.state.overview
    hand.tap(1915, 300)  # caught on its way back: it goes on
    at_rest(window)
    qtbot.waitUntil(lambda: not overview.gliding, timeout=8000)
    assert overview.shown_scroll == pytest.approx(0, abs=0.5)


def test_a_mouses_wheel_scrolls_it_and_turns_no_slide(make: Callable[..., Window], exhibit: Exhibit, qtbot) -> None:
    deck = exhibit.deck.with_slides(exhibit.deck.slides * 6)
    window = make()
    window.stage.show_exhibit(Exhibit(deck, deck.slide_ids(), exhibit.find))
    window.stage.do(Touch())
    window.stage.do(Overlook(True))
    overview = window.stage._furniture.overview
    assert overview is not None
    before = overview.shown_scroll
    turn_wheel(window, -360)
    assert overview.shown_scroll == pytest.approx(before + 360)
    turn_wheel(window, 120_000)
    assert overview.shown_scroll == 0
    assert window.stage.state.overview
    assert window.stage.state.slide == 0


def test_reach_low_keeps_the_arrows_in_the_lower_third(
    make: Callable[..., Window], exhibit: Exhibit, find_target: Find, browse: Browse
) -> None:
    window = make()
    deck = exhibit.deck.model_copy(update={"reach": "low"})
    window.stage.show_exhibit(Exhibit(deck, exhibit.ids, exhibit.find))
    browse(window, 3)
    furniture = window.stage._furniture
    places = [
        (x, y) for y in range(0, 1080, 12) for x in range(0, 1920, 12) if furniture.target(QPointF(x, y)) is not None
    ]
    assert {what for what in ("arrow", "overview", "size", "language") if find_target(window, what)}
    assert min(y for _, y in places) >= 1080 * 2 / 3


def test_a_language_of_the_window_is_kept_when_text_grows(window: Window, browse: Browse, at_rest: Rest) -> None:
    browse(window, 3)
    window.stage.do(Speak("en"))
    window.stage.do(Resize(1))
    at_rest(window)
    assert (window.stage.state.language, window.stage.gallery.language) == ("en", "en")


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1280, 1024)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_hint_covers_nothing(qapp: object, exhibit: Exhibit, size: tuple[int, int], language: str) -> None:
    """It stands in the strip that every slide leaves free above the rail."""
    hall = Hall(exhibit.deck, size, language, exhibit.find)
    stage = hall.stage
    stage.do(Touch())
    for slide in range(1, len(exhibit.slides)):
        stage.overlay._hinted = None
        stage.do(GoTo(slide))
        hint = stage._furniture._hint
        source = exhibit.slides[slide].source
        if hint is None:
            assert size[1] > size[0], slide
            assert source is not None
            continue
        strip = hint.sceneBoundingRect().adjusted(0, 4, 0, -4)
        covered = [what for what, box in boxes(stage.gallery.item(slide)) if box.intersects(strip)]
        assert covered == [], slide
    hall.close()
