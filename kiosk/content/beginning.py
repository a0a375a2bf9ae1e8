"""The beginning of a long deck, cut out of its text: a few slides that can stand while all the others are read."""

from __future__ import annotations

import re

_SLIDES = re.compile(rb"^slides:[ \t]*(?:#[^\r\n]*)?\r?$", re.MULTILINE)
_ITEM = re.compile(rb"^([ \t]*)-[ \t]", re.MULTILINE)
_SAYS = re.compile(rb"^[ \t]*[^\s#]", re.MULTILINE)
_SETTING = re.compile(rb"\n[^\s#-]")


def beginning(text: bytes, slides: int) -> bytes | None:
    """A deck's text with its first slides alone, and with all of its settings, wherever they stand.

    Args:
        text: the whole, in UTF-8: what isn't wanted needn't even be decoded. slides: how many.

    Returns:
        None where there are no more than that, or where it isn't written one slide below the other.
    """
    begin = _SLIDES.search(text)
    first = _ITEM.search(text, begin.end()) if begin is not None else None
    if begin is None or first is None or _SAYS.search(text, begin.end(), first.start()):
        return None
    item = re.compile(rb"^" + first[1] + rb"-[ \t]", re.MULTILINE)
    at = first.start()
    for _ in range(slides):
        following = item.search(text, at + 1)
        if following is None:
            return None
        at = following.start()
    after = _SETTING.search(text, at)
    return text[:at] + (text[after.start() + 1 :] if after is not None else b"")
