"""The one small door through which the program says something to whoever runs it: on stderr, and in a log.

Every part may use it, since it knows none of them; `kiosk.ops.log` is what keeps what goes through it.
"""

from __future__ import annotations

import contextlib
import logging
import sys
import traceback
from pathlib import Path

_SHOWN = "shown"
logger = logging.getLogger("kiosk")
"""What all that is told goes through. Its records reach stderr here, and the root's handlers where there are any."""


def tell(sentence: str, *, shown: str | None = None) -> None:
    """Say that something isn't as it should be.

    Args:
        sentence: one, with its reason. It holds nothing of what the exhibit says: the log may leave the house.
        shown: what stderr shows instead, as it is: it may quote content.
    """
    logger.warning("%s", sentence, extra={_SHOWN: shown})


def note(sentence: str) -> None:
    """Say in the log alone what was done, for whoever looks for the reason of something later."""
    logger.info("%s", sentence)


def origin(error: BaseException) -> str:
    """An exception by its kind and place, without its words, which may quote content."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + place


class _Stderr(logging.Handler):
    """Writes on stderr, whatever that is at the moment; who hears nothing there is not to be disturbed by it."""

    def emit(self, record: logging.LogRecord) -> None:
        """One record."""
        shown = getattr(record, _SHOWN, None)
        text = shown if isinstance(shown, str) else f"kiosk: {record.getMessage()}"
        if record.exc_info:
            text += "\n" + "".join(traceback.format_exception(*record.exc_info)).rstrip()
        with contextlib.suppress(OSError, ValueError, AttributeError):
            sys.stderr.write(text + "\n")
            sys.stderr.flush()


on_stderr = _Stderr(logging.WARNING)
"""The handler, for whoever wants other records there as well."""
logger.addHandler(on_stderr)
logger.setLevel(logging.INFO)
