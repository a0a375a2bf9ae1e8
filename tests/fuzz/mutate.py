"""Changes to files as people, programs and enemies make them; each takes bytes and random numbers, and gives bytes."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence

from tests.fuzz.watch import LARGEST

SCALARS = [
    "9" * 5000, "1e999999999", "-1e-999999999", "1" + "0" * 400, "nan", ".inf", "0x1F", "1_000", "１２３", "-0", "1.5.5",
    "2018-13-45", "99999-01", "-999999", "约1500", "2018/2019/2020", "2018-10 至 2019", "公元前221", "0000-00-00",
    "/dev/zero", "../../etc/passwd", "a\\0b", "con", "photos/" + "x" * 300, "x" * 5000 + ".jpg", "~root", "file:///etc",
    "{}", "[]", "[[[]]]", "{a: {b: c}}", "*a", "&a b", "!!python/object:os.system x", "|", ">", "|-9", "''", '""', "'", '"',
    "“引”", "：", "，", "｛zh：a｝", "［1，2］", "null", "~", "yes", "是", "#", "# x", "- x", "a: b: c", "@x", "`x", "%x",
    "\u00a0", "\u3000", "\u200b", "\ufeff", "\u2028", "\t", "\x07", "😀", "\U0010ffff", "é" * 2000, "字" * 19999,
    "t.csv", "t.xlsx", "=1+1", "1,234.5", "6.02亿", "90%", "(3.5)", "١٢٣", "²", "五十", "1990-1998", "31/10/2018",
]  # fmt: skip
"""What may stand where one word was expected."""
SIGNS = "：，“”［］｛｝－＃｜　\u00a0\u200b\t:-[]{}\"'|>&*!%@`#,?\n\r\x00\x07\u2028 ~0é甲😀\ufeff<=.\\/"
_KEY = re.compile(r"([A-Za-z_]+)(?=\s*[:：])")
_VALUE = re.compile(r"(?<=[:：,\[{-] )[^\s,\[\]{}][^,\[\]{}\n]*")
_NUMBER = re.compile(rb"\d+")
_ATTRIBUTE = re.compile(rb'"[^"<>]*"')
_PIECE = re.compile(rb"<[^<>]+>|[^<>]+")

Change = Callable[[bytes, random.Random], bytes]


def of_deck(keys: Sequence[str], others: Sequence[bytes]) -> Change:
    """Changes to a deck's lines, keys, values and blocks; `others` are decks to take blocks from."""

    def change(data: bytes, rng: random.Random) -> bytes:
        lines = data.decode("utf-8", "replace").split("\n")
        for _ in range(rng.choice([1, 1, 2, 3, 8])):
            _change_lines(lines, keys, others, rng)
        made = "\n".join(lines).encode("utf-8", "replace")
        return _encoded(made, rng)[:LARGEST]

    return change


def _change_lines(lines: list[str], keys: Sequence[str], others: Sequence[bytes], rng: random.Random) -> None:
    at = rng.randrange(len(lines))
    line = lines[at]
    cut = rng.randrange(len(line) + 1)
    end = _block_end(lines, at)
    what = rng.randrange(100)
    if what < 14:
        lines[at] = _VALUE.sub(lambda match: rng.choice(SCALARS) if rng.random() < 0.5 else match[0], line)
    elif what < 26:
        lines[at] = _KEY.sub(lambda match: rng.choice(keys) if rng.random() < 0.5 else match[0], line)
    elif what < 36:
        lines[at] = line[:cut] + rng.choice(SIGNS) + line[cut + rng.randrange(2) :]
    elif what < 44:
        lines[at] = " " * rng.randrange(12) + line.lstrip() if rng.random() < 0.8 else "\t" + line
    elif what < 52:
        del lines[at:end]
        lines[at:at] = [""] if not lines else []
    elif what < 60:
        lines[at:at] = lines[at:end]
    elif what < 68:
        to = rng.randrange(len(lines))
        lines[to:to] = _indented(lines[at:end], len(lines[to]) - len(lines[to].lstrip()))
    elif what < 78:
        other = rng.choice(others).decode("utf-8", "replace").split("\n")
        start = rng.randrange(len(other))
        lines[at:at] = _indented(other[start : _block_end(other, start)], len(line) - len(line.lstrip()))
    elif what < 84:
        lines[at] = line[:cut] + rng.choice(SCALARS) + line[cut:]
    elif what < 90:
        lines[at:end] = [line[:cut] + "{" * rng.randrange(1, 40) + line[cut:]]
    elif what < 94:
        lines[at:at] = rng.choice([["<<<<<<< HEAD"], ["======="], [">>>>>>> x"], ["---"], ["%YAML 1.1"], ["..."]])
    elif what < 96:
        _many_times(lines, at, end, rng)
    else:
        lines[at] = (
            line[:cut] + line[cut : cut + rng.choice([1, 2, 8, 50])] * rng.choice([30, 3000, 30000]) + line[cut:]
        )


