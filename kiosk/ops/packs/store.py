"""The packs that were installed: two generations, and a small file that says which is shown.

A generation is a folder named for its number and its manifest's digest: its manifest, and the deck's folder. It is
complete and on the disk before the pointer names it; the pointer is replaced whole, so that a power cut leaves the one
before or the one after. Nothing of a generation is ever written to again.

What is needed to find the deck to show costs no more than reading one manifest and asking for the files' sizes.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.ops import disk
from kiosk.ops.packs.disks import INCOMING, LOCK, PART, Disk, Hold, alone, in_use
from kiosk.ops.packs.limits import LARGEST_MANIFEST
from kiosk.ops.packs.manifest import DECK, DECK_FOLDER, NAME, Manifest, decoded, folder_name, is_of, number_of
from kiosk.ops.packs.pointer import BUNDLED, Pointer, read_pointer
from kiosk.ops.packs.wording import Refused
from kiosk.ops.places import Places

if TYPE_CHECKING:
    from kiosk.ops.packs.keys import Keys
    from kiosk.ops.packs.staging import Report, Staged, Stop

POINTER = "current"


def folder_of(places: Places) -> Path:
    """Where the packs are kept."""
    return places.data / "packs"


def chosen_deck(places: Places) -> Path:
    """The deck that is shown where nobody names one: the installed pack's, else the bundled exhibit's."""
    from kiosk import bundled

    return Store(folder_of(places)).current() or bundled.data() / DECK


@dataclass(frozen=True)
class Installed:
    """A generation that is shown: its deck's file, what its manifest says, and whether it has proved itself."""

    deck: Path
    manifest: Manifest
    confirmed: bool


