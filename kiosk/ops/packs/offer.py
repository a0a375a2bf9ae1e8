"""What staff are asked about when a pack turns up: what it is, whose, what it changes, or why it isn't taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.ops.packs import wording
from kiosk.ops.packs.changes import Changes, changes
from kiosk.ops.packs.keys import Keys, Signer
from kiosk.ops.packs.staging import Report, Staged, Stop, peek
from kiosk.ops.packs.store import Store
from kiosk.ops.packs.wording import Refused

if TYPE_CHECKING:
    from kiosk.content.loaded import Loaded

Shown = Callable[[], "Loaded | None"]
"""The deck that is on the screen, as it was read."""


@dataclass(frozen=True)
class Offer:
    """A pack that turned up.

    Attributes:
        path: on the stick or in the folder. place: the stick, or the folder.
        title, number, signer, size: as far as they are known; of a refused one only what was found true.
        changes: what it changes. staged: the pack itself, copied and checked: hand it to `Store.commit`, or discard it.
        refusal: why it isn't taken; `staged` is None then.
    """

    path: Path
    place: Path
    title: Mapping[str, str] = field(default_factory=dict)
    number: int = 0
    signer: Signer | None = None
    size: int = 0
    changes: Changes | None = None
    staged: Staged | None = None
    refusal: Refused | None = None

    @property
    def installed_already(self) -> bool:
        """Whether it is what is shown: nothing to ask, and nothing wrong."""
        return self.refusal is not None and self.refusal.rule == "installed"

    def lines(self, language: str) -> list[str]:
        """What staff read, in order: title and number, whose it is, what changes; or the refusal."""
        lines = []
        if self.number:
            number = f"第 {self.number} 号" if language.startswith("zh") else f"number {self.number}"
            lines.append(f"{wording.title_in(self.title, language)} · {number} · {wording.size(self.size)}")
        if self.signer is not None:
            lines.append(wording.signer_line(self.signer, language))
        if self.changes is not None:
            lines.append(wording.changes_line(self.changes, language))
        if self.refusal is not None:
            lines.append(self.refusal.sentence(language))
        return lines

    def discard(self) -> None:
        """Nobody wants it; its copy goes."""
        if self.staged is not None:
            self.staged.discard()


def offer_of(
    path: Path,
    place: Path,
    store: Store,
    keys: Keys,
    shown: Shown,
    *,
    report: Report | None = None,
    stop: Stop | None = None,
) -> Offer:
    """Copy a pack, verify it and check it, and say what it changes. Takes as long as the stick does.

    Raises nothing for whatever the file is.
    """
    try:
        staged = store.stage(path, keys, report=report, stop=stop)
    except Refused as refusal:
        return Offer(path, place, refusal=refusal)
    manifest = staged.head.manifest
    return Offer(
        path,
        place,
        title=manifest.title,
        number=manifest.number,
        signer=staged.head.signer,
        size=manifest.whole,
        changes=changes(shown(), staged.loaded),
        staged=staged,
    )


def best_of(paths: list[Path], store: Store, keys: Keys) -> Path | None:
    """Of several packs in one place the one to offer: the highest number that would be taken.

    Where none would be, the one that is installed already; else any, so that somebody is told why.
    """
    ranked: list[tuple[int, int, str]] = []
    for path in paths:
        try:
            head = peek(path, keys, store.judge)
            ranked.append((2, head.manifest.number, str(path)))
        except Refused as refusal:
            ranked.append((1 if refusal.rule == "installed" else 0, 0, str(path)))
    return Path(max(ranked)[2]) if ranked else None


def judging(store: Store, keys: Callable[[], Keys], shown: Shown) -> Callable[[list[Path], Path, Stop], Offer | None]:
    """What `Sticks` asks: the best of the packs in one place, as an offer.

    Args:
        store: where it would go. keys: that this machine knows, asked for anew each time. shown: what is on the screen.
    """

    def judge(paths: list[Path], place: Path, stop: Stop) -> Offer | None:
        known = keys()
        best = best_of(paths, store, known)
        return offer_of(best, place, store, known, shown, stop=stop) if best is not None else None

    return judge
