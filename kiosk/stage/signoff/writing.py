"""Writes a proof as a PDF, page by page."""

from __future__ import annotations

import errno
from collections import Counter
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QPixmap

from kiosk.ops import disk
from kiosk.stage.shots import Reel, View, place_of, screening, small
from kiosk.stage.signoff.paper import DPI, Pages
from kiosk.stage.signoff.proof import Proof
from kiosk.stage.signoff.sheets import contact, frame, sheet

_WIDE, _UPRIGHT, _AT_A_GLANCE = 900, 520, 484
"""Px across a picture, and across one of the contact sheet: twice the dots it has there."""


def write_signoff(proof: Proof, path: Path, seen: View) -> None:
    """Write the proof as a PDF, whole or not at all.

    Args:
        proof: what of.
        path: the file.
        seen: the size, theme and text size of the pictures; their languages are the proof's.

    Raises:
        OSError: the file can't be written; what was there still is.
    """
    with ExitStack() as stack:
        views = {code: View(seen.size, code, seen.theme, seen.text) for code in proof.languages}
        reels = {code: stack.enter_context(screening(proof.exhibit, view)) for code, view in views.items()}
        with disk.replacing(place_of(path)) as file:
            _Writing(proof, reels, seen.size).write(file)


class _Writing:
    """One proof, on its way to paper."""

    def __init__(self, proof: Proof, reels: dict[str, Reel], size: tuple[int, int]) -> None:
        self._proof, self._reels = proof, reels
        self._width = _WIDE if size[0] >= size[1] else _UPRIGHT
        self._shape = small(QPixmap(*size), self._width).size()
        self._steps = {code: Counter(page.index for page in reel) for code, reel in reels.items()}

    def write(self, file: BinaryIO) -> None:
        """Draw all of it, and pour what is drawn into the file, page by page.

        Qt isn't given the file itself: it says nothing of a disk that took only a part of what it wrote.
        """
        counted = Pages()
        self._lay(counted)
        ink = QBuffer()
        ink.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = self._writer(ink)
        painter = QPainter()

        def begin(number: int) -> QPainter:
            if number > 1:
                _pour(ink, file)
                _sure(writer.newPage())
            frame(painter, self._proof, number, counted.count)
            return painter

        _sure(painter.begin(writer))
        try:
            self._lay(Pages(begin))
        finally:
            ended = painter.end()
        _sure(ended)
        _pour(ink, file)

    def _writer(self, ink: QBuffer) -> QPdfWriter:
        proof, upright = self._proof, QPageLayout.Orientation.Portrait
        writer = QPdfWriter(ink)
        writer.setTitle(f"{proof.exhibit.deck.title.get(proof.languages[0])} · {proof.say('proof')}")
        writer.setCreator("Touyan")
        writer.setResolution(DPI)
        writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), upright, QMarginsF()))
        return writer

    def _lay(self, pages: Pages) -> None:
        proof = self._proof
        home = proof.languages[0]
        shown = list(self._steps[home])
        contact(pages, proof, shown, self._shape, lambda index: self._drawn(_AT_A_GLANCE, index, home, 0))
        for index in range(len(proof.exhibit.slides)):
            steps = {code: counted[index] for code, counted in self._steps.items()}
            sheet(pages, proof, index, steps, self._shape, partial(self._drawn, self._width, index))

    def _drawn(self, width: int, index: int, language: str, step: int) -> QPixmap:
        return small(self._reels[language].picture(self._proof.exhibit.ids[index], step), width)


def _pour(ink: QBuffer, file: BinaryIO) -> None:
    file.write(ink.data().data())
    ink.buffer().clear()
    ink.seek(0)


def _sure(done: bool) -> None:
    if not done:
        raise OSError(errno.EIO, "the PDF can't be drawn")
