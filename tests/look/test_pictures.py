"""Whatever a photographer hands over is decoded at the size needed, upright, and only the part that is looked at."""

from __future__ import annotations

import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from kiosk.look.pictures import LARGEST_WHOLE, Pictures, decode
from tests.conftest import ROOT

RED, GREEN, BLUE, WHITE = (QColor(name) for name in ("#d00000", "#00a000", "#0000d0", "#ffffff"))


def quarters(size: QSize, form: QImage.Format = QImage.Format.Format_RGB32) -> QImage:
    """Red and green above, blue and white below: every turn and every part shows."""
    image = QImage(size, form)
    painter = QPainter(image)
    half_width, half_height = size.width() // 2, size.height() // 2
    for x, y, colour in ((0, 0, RED), (1, 0, GREEN), (0, 1, BLUE), (1, 1, WHITE)):
        painter.fillRect(x * half_width, y * half_height, half_width + 1, half_height + 1, colour)
    painter.end()
    return image


def near(image: QImage, x: float, y: float, colour: QColor) -> bool:
    """Whether that point (in fractions) has about that colour."""
    seen = image.pixelColor(round(x * (image.width() - 1)), round(y * (image.height() - 1)))
    return all(abs(one - other) < 40 for one, other in zip(seen.getRgb()[:3], colour.getRgb()[:3], strict=True))


def corners(image: QImage) -> list[str]:
    names = {"red": RED, "green": GREEN, "blue": BLUE, "white": WHITE}
    return [
        next((name for name, colour in names.items() if near(image, x, y, colour)), "?")
        for x, y in ((0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8))
    ]


