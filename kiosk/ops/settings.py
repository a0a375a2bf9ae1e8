"""What staff set for this machine: one commented YAML file in the user's folder, and none of it needed to start."""

from __future__ import annotations

import contextlib
import io
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from kiosk import __version__
from kiosk.content.part import Part
from kiosk.ops import disk
from kiosk.visit.hours import Hours, HoursFault, read_hours

if TYPE_CHECKING:
    from kiosk.content.problems import Problem

LARGEST = 64 * 1024
"""Bytes of the file: it has a few dozen lines."""
OURS = 0o600
"""Nobody else on the machine reads them: they hold the PIN's hash, and guessing four digits takes no time."""
HEAD = """\
# 头雁：这台机器的设置。没有本文件，或写错了，展览照常播放；工作人员面板里改动的也写在这里。
# Touyan: the settings of this machine. Without this file, or with a mistake in it, the exhibit runs all the same;
# what is changed in the staff panel is written here as well.
"""


class Settings(Part):
    """The settings of one machine."""

    pin: str | None = Field(
        default=None,
        max_length=300,
        description="The PIN, salted and hashed. It is set in the panel; delete it to set a new one.",
    )
    reset: str | None = Field(
        default=None,
        max_length=100,
        description="What the key file on the staff's USB stick is known by; made together with the PIN.",
    )
    language: str | None = Field(default=None, description="The language a new visitor finds. Left out: the deck's.")
    text_size: int = Field(default=0, ge=0, le=2, description="The text size a new visitor finds: 0, 1 or 2.")
    brightness: int = Field(default=100, ge=10, le=100, description="How bright the screen is, in percent.")
    diagonal: float | None = Field(
        default=None, ge=5, le=200, description="The screen's diagonal in inches, where the screen itself lies."
    )
    hours: dict[str, str] = Field(
        default_factory=dict,
        description="Opening hours by day: `{mon-fri: 9:00-17:00, sat: 10:00-16:00}`. Left out: always open.",
    )
    closed: tuple[str, ...] = Field(
        default=(), max_length=2000, description="Days without opening, as dates: `[2026-10-01, 2026-10-02]`."
    )
    schedule: dict[str, str] = Field(
        default_factory=dict,
        description="Other decks on some days: `{sat-sun: /srv/weekend/deck.yaml}`. Left out: the one started with.",
    )
    outside: Literal["black", "dim"] = Field(
        default="black", description="Out of hours the screen is `black`, or shows the exhibit `dim`."
    )
    clock: Literal["auto", "trusted", "untrusted"] = Field(
        default="auto",
        description="Whether the machine's clock is right. `auto`: where the network sets it. Else it is always open.",
    )
    watch_folder: str | None = Field(
        default=None, max_length=1000, description="A folder in which new packs appear: a share, Syncthing, rsync."
    )
    pack_keys: tuple[str, ...] = Field(
        default=(), max_length=20, description="Public keys that packs must be signed with. Left out: staff decide."
    )
    counts: bool = Field(default=True, description="Whether visits are counted, on this machine alone, by the hour.")

    @field_validator("hours")
    @classmethod
    def _hours(cls, value: dict[str, str]) -> dict[str, str]:
        _readable(value)
        return value

    @field_validator("closed")
    @classmethod
    def _closed(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        _readable({}, value)
        return value

    @field_validator("schedule")
    @classmethod
    def _schedule(cls, value: dict[str, str]) -> dict[str, str]:
        _readable(dict.fromkeys(value, "0:00-24:00"))
        return value

    @property
    def opening(self) -> Hours:
        """The hours, read."""
        return read_hours(self.hours, self.closed)

    def deck_on(self, day: date) -> str | None:
        """The deck of that day, where the schedule names one; of its date before that of its weekday, as with hours."""
        read = [(read_hours({days: "0:00-24:00"}), deck) for days, deck in self.schedule.items()]
        dated = (deck for hours, deck in read if day in (hours.days or {}))
        weekly = (deck for hours, deck in read if hours.week[day.weekday()])
        return next(chain(dated, weekly), None)

    chinese: ClassVar[Mapping[str, str]] = {
        "": "一台机器的设置。",
        "pin": "密码的加盐散列值。在面板里设置；删去后可重新设置。",
        "reset": "工作人员 U 盘上那把钥匙的校验值，设置密码时一并生成。",
        "language": "新观众看到的语言，如 zh。不写则由内容文件决定。",
        "text_size": "新观众看到的字号：0、1 或 2。",
        "brightness": "屏幕亮度，百分比。",
        "diagonal": "屏幕对角线，英寸；屏幕自报的尺寸不准时填写。",
        "hours": "每天的开放时间，如 {mon-fri: 9:00-17:00, sat: 10:00-16:00}。不写则一直开放。",
        "closed": "不开放的日子，如 [2026-10-01, 2026-10-02]。",
        "schedule": "某些日子播放别的内容，如 {sat-sun: /srv/weekend/deck.yaml}。不写则一直是启动时的内容。",
        "outside": "不开放时：black 黑屏，dim 调暗。",
        "clock": "本机时钟准不准：auto 由网络校时则可信，trusted 准，untrusted 不准。不可信时一直开放。",
        "watch_folder": "新内容包会出现在哪个文件夹（共享、Syncthing、rsync）。",
        "pack_keys": "内容包必须有其中一把公钥的签名。不写则由工作人员决定。",
        "counts": "是否统计参观情况（只存在本机，按小时汇总）。",
    }


def _readable(hours: dict[str, str], closed: tuple[str, ...] = ()) -> None:
    try:
        read_hours(hours, closed)
    except HoursFault as fault:
        raise PydanticCustomError(fault.rule, "{value}", {"value": fault.value}) from None


@dataclass(frozen=True)
class Found:
    """What came of the file.

    Attributes:
        settings: those that are sound; a wrong one counts as its default. problems: by line.
    """

    settings: Settings
    problems: tuple[Problem, ...] = field(default=())


def read_settings(path: Path, kept: Path | None = None) -> Found:
    """The settings of a machine: whatever is in the file, they come, and where there is none, the defaults.

    Args:
        path: their file.
        kept: where they are kept as they were read, if nothing was wrong with them: the next start finds them there,
            and does without the reader of YAML. None to keep none.

    Raises:
        OSError: the disk doesn't say what is in the file, or whether there is one. Nobody may take that for settings
            without a PIN, or without keys for packs.
    """
    if not path.is_file():
        return Found(Settings())
    digest = _digest(path)
    if kept is not None and digest:
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            said = json.loads(kept.read_bytes())
            if said["digest"] == digest:
                return Found(Settings.model_validate_json(said["settings"]))
    from kiosk.ops.settings_file import read_file

    found = read_file(path)
    if kept is not None and digest and not found.problems and _digest(path) == digest:
        with contextlib.suppress(OSError):
            said = {"digest": digest, "settings": found.settings.model_dump_json()}
            disk.replace(kept, json.dumps(said).encode(), OURS)
    return found


def _digest(path: Path) -> str:
    """What was read by another version of the program is read anew."""
    found = disk.digest(path, LARGEST)
    return f"{__version__} {found}" if found else ""


def write_settings(path: Path, **changes: Any) -> None:
    """Change some settings in the file, and leave everything else of it, comments included, as it is.

    A file that isn't one of settings, or can't be written again, is kept beside the new one, with `.broken` after its
    name. Where a link stands for the file, it stays, and the file that it leads to is changed.

    Raises:
        OSError: it can't be written; what was there still is.
        ValueError: a setting that there isn't, or a value that it can't have.
    """
    Settings.model_validate(changes)
    path = Path(os.path.realpath(path))  # not `resolve`, which makes of links that lead round an error of its own
    try:
        text = _changed(_text_of(path), changes)
    except OSError:
        raise
    except Exception:  # noqa: BLE001 - what a hand may have typed there is told of in many ways, RecursionError among them
        path.replace(path.with_name(path.name + ".broken"))
        text = _changed(template(), changes)
    disk.replace(path, text.encode(), OURS)


def _text_of(path: Path) -> str:
    if not path.is_file():
        return template()
    if path.stat().st_size > LARGEST:
        raise ValueError("this is larger than any settings")
    from kiosk.ops.settings_file import is_deep

    if is_deep(path):
        raise ValueError("this is deeper than any settings")
    return path.read_text("utf-8")


def _changed(text: str, changes: Mapping[str, Any]) -> str:
    """The file's text with those settings in it.

    Raises:
        Exception: it can't be read, or isn't a file of settings; whatever ruamel makes of that.
    """
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 4096
    yaml.allow_unicode = True
    tree = yaml.load(text) if text.strip() else yaml.load(template())
    if not isinstance(tree, dict):
        raise TypeError("settings have names")
    for key, value in changes.items():
        _put(tree, key, list(value) if isinstance(value, tuple) else value)
    stream = io.StringIO()
    yaml.dump(tree, stream)
    return stream.getvalue()


def _put(tree: Any, key: str, value: Any) -> None:
    """Exchange a value, and keep the comment behind it: ruamel hangs that of a list or a map on its last item."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    before = tree.get(key)
    behind = None
    if isinstance(before, CommentedSeq | CommentedMap) and before and not before.fa.flow_style():
        last: Any = len(before) - 1 if isinstance(before, CommentedSeq) else list(before)[-1]
        hung = before.ca.items.get(last) or ()
        behind = next((token for token in hung if token is not None), None)
    if isinstance(value, list):
        value = CommentedSeq(value)
        value.fa.set_flow_style()
    tree[key] = value
    if behind is not None:
        tree.ca.items[key] = [None, None, behind, None]


def template() -> str:
    """The whole file, with every setting at its default and a word on each, in Chinese and in English."""
    parts = [HEAD]
    for name, model in Settings.model_fields.items():
        value = model.get_default(call_default_factory=True)
        written = "" if value is None else f" {_written(value)}"
        parts.append(f"\n# {Settings.chinese[name]}\n# {model.description}\n{name}:{written}\n")
    return "".join(parts)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return {(): "[]"}.get(value, str(value)) if not isinstance(value, dict) else "{}"
