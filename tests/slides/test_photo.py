"""Looking closely at a picture: pinch, pan, double tap, the button, the inset; and several pictures together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPointingDevice
from PySide6.QtTest import QTest

from kiosk.content.files import find_picture
from kiosk.content.load import load
from kiosk.slides.picture import DRIFT, HOME_WITHIN, PictureItem
from kiosk.stage.exhibit import Exhibit
from kiosk.stage.window import Window
from kiosk.visit import GoTo, Mode, Next, Restart, Touch

DECK = """\
title: 图片
slides:
  - type: photo
    picture: large.png
    focus: [0.3, 0.4]
    caption: 大图
  - type: photo
    photos:
      - {picture: large.png, caption: 其一}
      - {picture: large.png, caption: 其二}
      - {picture: large.png, caption: 其三}
  - type: text
    headline: 末页
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deck with one picture of 4000 by 3000 px, a grid of lines a hundred px apart."""
    folder = tmp_path_factory.mktemp("photos")
    image = QImage(QSize(4000, 3000), QImage.Format.Format_RGB32)
    image.fill(QColor("#dddddd"))
    painter = QPainter(image)
    for at in range(0, 4000, 100):
        painter.fillRect(at, 0, 6, 3000, QColor("#333333"))
        painter.fillRect(0, at, 4000, 6, QColor("#aa2222"))
    painter.end()
    assert image.save(str(folder / "large.png"), quality=90)
    (folder / "deck.yaml").write_text(DECK, "utf-8")
    return folder


class Two:
    """Fingers on a window, each with a number: real touch events."""

    def __init__(self, window: Window, device: QPointingDevice) -> None:
        self._window, self._device = window, device

    def send(self, **fingers: tuple[str, float, float]) -> None:
        event = QTest.touchEvent(self._window, self._device, False)
        for name, (what, x, y) in fingers.items():
            getattr(event, what)(ord(name), QPoint(round(x), round(y)), self._window)
        event.commit(True)

    def tap(self, x: float, y: float) -> None:
        self.send(a=("press", x, y))
        self.send(a=("release", x, y))

    def pinch(self, x: float, y: float, start: float, end: float, steps: int = 10) -> None:
        """Two fingers `start` px apart around a point, ending `end` px apart."""
        self.send(a=("press", x - start / 2, y))
        self.send(a=("move", x - start / 2, y), b=("press", x + start / 2, y))
        for step in range(1, steps + 1):
            apart = start + (end - start) * step / steps
            self.send(a=("move", x - apart / 2, y), b=("move", x + apart / 2, y))
        self.send(a=("release", x - end / 2, y), b=("release", x + end / 2, y))

    def drag(self, start: tuple[float, float], end: tuple[float, float], steps: int = 10) -> None:
        self.send(a=("press", *start))
        for step in range(1, steps + 1):
            part = step / steps
            self.send(a=("move", start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part))
        self.send(a=("release", *end))


@pytest.fixture(scope="session")
def device() -> QPointingDevice:
    return QTest.createTouchDevice()


@pytest.fixture
def moving(request: pytest.FixtureRequest) -> bool:
    """Whether things move by themselves: not unless a test wants it."""
    return getattr(request, "param", False)


@pytest.fixture
def window(qtbot, folder: Path, moving: bool) -> Window:
    deck = load(folder / "deck.yaml").deck
    assert deck is not None
    exhibit = Exhibit(deck, deck.slide_ids(), lambda written: find_picture(folder, written))
    window = Window(exhibit, windowed=True, size=QSize(1920, 1080), now=lambda: 1000.0, moving=moving)
    qtbot.addWidget(window)
    window.place()
    qtbot.waitExposed(window)
    window.stage.do(Touch())
    window.stage.pictures.settle()
    window.stage.overlay.hints = False
    return window


@pytest.fixture
def two(window: Window, device: QPointingDevice) -> Two:
    return Two(window, device)


def shown(window: Window) -> PictureItem:
    view = window.stage.gallery.item(window.stage.state.slide)._view_now()
    assert view is not None
    return view.picture


def point(picture: PictureItem, x: float, y: float) -> QPointF:
    """The point of the picture, in fractions, that lies there."""
    rect = picture.shown_rect()
    return QPointF((x - rect.left()) / rect.width(), (y - rect.top()) / rect.height())


def test_the_crop_keeps_the_focal_point(window: Window) -> None:
    picture = shown(window)
    crop = picture.crop()
    assert crop.contains(QPointF(0.3, 0.4))
    assert picture.shown_rect().contains(picture.boundingRect())


def test_a_pinch_keeps_what_is_under_the_fingers(window: Window, two: Two) -> None:
    picture = shown(window)
    before = point(picture, 700, 400)
    two.pinch(700, 400, 200, 320)
    assert picture.zoom == pytest.approx(1.6, rel=0.02)
    after = point(picture, 700, 400)
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()), abs=0.01)
    assert window.stage.state.slide == 0


def test_all_of_it_can_be_seen_and_no_more_than_its_own_px(window: Window, two: Two) -> None:
    picture = shown(window)
    for _ in range(6):
        two.pinch(900, 400, 800, 100)
    assert picture.zoom == pytest.approx(picture.least)
    rect = picture.shown_rect()
    assert picture.boundingRect().adjusted(-1, -1, 1, 1).contains(rect)
    for _ in range(6):
        two.pinch(900, 400, 100, 800)
    assert picture.zoom == pytest.approx(picture.most)
    assert picture.shown_rect().width() == pytest.approx(4000, abs=1), "one px of the picture on one of the screen"


def test_a_double_tap_shows_its_own_px_there_and_back(window: Window, two: Two) -> None:
    picture = shown(window)
    before = point(picture, 500, 300)
    two.tap(500, 300)
    two.tap(500, 300)
    assert picture.zoom == pytest.approx(picture.most)
    after = point(picture, 500, 300)
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()), abs=0.01)
    two.tap(900, 300)
    two.tap(900, 300)
    assert picture.zoom == 1.0


def test_the_button_does_what_two_fingers_do(window: Window, two: Two) -> None:
    item, picture = window.stage.gallery.item(0), shown(window)
    at = item._zoom.sceneBoundingRect().center()
    assert min(item._zoom.boundingRect().width(), item._zoom.boundingRect().height()) >= 96
    two.tap(at.x(), at.y())
    assert picture.zoomed
    QTest.qWait(400)  # later than a double tap
    two.tap(at.x(), at.y())
    assert picture.zoom == 1.0


def test_a_zoomed_picture_pans_and_at_its_edge_the_swipe_turns_the_slide(window: Window, two: Two) -> None:
    picture = shown(window)
    two.pinch(900, 400, 100, 250)
    before = picture.shown_rect()
    two.drag((1000, 400), (900, 380))
    slop = window._recogniser.slop
    assert picture.shown_rect().left() - before.left() == pytest.approx(-100 + slop, abs=3)
    assert window.stage.state.slide == 0
    for _ in range(30):
        two.drag((1500, 400), (300, 400))
        if window.stage.state.slide:
            break
    assert window.stage.state.slide == 1


def test_it_never_leaves_its_frame(window: Window, two: Two) -> None:
    picture = shown(window)
    two.pinch(900, 400, 100, 300)
    for end in ((100, 100), (1800, 700), (100, 700), (1800, 100)):
        two.drag((960, 400), end)
        two.drag((960, 400), end)
        if window.stage.state.slide:
            window.stage.do(GoTo(0))
            two.pinch(900, 400, 100, 300)
        assert picture.shown_rect().adjusted(-1, -1, 1, 1).contains(picture.boundingRect())


def test_the_small_picture_shows_where_one_is_and_leads(window: Window, two: Two) -> None:
    picture = shown(window)
    assert picture.inset().isEmpty()
    two.pinch(900, 400, 100, 250)
    inset = picture.inset()
    assert min(inset.width(), inset.height()) >= 96
    two.tap(inset.left() + 0.9 * inset.width(), inset.top() + 0.9 * inset.height())
    crop = picture.crop()
    assert (crop.right(), crop.bottom()) == pytest.approx((1.0, 1.0), abs=0.02)


def test_what_is_looked_at_closely_becomes_sharp(window: Window, two: Two, qtbot) -> None:
    picture = shown(window)
    two.pinch(900, 400, 100, 800)
    two.pinch(900, 400, 100, 800)
    qtbot.waitUntil(lambda: picture._sharp is not None, timeout=8000)
    assert picture._sharp is not None
    _, sharp = picture._sharp
    assert sharp.width() >= picture.boundingRect().width() - 2


def test_the_next_visitor_finds_it_as_it_was(window: Window, two: Two) -> None:
    picture = shown(window)
    two.pinch(900, 400, 100, 300)
    assert picture.zoomed
    window.stage.do(Restart())
    assert picture.zoom == 1.0
    two.pinch(900, 400, 100, 300)
    window.stage.do(Next())
    window.stage.do(GoTo(0))
    assert shown(window).zoom == 1.0


def test_several_pictures_stand_together_and_each_opens(window: Window, two: Two) -> None:
    window.stage.do(GoTo(1))
    window.stage.pictures.settle()
    item = window.stage.gallery.item(1)
    assert item.steps == 4
    assert [picture.loaded for _, _, picture, _ in item._cells] == [True] * 3
    two.tap(960, 400)
    assert window.stage.state.step == 2
    window.stage.pictures.settle()
    assert [view.picture.loaded for view in item._views] == [False, True, False]
    assert not any(picture.loaded for _, _, picture, _ in item._cells)
    captions = [view.shot.caption.get("zh") for view in item._views if view.shot.caption]
    assert captions == ["其一", "其二", "其三"]


def test_it_drifts_while_nobody_touches_and_stands_for_a_finger(qtbot, folder: Path, device: QPointingDevice) -> None:
    deck = load(folder / "deck.yaml").deck
    assert deck is not None
    exhibit = Exhibit(deck, deck.slide_ids(), lambda written: find_picture(folder, written))
    window = Window(exhibit, windowed=True, size=QSize(960, 540), now=lambda: 1000.0)
    qtbot.addWidget(window)
    window.place()
    qtbot.waitExposed(window)
    window.stage.pictures.settle()
    assert window.stage.state.mode is Mode.ATTRACT
    picture = shown(window)
    qtbot.waitUntil(lambda: picture.zoom > 1.0005, timeout=8000)
    assert picture.zoom <= DRIFT < 1 + 2 * HOME_WITHIN
    Two(window, device).send(a=("press", 400, 200))
    stood: Callable[[], bool] = picture._drift.isActive
    assert not stood()


def test_a_picture_that_has_drifted_is_still_one_to_swipe_over(window: Window) -> None:
    item, picture = window.stage.gallery.item(0), shown(window)
    picture.drift(1)
    picture._drift_on()
    assert picture.zoom == pytest.approx(DRIFT)
    assert not picture.zoomed
    assert picture.inset().isEmpty()
    picture.grip()
    assert not item.takes(QPointF(900, 400), QPointF(-40, 0), 1)


def test_a_drift_without_a_picture_ends(window: Window) -> None:
    picture = shown(window)
    picture.unload()
    picture.drift(1)
    picture._drift_on()
    assert not picture._drift.isActive()
    picture.drift(100_000)
    picture.reset()
    assert not picture._drift.isActive()


def test_each_place_that_is_looked_at_becomes_sharp_without_motion_too(qtbot, window: Window, two: Two) -> None:
    picture = shown(window)
    picture.look_at(QPointF(500, 300), moving=False)
    qtbot.waitUntil(lambda: picture._sharp is not None)
    first = picture._sharp[0]
    picture.look_at(QPointF(500, 300), moving=False)
    picture.look_at(QPointF(1500, 700), moving=False)
    assert picture._sharp is None
    qtbot.waitUntil(lambda: picture._sharp is not None)
    assert picture._sharp[0] != first


@pytest.mark.parametrize("pull", ["beyond its edge", "too small"])
def test_a_picture_caught_beyond_its_limits_goes_back(window: Window, two: Two, pull: str) -> None:
    picture = shown(window)
    if pull == "too small":
        picture._show(picture.least / 1.2, QPointF(0.5, 0.5))
    else:
        picture._show(2.0, QPointF(-0.4, 0.5))
    two.tap(700, 300)
    assert picture.least <= picture.zoom <= picture.most
    shown_now, frame = picture.shown_rect(), picture.boundingRect()
    if pull == "too small":
        assert shown_now.left() - frame.left() == pytest.approx(frame.right() - shown_now.right())
    else:
        assert shown_now.left() <= frame.left() + 1
        assert shown_now.right() >= frame.right() - 1


@pytest.mark.parametrize("moving", [True], indirect=True)
def test_a_picture_caught_while_it_glides_becomes_sharp_where_it_is(window: Window, two: Two, qtbot) -> None:
    picture = shown(window)
    picture.look_at(QPointF(500, 300), moving=False)
    qtbot.waitUntil(lambda: picture._sharp is not None)
    before = picture._sharp[0]
    picture.let_go(QPointF(-2.0, -1.0), True)
    qtbot.waitUntil(lambda: picture.crop().right() > before.right() + 0.01)
    assert picture._moving is not None
    two.tap(1300, 700)  # it catches the picture, and lifts
    assert picture._moving is None
    crop = picture.crop()
    margin = 2e-3  # of the picture: a px or two
    qtbot.waitUntil(
        lambda: (
            picture._sharp is not None and picture._sharp[0].adjusted(-margin, -margin, margin, margin).contains(crop)
        )
    )
    assert picture.crop() == crop