def jpeg(image: QImage, orientation: int = 1) -> bytes:
    """A JPEG file, with the EXIF orientation a camera writes."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"jpeg")
    writer.setQuality(95)
    assert writer.write(image)
    data = bytes(buffer.data().data())
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 1) + entry + b"\0\0\0\0"
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:]


TURNED = {
    1: ["red", "green", "blue", "white"],
    2: ["green", "red", "white", "blue"],
    3: ["white", "blue", "green", "red"],
    4: ["blue", "white", "red", "green"],
    5: ["red", "blue", "green", "white"],
    6: ["blue", "red", "white", "green"],
    7: ["white", "green", "blue", "red"],
    8: ["green", "white", "red", "blue"],
}
"""What is seen at each EXIF orientation (Exif 2.32, tag 0x0112)."""


@pytest.mark.parametrize("orientation", sorted(TURNED))
def test_a_photograph_stands_upright_and_so_does_each_part_of_it(
    qapp: object, tmp_path: Path, orientation: int
) -> None:
    path = tmp_path / "camera.jpg"
    path.write_bytes(jpeg(quarters(QSize(800, 600)), orientation))
    image, full = decode(path, QSize(200, 200))
    turned = orientation > 4
    assert full == (QSize(600, 800) if turned else QSize(800, 600))
    assert corners(image) == TURNED[orientation]
    for x, y, name in zip((0, 1, 0, 1), (0, 0, 1, 1), TURNED[orientation], strict=True):
        part, _ = decode(path, QSize(100, 100), QRectF(x * 0.55, y * 0.55, 0.4, 0.4))
        assert corners(part) == [name] * 4, (x, y)


@pytest.mark.parametrize(
    ("ending", "form"),
    [
        ("png", QImage.Format.Format_RGBA64),
        ("png", QImage.Format.Format_Grayscale16),
        ("png", QImage.Format.Format_Indexed8),
        ("tif", QImage.Format.Format_RGBX64),
        ("tif", QImage.Format.Format_CMYK8888),
        ("jpg", QImage.Format.Format_CMYK8888),
        ("jpg", QImage.Format.Format_Grayscale8),
        ("webp", QImage.Format.Format_ARGB32),
        ("bmp", QImage.Format.Format_RGB888),
    ],
)
def test_every_depth_and_colour_space_is_shown(qapp: object, tmp_path: Path, ending: str, form: QImage.Format) -> None:
    path = tmp_path / f"picture.{ending}"
    assert quarters(QSize(400, 300)).convertToFormat(form).save(str(path), quality=100)
    image, full = decode(path, QSize(100, 100))
    assert full == QSize(400, 300)
    assert image.format() == QImage.Format.Format_RGB32
    grey = form in {QImage.Format.Format_Grayscale16, QImage.Format.Format_Grayscale8}
    assert near(image, 0.8, 0.8, WHITE)
    assert grey or corners(image) == TURNED[1]


def test_what_is_transparent_lies_on_white(qapp: object, tmp_path: Path) -> None:
    image = QImage(QSize(100, 100), QImage.Format.Format_ARGB32)
    image.fill(0)
    assert image.save(str(tmp_path / "clear.png"))
    assert near(decode(tmp_path / "clear.png", QSize(50, 50))[0], 0.5, 0.5, WHITE)


def test_of_an_animation_its_first_picture_is_shown(qapp: object, tmp_path: Path) -> None:
    """A GIF of two frames, one px each: red, then black."""
    head = b"GIF89a\x01\0\x01\0\x80\0\0\xd0\0\0\0\0\0"
    frames = b"".join(
        b"\x21\xf9\x04\0\x0a\0\0\0" + b"\x2c\0\0\0\0\x01\0\x01\0\0" + b"\x02\x02" + code + b"\0"
        for code in (b"\x44\x01", b"\x4c\x01")
    )
    path = tmp_path / "moving.gif"
    path.write_bytes(head + frames + b";")
    assert near(decode(path, QSize(10, 10))[0], 0.5, 0.5, RED)


def test_a_huge_photograph_is_decoded_no_larger_than_it_must_be(qapp: object, tmp_path: Path) -> None:
    path = tmp_path / "huge.jpg"
    path.write_bytes(jpeg(quarters(QSize(8000, 6000))))
    image, full = decode(path, QSize(480, 270))
    assert full == QSize(8000, 6000)
    assert image.width() * image.height() <= 480 * 360 * 1.1
    part, _ = decode(path, QSize(480, 270), QRectF(0.6, 0.1, 0.06, 0.045))
    assert (part.width(), part.height()) == (480, 270)
    assert corners(part) == ["green"] * 4


def test_what_can_t_be_used_is_no_picture(qapp: object, tmp_path: Path) -> None:
    (tmp_path / "words.jpg").write_text("不是图片")
    (tmp_path / "cut.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    side = int(LARGEST_WHOLE**0.5) + 10
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    (tmp_path / "vast.png").write_bytes(b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + b"\0" * 20)
    for name in ("words.jpg", "cut.png", "vast.png", "nowhere.jpg"):
        assert decode(tmp_path / name, QSize(100, 100))[0].isNull(), name


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    path = tmp_path / "drawing.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="20" height="15" fill="#d00000"/>'
        '<rect x="20" width="20" height="15" fill="#00a000"/><rect y="15" width="20" height="15" fill="#0000d0"/></svg>'
    )
    return path


def test_a_drawing_is_sharp_in_every_part(qapp: object, drawing: Path) -> None:
    image, full = decode(drawing, QSize(400, 300))
    assert (full, image.size()) == (QSize(40, 30), QSize(400, 300))
    assert corners(image) == TURNED[1]
    part, _ = decode(drawing, QSize(400, 300), QRectF(0.55, 0.05, 0.4, 0.4))
    assert (part.size(), corners(part)) == (QSize(400, 300), ["green"] * 4)


def test_a_picture_that_became_another_since_the_check_is_judged_again(qapp: object, drawing: Path) -> None:
    """One with a script, or without an end, isn't drawn, whatever was known of the file before."""
    assert not decode(drawing, QSize(40, 30))[0].isNull()
    drawing.write_text(drawing.read_text().replace("</svg>", "<script>1</script></svg>"))
    assert decode(drawing, QSize(40, 30))[0].isNull()


def test_what_a_file_is_stands_in_it_and_not_in_its_name(qapp: object, drawing: Path, tmp_path: Path) -> None:
    """The check judges it so; and a drawing called .png was drawn small, and made larger."""
    renamed = drawing.rename(tmp_path / "drawing.png")
    assert decode(renamed, QSize(400, 300))[0].size() == QSize(400, 300)
    photograph = tmp_path / "photograph.png"
    assert quarters(QSize(80, 60)).save(str(photograph))
    image, full = decode(photograph.rename(tmp_path / "photograph.svg"), QSize(40, 30))
    assert (full, image.size()) == (QSize(80, 60), QSize(40, 30))


