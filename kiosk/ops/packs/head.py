"""What a pack says of itself, and whether what it holds is that: looked at before anything of it is unpacked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.ops.packs.archive import Archive, Entry
from kiosk.ops.packs.keys import Keys, Signer
from kiosk.ops.packs.limits import LARGEST_MANIFEST, LARGEST_SIGNATURE
from kiosk.ops.packs.manifest import DECK_FOLDER, NAME, SIGNATURE, Manifest, decoded, digest_of
from kiosk.ops.packs.names import check_apart, check_name
from kiosk.ops.packs.wording import Refused, size

JudgeNumber = Callable[[Manifest, str], None]
"""Refuses a pack by its number and its digest."""


@dataclass(frozen=True)
class Head:
    """The manifest, its bytes and what they are known by, who signed it, and the files in the manifest's order."""

    manifest: Manifest
    data: bytes
    digest: str
    signature: bytes | None
    signer: Signer
    entries: tuple[Entry, ...]


def head_of(archive: Archive, keys: Keys, judge: JudgeNumber) -> Head:
    """Judge a pack by its head.

    Raises:
        Refused: it is none, isn't signed as this machine demands, is older than what was installed, or what it holds
            isn't what its manifest names.
        OSError: it can't be read on.
    """
    first, *rest = archive.entries
    for entry in archive.entries:
        check_name(entry.name.removeprefix(DECK_FOLDER))
    if first.name != NAME:
        raise Refused("manifest_missing")
    data = archive.read(first, LARGEST_MANIFEST)
    if data is None:
        raise Refused("manifest_large", limit=size(LARGEST_MANIFEST))
    signature = None
    if rest and rest[0].name == SIGNATURE:
        signature = archive.read(rest.pop(0), LARGEST_SIGNATURE)
        if signature is None:
            raise Refused("signature_bad")
    signer = keys.judge(data, signature, "")  # nothing that isn't rightly signed is even parsed
    manifest = decoded(data)
    signer = Signer(signer.state, signer.name or manifest.by, signer.fingerprint)
    digest = digest_of(data)
    judge(manifest, digest)
    return Head(manifest, data, digest, signature, signer, _matched(manifest, rest))


def _matched(manifest: Manifest, entries: list[Entry]) -> tuple[Entry, ...]:
    """The files in the manifest's order: all that it names, and nothing else."""
    check_apart(entry.name for entry in entries)
    for file in manifest.files:
        check_name(file.name)
    check_apart(file.name for file in manifest.files)
    there = {entry.name: entry for entry in entries}
    matched = []
    for file in manifest.files:
        entry = there.pop(DECK_FOLDER + file.name, None)
        if entry is None:
            raise Refused("absent", name=file.name)
        if entry.size != file.size:
            raise Refused("harmed", name=file.name)
        matched.append(entry)
    if there:
        raise Refused("unnamed", name=next(iter(there)))
    return tuple(matched)
