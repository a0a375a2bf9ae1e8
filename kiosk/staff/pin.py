"""The PIN that lets staff in: kept as a slow salted hash; after wrong ones longer and longer waits, never for good.

No clock and no screen: seconds of a monotonic clock are handed in.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import itertools
import secrets
from dataclasses import dataclass, replace

SHORTEST, LONGEST = 4, 8
"""Digits of a PIN."""
FREE_TRIES = 5
"""Wrong ones in a row before anybody has to wait."""
FIRST_WAIT, LONGEST_WAIT = 30.0, 600.0
"""Seconds: doubled with each further wrong one, up to the second number. Nobody is ever locked out for good."""
FORGET_AFTER = 3600.0
"""Seconds without a try after which wrong ones no longer count."""
OPEN_FOR = 600.0
"""Seconds after the start in which the first PIN can be set."""
_LOG_N, _R, _P = 15, 8, 1
"""scrypt's cost (RFC 7914, section 2): 32 MB and about a tenth of a second."""
_MOST_MEMORY = 128 * 1024 * 1024


def hashed(pin: str, salt: bytes | None = None) -> str:
    """What is kept of a PIN. It takes a tenth of a second: not on the UI thread.

    Args:
        pin: its digits.
        salt: 16 bytes; random ones if left out.
    """
    salt = secrets.token_bytes(16) if salt is None else salt
    key = _key(pin, salt, _LOG_N, _R, _P)
    return ":".join(("scrypt", str(_LOG_N), str(_R), str(_P), _text(salt), _text(key)))


def fits(pin: str, kept: str) -> bool:
    """Whether a PIN is the one that was kept; what was kept and can't be read fits none. As slow as `hashed`."""
    try:
        name, log_n, r, p, salt, key = kept.split(":")
        cost = int(log_n), int(r), int(p)
        if name != "scrypt" or not (10 <= cost[0] <= 17 and 1 <= cost[1] <= 16 and 1 <= cost[2] <= 4):
            return False
        return hmac.compare_digest(_key(pin, base64.b64decode(salt), *cost), base64.b64decode(key))
    except (ValueError, binascii.Error, MemoryError):
        return False


def readable(kept: str) -> bool:
    """Whether what was kept is a PIN at all: a settings file that was edited by hand may hold anything."""
    parts = kept.split(":")
    return len(parts) == 6 and parts[0] == "scrypt"


def too_simple(pin: str) -> bool:
    """Whether a PIN is one of the few that everybody tries: one digit over and over, or digits in a row."""
    steps = {int(after) - int(before) for before, after in itertools.pairwise(pin)}
    return len(steps) == 1 and steps <= {-1, 0, 1}


def _key(pin: str, salt: bytes, log_n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**log_n, r=r, p=p, maxmem=_MOST_MEMORY, dklen=32)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


@dataclass(frozen=True)
class Tries:
    """The wrong PINs of late.

    Attributes:
        wrong: how many in a row. last: when the last one was, in seconds of the monotonic clock.
    """

    wrong: int = 0
    last: float = 0.0

    def failed(self, now: float) -> Tries:
        """After another wrong one."""
        return Tries(self._counted(now) + 1, now)

    def wait(self, now: float) -> float:
        """Seconds until the next try; 0 when there may be one."""
        beyond = self._counted(now) - FREE_TRIES
        if beyond < 0:
            return 0.0
        pause = min(FIRST_WAIT * 2.0 ** min(beyond, 20), LONGEST_WAIT)
        return max(0.0, pause - max(0.0, now - self.last))

    def _counted(self, now: float) -> int:
        return 0 if now - self.last > FORGET_AFTER else self.wrong

    def passed(self) -> Tries:
        """After the right one."""
        return replace(self, wrong=0)