def test_pictures_are_decoded_beside_the_ui_and_kept_within_their_budget(qtbot, drawing: Path, tmp_path: Path) -> None:
    pictures = Pictures()
    pictures.serve(400, 300)
    got: list[QSize] = []

    def ask(path: Path, then: Callable[..., None] = lambda picture: got.append(picture.size())) -> None:
        pictures.ask(path, QSize(400, 300), then)

    ask(drawing)
    assert not got
    qtbot.waitUntil(lambda: len(got) == 1)
    ask(drawing)
    assert len(got) == 2, "what is kept is there at once"
    assert pictures.full_size(drawing) == QSize(40, 30)
    for number in range(6):
        path = tmp_path / f"{number}.png"
        quarters(QSize(400, 300)).save(str(path))
        ask(path)
    pictures.settle()
    assert pictures._bytes <= 3.5 * 400 * 300 * 4
    pictures.ask_part(drawing, QSize(100, 75), QRectF(0, 0, 0.5, 0.5), lambda picture: got.append(picture.size()))
    before = pictures._bytes
    pictures.settle()
    assert (got[-1], pictures._bytes) == (QSize(100, 75), before), "a part is for whoever asked, and isn't kept"


DYING = """
import sys
import threading
import time
from pathlib import Path
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QImage
from kiosk.app import application
from kiosk.look import pictures as module
from kiosk.look.pictures import Pictures

app = application()
module.decode = lambda *_, **__: (QImage(), QSize(sum(range(300_000)) % 7, 0))  # it is in the interpreter all the time
for _ in range(20):
    owner = QObject()
    pictures = Pictures(owner)
    pictures.serve(400, 300)
    for width in range(20, 40):
        pictures.ask(Path(sys.argv[1]), QSize(width, width), lambda _: None)
    pictures = None
    app.processEvents()
    owner.deleteLater()
    app.processEvents()
print("ended")
"""


def test_an_exhibit_that_closes_while_pictures_are_decoded_does_not_hang(tmp_path: Path) -> None:
    """Its end waited for a thread that waited for the interpreter, which its end held."""
    path = tmp_path / "picture.jpg"
    path.write_bytes(jpeg(quarters(QSize(64, 48))))
    done = subprocess.run(
        [sys.executable, "-c", DYING, str(path)], capture_output=True, text=True, timeout=60, cwd=ROOT, check=False
    )
    assert done.stdout == "ended\n", done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_the_screen_goes_on_while_a_picture_is_decoded(qapp: object, tmp_path: Path, ending: str) -> None:
    """Qt's own renderer of SVG kept the interpreter, and with it the screen, until it was done."""
    path = tmp_path / f"large.{ending}"
    if ending == "svg":
        shapes = "".join(f'<circle cx="{n % 400}" cy="{n % 299}" r="90" opacity="0.5"/>' for n in range(1500))
        path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300">{shapes}</svg>')
    else:
        assert quarters(QSize(6000, 4000)).save(str(path))
    took: list[float] = []

    def work() -> None:
        begun = time.perf_counter()
        assert not decode(path, QSize(1920, 1080))[0].isNull()
        took.append(time.perf_counter() - begun)

    thread = threading.Thread(target=work)
    last, longest = time.perf_counter(), 0.0
    thread.start()
    while thread.is_alive():
        thread.join(0.001)
        longest, last = max(longest, time.perf_counter() - last), time.perf_counter()
    assert longest < took[0] / 2


MANY = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from kiosk.look.pictures import decode
app = QGuiApplication([])

def look(path):
    for _ in range(300):
        assert not decode(Path(path), QSize(16, 12))[0].isNull()

threads = [threading.Thread(target=look, args=(path,)) for path in sys.argv[1:] * 2]
for one in threads:
    one.start()
for one in threads:
    one.join()
print("all of them")
"""


def test_several_stages_may_read_pictures_at_once(tmp_path: Path) -> None:
    """Two threads in Qt's readers had waited for each other, and everything with them. In a process that may hang."""
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 6"><path d="M0 0h8"/></svg>'
    )
    image = QImage(8, 6, QImage.Format.Format_RGB32)
    image.fill(7)
    assert image.save(str(tmp_path / "a.png"))
    command = [sys.executable, "-c", MANY, *(str(tmp_path / name) for name in ("a.svg", "a.png"))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (0, "all of them\n"), done.stderr
