"""The support bundle: what a developer needs to see of a machine, and nothing of what it shows or whom it was shown to.

In it are doctor's findings, the logs, the last words and the settings. The settings are written anew from what is sound
in them: no PIN, no comment that somebody may have put one into. Content and counts are not looked at at all.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from kiosk.ops import disk, last_words, log
from kiosk.ops.doctor.examination import record, told
from kiosk.ops.doctor.finding import Finding
from kiosk.ops.places import Places
from kiosk.ops.settings import read_settings

LARGEST: Final = 2 * 1024 * 1024
"""Bytes of one file in it; of a longer one, the end."""
SECRET: Final = frozenset({"pin"})


def write_bundle(path: Path, findings: Sequence[Finding], places: Places) -> None:
    """Write it.

    Raises:
        OSError: it can't be written.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, text in _files(findings, places):
            bundle.writestr(name, _without_home(text))
    disk.replace(path.absolute(), stream.getvalue())


def _files(findings: Sequence[Finding], places: Places) -> Iterable[tuple[str, str]]:
    yield "doctor.json", json.dumps(record(findings, "en"), ensure_ascii=False, indent=2) + "\n"
    for language in ("zh", "en"):
        yield f"doctor.{language}.txt", "\n".join(line for _, line in told(findings, language)) + "\n"
    yield "settings.json", _settings(places.settings)
    for name in (last_words.NAME, last_words.PREVIOUS):
        text = _end_of(places.state / name)
        if text is not None:
            yield name, text
    for path in _logs(places.state / log.FOLDER):
        text = _end_of(path)
        if text is not None:
            yield f"log/{path.name}", text


def _logs(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob(f"{log.NAME}*"))
    except OSError:
        return []


def _settings(path: Path) -> str:
    try:
        found = read_settings(path)
    except OSError as error:
        return json.dumps({"unread": error.strerror or str(error)}) + "\n"
    kept = {name: value for name, value in found.settings.model_dump(mode="json").items() if name not in SECRET}
    wrong = [{"line": problem.line, "rule": problem.rule} for problem in found.problems]
    return json.dumps({"settings": kept, "mistakes": wrong}, ensure_ascii=False, indent=2) + "\n"


def _end_of(path: Path) -> str | None:
    """A file's text; None where there is none, or it is no ordinary file."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - LARGEST))
            return file.read(LARGEST).decode("utf-8", "replace")
    except OSError:
        return None


def _without_home(text: str) -> str:
    """Nobody's name is in it because their folder is called so."""
    try:
        home = str(Path.home())
    except RuntimeError:
        return text
    return text.replace(home + "/", "~/") if len(home) > 1 else text
