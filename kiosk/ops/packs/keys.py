"""Who made a pack: Ed25519 signatures over the manifest's bytes, through the `cryptography` library.

A public key is one line, as it stands in a machine's settings: `touyan-ed25519 BASE64 name`.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kiosk.ops import disk
from kiosk.ops.packs.wording import Refused, plain

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KIND = "touyan-ed25519"
_LARGEST_KEY = 10_000


@dataclass(frozen=True)
class Signer:
    """Whose signature a pack bears.

    Attributes:
        state: `verified` by a key that this machine knows, `unknown` where the key isn't known here, `unsigned`.
        name: a verified signer's as this machine's settings call them; else what the pack says of itself.
        fingerprint: of the key, short enough to be read out over the telephone.
    """

    state: Literal["verified", "unknown", "unsigned"]
    name: str = ""
    fingerprint: str = ""


@dataclass(frozen=True)
class PublicKey:
    """A public key and who it belongs to."""

    raw: bytes
    name: str = ""

    @property
    def line(self) -> str:
        """As it is written in the settings."""
        return f"{KIND} {base64.b64encode(self.raw).decode()} {self.name}".rstrip()

    @property
    def fingerprint(self) -> str:
        """Sixteen digits in fours."""
        digits = hashlib.sha256(self.raw).hexdigest()[:16]
        return " ".join(digits[at : at + 4] for at in range(0, 16, 4))

    @classmethod
    def parse(cls, line: str) -> PublicKey:
        """Read a line.

        Raises:
            Refused: it is none.
        """
        words = line.split(maxsplit=2)
        if len(words) >= 2 and words[0] == KIND:
            with contextlib.suppress(ValueError, binascii.Error):
                raw = base64.b64decode(words[1], validate=True)
                if len(raw) == 32:
                    return cls(raw, plain(words[2]) if len(words) > 2 else "")
        raise Refused("key_line", line=line)


class Keys:
    """The keys that this machine knows. Where there are any, only their packs are taken.

    A line that is no key opens no door: with it alone, no pack is taken at all.
    """

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._known: dict[bytes, PublicKey] = {}
        self.demanded = False
        for line in lines:
            self.demanded = True
            with contextlib.suppress(Refused):
                key = PublicKey.parse(line)
                self._known[key.raw] = key

    def judge(self, manifest: bytes, signature: bytes | None, by: str) -> Signer:
        """Whose a pack is.

        Raises:
            Refused: the signature is wrong, or this machine demands another one.
        """
        if signature is None:
            if self.demanded:
                raise Refused("unsigned")
            return Signer("unsigned", plain(by))
        key, signed = _parsed(signature)
        if not _verifies(key.raw, signed, manifest):
            raise Refused("signature_bad")
        known = self._known.get(key.raw)
        if known is not None:
            return Signer("verified", known.name or plain(by), key.fingerprint)
        if self.demanded:
            raise Refused("unknown_key", fingerprint=key.fingerprint)
        return Signer("unknown", plain(by), key.fingerprint)


def new_key(path: Path, name: str) -> PublicKey:
    """Write a private key (readable by its owner alone), and beside it the public line.

    Raises:
        Refused: one of the files is there, or can't be written.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    made = Ed25519PrivateKey.generate()
    public = PublicKey(made.public_key().public_bytes_raw(), plain(name))
    beside = public_path(path)
    for one in (path, beside):
        if os.path.lexists(one):
            raise Refused("key_there", path=one)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
            file.flush()
            os.fsync(file.fileno())
        disk.replace(beside, f"{public.line}\n".encode())
    except OSError as error:
        raise Refused("unwritable", path=error.filename or path, reason=error) from error
    return public


def public_path(path: Path) -> Path:
    """Where the public line of a private key lies."""
    return path.with_name(path.name + ".pub")


def read_key(path: Path) -> Ed25519PrivateKey:
    """Read a private key.

    Raises:
        Refused: it can't be read, or is no such key.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_KEY)
    except OSError as error:
        raise Refused("key_missing", path=path, reason=error) from error
    try:
        key = load_pem_private_key(data, None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Refused("key_kind", path=path) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise Refused("key_kind", path=path)
    return key


def signature_of(key: Ed25519PrivateKey, manifest: bytes) -> bytes:
    """What goes into `manifest.sig`: the public key, and the signature on a line of its own."""
    line = PublicKey(key.public_key().public_bytes_raw()).line
    return f"{line}\n{base64.b64encode(key.sign(manifest)).decode()}\n".encode()


def _parsed(data: bytes) -> tuple[PublicKey, bytes]:
    try:
        line, signed = data.decode("ascii").splitlines()
        return PublicKey.parse(line), base64.b64decode(signed, validate=True)
    except (ValueError, binascii.Error, Refused) as error:
        raise Refused("signature_bad") from error


def _verifies(raw: bytes, signed: bytes, manifest: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(signed, manifest)
    except (InvalidSignature, ValueError):
        return False
    return True