def _block_end(lines: list[str], at: int) -> int:
    """The line after all that stands further in than this one."""
    column = len(lines[at]) - len(lines[at].lstrip())
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > column):
        end += 1
    return end


def _indented(block: list[str], column: int) -> list[str]:
    first = len(block[0]) - len(block[0].lstrip())
    return [" " * max(0, len(line) - len(line.lstrip()) - first + column) + line.lstrip() for line in block]


def _many_times(lines: list[str], at: int, end: int, rng: random.Random) -> None:
    """A block over and over, each with a number of its own, up to the largest file that counts."""
    block = lines[at:end]
    size = sum(len(line.encode("utf-8", "replace")) + 1 for line in block) + 4
    count = min(rng.choice([50, 1000, 20000, 1 << 20]), (LARGEST - 60_000) // max(1, size))
    own = rng.random() < 0.5
    lines[at:end] = [
        line.replace(" ", f" x{number}", 1) if own and index == 0 else line
        for number in range(count)
        for index, line in enumerate(block)
    ]


def _encoded(data: bytes, rng: random.Random) -> bytes:
    if rng.random() < 0.96:
        return data
    text = data.decode("utf-8", "replace")
    return text.encode(rng.choice(["gb18030", "utf-16", "utf-16-le", "utf-8-sig", "utf-32", "latin-1"]), "replace")


def of_bytes(words: Sequence[bytes]) -> Change:
    """Changes that know nothing of a format, but some of its words."""

    def change(data: bytes, rng: random.Random) -> bytes:
        made = bytearray(data)
        for _ in range(rng.choice([1, 1, 2, 4, 16])):
            at = rng.randrange(len(made) + 1)
            to = min(len(made), at + rng.choice([1, 1, 2, 4, 16, 200]))
            what = rng.randrange(20)
            if what < 5:
                made[at:to] = b""
            elif what < 10:
                made[at:at] = rng.choice(words)
            elif what < 13:
                made[at:at] = made[at:to] * rng.choice([1, 2, 50])
            elif what < 16:
                made[at:to] = rng.randbytes(to - at)
            elif what == 16:
                made[:] = made[: at or 1]
            elif what == 17 and to > at:
                made[at:to] = made[at:to] * min(rng.choice([1000, 30_000, LARGEST]), (LARGEST - len(made)) // (to - at))
            else:
                other = rng.randrange(len(made) + 1)
                made[at:at] = made[other : other + rng.choice([4, 40, 400])]
        return bytes(made[:LARGEST])

    return change


def of_zip(words: Sequence[bytes]) -> Change:
    """Changes to the parts of a zip, packed again; now and then to the zip itself."""
    rough = of_bytes(words)

    def change(data: bytes, rng: random.Random) -> bytes:
        if rng.random() < 0.1:
            return rough(data, rng)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as whole:
                parts = {one.filename: whole.read(one) for one in whole.infolist() if one.file_size <= 8 * LARGEST}
        except Exception:  # noqa: BLE001 - a broken zip is changed as bytes
            return rough(data, rng)
        if not parts:
            return rough(data, rng)
        for _ in range(rng.choice([1, 1, 2, 5])):
            name = rng.choice(list(parts))
            parts[name] = changed_xml(parts[name], words, rough, rng)
            if rng.random() < 0.05:
                other = rng.choice([rng.choice(list(parts)), "../x", "xl/sharedStrings.xml"])
                parts[other] = parts.pop(name)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as packed:
            for name, part in parts.items():
                packed.writestr(name, part)
        return made.getvalue() if len(made.getvalue()) <= LARGEST else data

    return change


def changed_xml(part: bytes, words: Sequence[bytes], rough: Change, rng: random.Random) -> bytes:
    """A part of a workbook, or a drawing: other values, or pieces that go, come and come again."""
    what = rng.randrange(10)
    if what < 4:
        pattern = rng.choice([_NUMBER, _ATTRIBUTE])
        quote = b'"' if pattern is _ATTRIBUTE else b""
        return pattern.sub(lambda match: quote + rng.choice(words) + quote if rng.random() < 0.1 else match[0], part)
    if what < 6:
        return rough(part, rng)
    pieces = _PIECE.findall(part) or [part]
    at = rng.randrange(len(pieces))
    to = min(len(pieces), at + rng.choice([1, 3, 8, 30]))
    if what < 8:
        times = min(rng.choice([1, 10, 1000, 100_000]), 6 * LARGEST // max(1, len(b"".join(pieces[at:to]))))
        pieces[at:to] = pieces[at:to] * times
    elif what == 8:
        del pieces[at:to]
    else:
        other = rng.randrange(len(pieces))
        pieces[at:at] = pieces[other : other + to - at]
    return b"".join(pieces)