class Store:
    """The installed packs in one folder. Several processes may use it at once.

    Args:
        folder: of the store; made when something is installed.
        disk: the machine's own, or one that a test breaks.
    """

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        self._folder = folder
        self._disk = disk if disk is not None else Disk()

    @property
    def pointer(self) -> Path:
        """The file that changes when another pack is shown: whoever shows one watches it."""
        return self._folder / POINTER

    # Reading.

    def current(self) -> Path | None:
        """The deck file of the pack that is to be shown, or None where it is the bundled exhibit."""
        name = self._shown(self._read())
        return self._deck(name) if name else None

    def installed(self) -> Installed | None:
        """The same, with what is known of it."""
        pointer = self._read()
        name = self._shown(pointer)
        if not name:
            return None
        manifest = self._manifest(name)
        confirmed = pointer is None or pointer.confirmed or name != pointer.current
        return Installed(self._deck(name), manifest, confirmed) if manifest is not None else None

    def highest(self) -> int:
        """The highest number that was ever installed; 0 before the first."""
        return self._known().highest

    def can_roll_back(self) -> bool:
        """Whether there is a step back."""
        return self._known().previous is not None

    def hold(self, deck: Path) -> Hold | None:
        """Keep a pack's files while they are on the screen, whatever is installed meanwhile.

        Args:
            deck: as `current` gave it; None comes of one that is no pack's.
        """
        generation = deck.parent.parent
        if generation.parent != self._folder or number_of(generation.name) is None:
            return None
        return Hold(generation)

    # Changing.

    def stage(self, path: Path, keys: Keys, *, report: Report | None = None, stop: Stop | None = None) -> Staged:
        """Copy, verify, unpack and check a pack, and change nothing yet. Takes as long as the disks do.

        Raises:
            Refused: it isn't taken.
        """
        from kiosk.ops.packs.staging import stage

        more: dict[str, Any] = {"report": report, "stop": stop}
        given = {name: one for name, one in more.items() if one is not None}
        return stage(path, self._folder, keys, self.judge, disk=self._disk, **given)

    def judge(self, manifest: Manifest, digest: str) -> None:
        """Refuse a pack by its number: it has to be above all that were installed, or be the very same that was undone.

        Raises:
            Refused: it is older, or is another of the same number, or is shown already.
        """
        pointer, name = self._known(), folder_name(manifest.number, digest)
        if name == pointer.current:
            if self._whole(name):
                raise Refused("installed", number=manifest.number)
            return  # what the disk lost is brought back
        if manifest.number > pointer.highest or name == pointer.highest_name:
            return
        words = "same_number" if manifest.number == pointer.highest else "older"
        raise Refused(words, number=manifest.number, highest=pointer.highest, next=pointer.highest + 1)

    def commit(self, staged: Staged) -> Installed:
        """Show a staged pack from now on. Quick: two renames.

        Raises:
            Refused: another was installed meanwhile, or the disk doesn't take it; what was shown still is.
        """
        from kiosk.ops.packs.staging import refused_by_disk

        head = staged.head
        try:
            with alone(self._folder / LOCK):
                self.judge(head.manifest, head.digest)
                name = folder_name(head.manifest.number, head.digest)
                self._take(staged.tree, name)
                self._point(self._after(name, head.manifest.number))
                self._let_go()
        except OSError as error:
            raise refused_by_disk(error) from error
        finally:
            staged.discard()
        return Installed(self._deck(name), head.manifest, confirmed=False)

    def install(self, path: Path, keys: Keys, *, report: Report | None = None, stop: Stop | None = None) -> Installed:
        """Stage and commit.

        Raises:
            Refused: it isn't taken; what was shown still is.
        """
        return self.commit(self.stage(path, keys, report=report, stop=stop))

    def rollback(self) -> Installed | None:
        """Go back to what was shown before the last swap: one step, and not two.

        Returns:
            what is shown now; None where that is the bundled exhibit.

        Raises:
            Refused: there is no step back, or what was there is damaged.
        """
        return self._back(only_unproved=False)

    def distrust(self) -> Installed | None:
        """As `rollback`, for a watchdog that saw the program fail again and again since the swap.

        Raises:
            Refused: what is shown was confirmed, or there is no step back.
        """
        return self._back(only_unproved=True)

    def confirm(self) -> None:
        """What is shown has been on the screen for a while, and all is well.

        Raises:
            Refused: the disk doesn't take it.
        """
        from kiosk.ops.packs.staging import refused_by_disk

        if self._known().confirmed:
            return
        try:
            with alone(self._folder / LOCK):
                pointer = self._known()
                if not pointer.confirmed:
                    self._point(replace(pointer, confirmed=True))
        except OSError as error:
            raise refused_by_disk(error) from error

    def sweep(self) -> None:
        """Let go what interrupted installs left, and generations that nobody needs; what can't be removed stays."""
        incoming = self._folder / INCOMING
        if not self._folder.is_dir():
            return
        with contextlib.suppress(OSError), alone(self._folder / LOCK):
            for part in sorted(incoming.glob(f"{PART}*")):
                if not in_use(part):
                    self._disk.remove(part)
            for part in self._folder.glob(f".{POINTER}.*"):
                self._disk.remove(part)
            self._let_go()

    def audit(self) -> bool:
        """Hash every file of what is shown. Takes a while.

        Where a file isn't what was installed and another generation is sound, that one is `current` from now on; where
        there is no other, what is left of this one is better than nothing.

        Returns:
            whether it is whole.
        """
        name = self._shown(self._read())
        if not name or self._sound(name):
            return True
        others = dict.fromkeys([self._known().previous or BUNDLED, *self._generations()])
        if any(self._sound(other) for other in others if other not in {name, BUNDLED}):
            with contextlib.suppress(OSError), alone(self._folder / LOCK):
                self._set_aside(name)
        return False

    # The pointer.

    def _read(self) -> Pointer | None:
        """The pointer, an empty one before the first pack, or None where it is damaged."""
        return read_pointer(self.pointer)

    def _known(self) -> Pointer:
        """The pointer; where it is damaged, what the folders say."""
        pointer = self._read()
        if pointer is not None:
            return pointer
        whole = [name for name in self._generations() if self._whole(name)]
        if not whole:
            return Pointer()
        return Pointer(
            current=whole[0],
            previous=whole[1] if len(whole) > 1 else None,
            highest=number_of(whole[0]) or 0,
            highest_name=whole[0],
        )

    def _point(self, pointer: Pointer) -> None:
        self._disk.replace(self.pointer, pointer.encoded())

    def _after(self, name: str, number: int) -> Pointer:
        """The pointer once a generation is shown; back leads to what was really shown before."""
        before = self._known()
        shown = self._shown(before)
        return Pointer(
            current=name,
            previous=before.previous if name == before.current else shown,
            highest=max(before.highest, number),
            highest_name=name if number >= before.highest else before.highest_name,
            confirmed=False,
        )

    def _back(self, *, only_unproved: bool) -> Installed | None:
        from kiosk.ops.packs.staging import refused_by_disk

        if not self._folder.is_dir():
            raise Refused("no_step")
        try:
            with alone(self._folder / LOCK):
                pointer = self._known()
                if pointer.previous is None or (only_unproved and pointer.confirmed):
                    raise Refused("no_step")
                if pointer.previous and not self._whole(pointer.previous):
                    raise Refused("step_broken")
                self._point(replace(pointer, current=pointer.previous, previous=None, confirmed=True))
        except OSError as error:
            raise refused_by_disk(error) from error
        return self.installed()

    # The generations.

    def _shown(self, pointer: Pointer | None) -> str:
        """The generation to show: the one that is named, else the one before, else any that is whole."""
        if pointer is None:
            pointer = self._known()
        if pointer.current == BUNDLED:
            return BUNDLED
        for name in dict.fromkeys([pointer.current, pointer.previous or BUNDLED, *self._generations()]):
            if name and self._whole(name):
                return name
        return BUNDLED

    def _deck(self, name: str) -> Path:
        return self._folder / name / DECK_FOLDER / DECK

    def _generations(self) -> list[str]:
        """Their names, the newest first."""
        try:
            names = [path.name for path in self._folder.iterdir()]
        except OSError:
            return []
        numbered = [(number, name) for name in names if (number := number_of(name)) is not None]
        return [name for _, name in sorted(numbered, reverse=True)]

    def _manifest(self, name: str) -> Manifest | None:
        """A generation's manifest, if it is the very one that was installed."""
        if number_of(name) is None:
            return None
        try:
            with (self._folder / name / NAME).open("rb") as file:
                data = file.read(LARGEST_MANIFEST + 1)
            return decoded(data) if is_of(name, data) else None
        except (OSError, Refused):
            return None

    def _whole(self, name: str) -> bool:
        """Whether every file of a generation is there, in its size."""
        manifest = self._manifest(name)
        home = self._folder / name / DECK_FOLDER
        try:
            return manifest is not None and all((home / one.name).stat().st_size == one.size for one in manifest.files)
        except (OSError, ValueError):
            return False

    def _sound(self, name: str) -> bool:
        """Whether every file of a generation is, to the byte, what was installed."""
        manifest = self._manifest(name)
        home = self._folder / name / DECK_FOLDER
        try:
            return manifest is not None and all(
                disk.fingerprint(home / one.name) == one.sha256 for one in manifest.files
            )
        except (OSError, ValueError):
            return False

    def _take(self, tree: Path, name: str) -> None:
        """Make a staged tree a generation; one of that name that is whole already (it was undone) is used again."""
        target = self._folder / name
        if target.exists():
            if self._sound(name):
                return
            self._set_aside(name)
        self._disk.rename(tree, target)
        self._disk.settle_folder(self._folder)

    def _set_aside(self, name: str) -> None:
        """A generation no longer counts, and is swept away once nobody shows it."""
        aside = self._folder / INCOMING / f"{PART}{name}-{os.urandom(4).hex()}"
        self._disk.make(aside.parent)
        self._disk.rename(self._folder / name, aside)

    def _let_go(self) -> None:
        """Remove all generations but those pointed to and the one that was undone; none that is on a screen."""
        pointer = self._known()
        for name in self._generations():
            if name not in {pointer.current, pointer.previous, pointer.highest_name} and not in_use(
                self._folder / name
            ):
                self._set_aside(name)
        for part in (self._folder / INCOMING).glob(f"{PART}*"):
            aside = number_of(part.name.removeprefix(PART).rpartition("-")[0]) is not None
            if aside and not in_use(part):
                self._disk.remove(part)
