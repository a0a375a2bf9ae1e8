"""The whole examination, and how it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from kiosk import __version__
from kiosk.ops.doctor import machine
from kiosk.ops.doctor.finding import Finding, Light, part_name, worst
from kiosk.ops.doctor.screen import seen
from kiosk.ops.doctor.seeing import Unseen
from kiosk.ops.doctor.wording import PARTS, say
from kiosk.ops.places import Places
from kiosk.ops.settings import Found, Settings, read_settings

if TYPE_CHECKING:
    from kiosk.content.loaded import Loaded

MARKS: Final = {Light.GREEN: "✓", Light.AMBER: "!", Light.RED: "✗"}


def examine(places: Places, loaded: Loaded, sight: Mapping[str, Any] | Unseen, language: str) -> list[Finding]:
    """Look at everything, in the order of the page.

    Args:
        places: the program's folders. loaded: the content. sight: what `seeing.look` saw, or why it didn't.
        language: of the reader.
    """
    found, unread = Found(Settings()), ""
    try:
        found = read_settings(places.settings)
    except OSError as error:
        unread = error.strerror or str(error)
    diagonal = found.settings.diagonal or (loaded.deck.diagonal if loaded.deck is not None else None)
    findings = [
        *seen(sight, diagonal, language),
        *machine.disks(places),
        machine.counting(places, found.settings.counts),
        *machine.clocks(found, [loaded.path, *loaded.files], language),
        machine.contents(loaded),
        machine.set_up(places.settings, found, unread),
        *machine.running(places),
        *machine.versions(),
    ]
    order = list(PARTS)
    return sorted(findings, key=lambda one: order.index(one.part))


def record(findings: Sequence[Finding], language: str) -> dict[str, object]:
    """For scripts, and for the bundle."""
    return {
        "light": worst(findings).value,
        "version": __version__,
        "findings": [one.record(language) for one in findings],
    }


def told(findings: Sequence[Finding], language: str) -> list[tuple[Light | None, str]]:
    """The page, line by line, each with the colour of its mark; None for a line without one."""
    names = {part: part_name(part, language) for part in PARTS}
    wide = max(_columns(name) for name in names.values())
    lines: list[tuple[Light | None, str]] = []
    before = ""
    for one in findings:
        name = names[one.part] if one.part != before else ""
        before = one.part
        lead = name + " " * (wide - _columns(name))
        lines.append((one.light, f"{MARKS[one.light]} {lead}  {one.sentence(language)}"))
        advice = one.advice(language) if one.light is not Light.GREEN or one.name == "content_warnings" else ""
        if advice:
            lines.append((None, f"  {' ' * wide}  → {advice}"))
    return [*lines, (None, ""), (None, closing(findings, language))]


def closing(findings: Sequence[Finding], language: str) -> str:
    """The last line: whether it can be shown."""
    light = worst(findings)
    counted = {one.value: sum(finding.light is one for finding in findings) for one in Light}
    return say(light.value, language, **counted)


def _columns(text: str) -> int:
    from wcwidth import wcswidth

    return max(0, wcswidth(text))
