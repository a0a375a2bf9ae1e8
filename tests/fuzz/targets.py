"""What is tried: the loader with the proof-reader behind it, and the two readers of tables, each through the deck."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk import bundled
from kiosk.commands.new import TEMPLATE
from kiosk.content.load import VOCABULARY, load
from kiosk.content.problems import show
from kiosk.content.proof import proofread
from tests.fuzz.doors import DOORS
from tests.fuzz.mutate import SCALARS, SIGNS, Change, of_bytes, of_deck, of_zip

CONTENT = Path(__file__).resolve().parent.parent / "content"
WORDS = [word.encode("utf-8", "replace") for word in [*SCALARS, *SIGNS, *sorted(VOCABULARY.keys)]]
SLOWER = 60
TABLE_DECK = """title: t
languages: [zh, en]
slides:
  - {type: chart, title: a, unit: 亿人, data: %s}
  - {type: chart, title: b, data: {file: %s, name: A, values: [B, C]}}
  - {type: timeline, data: %s}
"""


@dataclass(frozen=True)
class Target:
    """Something that reads a file.

    Attributes:
        name: on the command line. seeds: what the changes begin with. change: of an input.
        run: reads an input that is written into a folder; raises nothing, if it is as it should be.
    """

    name: str
    seeds: Callable[[], list[bytes]]
    change: Change
    run: Callable[[Path, bytes], None]


def read_deck(folder: Path, data: bytes) -> None:
    """Load, proof-read, and word all that is wrong, in both languages."""
    (folder / "deck.yaml").write_bytes(data)
    _check(folder)


def _check(folder: Path) -> None:
    loaded = load(folder / "deck.yaml", with_source=True)
    assert loaded.deck is not None or loaded.errors, "nothing to show, and nothing is said of it"
    for language in ("zh", "en"):
        show(loaded.problems, language)
    if loaded.deck is not None:
        for _fault in proofread(loaded):
            pass


def _read_table(name: str) -> Callable[[Path, bytes], None]:
    def read(folder: Path, data: bytes) -> None:
        (folder / name).write_bytes(data)
        (folder / "deck.yaml").write_text(TABLE_DECK.replace("%s", name), "utf-8")
        _check(folder)

    return read


def decks() -> list[bytes]:
    """The bundled one, the template, and all that are broken on purpose."""
    paths = [bundled.data() / "deck.yaml", TEMPLATE / "deck.yaml"]
    paths += sorted((CONTENT / "broken").glob("*.yaml")) + sorted((CONTENT / "proof" / "decks").rglob("*.yaml"))
    return [path.read_bytes() for path in paths]


def small_decks() -> list[bytes]:
    """Those that a change in one byte still means something to."""
    return sorted((data for data in decks() if len(data) < 6000), key=len)


def texts() -> list[bytes]:
    """Tables as text."""
    return [path.read_bytes() for path in sorted((CONTENT / "broken" / "tables").glob("*.csv"))]


def workbooks() -> list[bytes]:
    """A workbook with a little of everything."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["时间", "用户数（亿人）", "占比", "备注"], ["2024年6月", 2.3, 0.5, "年中"], [45000, 5.15, "90%", None],
                ["2025-12", "—", "=1+1", "x"], [None, 1.5, True, "#N/A"]):  # fmt: skip
        sheet.append(row)
    sheet["A3"].number_format = "yyyy年m月"
    sheet["B3"].number_format = '0.00"亿"'
    sheet["C2"].number_format = "0.0%"
    sheet.merge_cells("D4:D5")
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[5].hidden = True
    book.create_sheet("二").append(["a", 1])
    made = io.BytesIO()
    book.save(made)
    return [made.getvalue(), (CONTENT / "broken" / "tables" / "users.xlsx").read_bytes()]


def targets() -> dict[str, Target]:
    """All of them, by name."""
    all_of_them = [
        Target("deck", decks, of_deck(sorted(VOCABULARY.keys), decks()), read_deck),
        Target("bytes", small_decks, of_bytes(WORDS), read_deck),
        Target("csv", texts, of_bytes(WORDS), _read_table("t.csv")),
        Target("xlsx", workbooks, of_zip(WORDS), _read_table("t.xlsx")),
        *(Target(name, seeds, change(), run) for name, (seeds, change, run) in DOORS.items()),
    ]
    return {one.name: one for one in all_of_them}


def too_slow(folder: Path) -> float:
    """Seconds of processor that are too many here and now: one second, where the bundled deck takes 17 ms."""
    read = targets()["deck"]
    best = 1e9
    for _ in range(4):
        began = time.process_time()
        read.run(folder, read.seeds()[0])
        best = min(best, time.process_time() - began)
    return SLOWER * best


def drawn(target: Target, rng: random.Random) -> bytes:
    """A seed, changed a few times over."""
    data = rng.choice(target.seeds())
    for _ in range(rng.choice([1, 1, 2, 4])):
        data = target.change(data, rng)
    return data
