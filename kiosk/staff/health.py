"""How the exhibit is, in one sentence: green, amber or red, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

Pair = tuple[str, str]
"""In Chinese and in English."""

LEAST_FREE = 200 * 1024**2
"""Bytes free on the disk under which packs, counts and logs may fail."""


class Level(Enum):
    """How urgent it is."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Shown(Enum):
    """What stands on the screen."""

    DECK = "deck"
    EARLIER = "earlier"  # the last one that passed
    OTHER = "other"  # the one before it: this one is due, and can't come yet
    QUIET = "quiet"  # the built-in slide


@dataclass(frozen=True)
class Facts:
    """All that is judged.

    Attributes:
        shown: what stands on the screen. errors, warnings: of the deck's file as it is now.
        left_out: slides that failed. settings_errors: in the file of settings.
        restarts: in the last hour. safe_mode: whether the program runs with less than it could.
        free: bytes on the disk, or None where that can't be told. held: whether staff hold the cycle.
        clock_trusted: None where nothing depends on it.
    """

    shown: Shown = Shown.DECK
    errors: int = 0
    warnings: int = 0
    left_out: int = 0
    settings_errors: int = 0
    restarts: int = 0
    safe_mode: bool = False
    free: int | None = None
    held: bool = False
    clock_trusted: bool | None = None


@dataclass(frozen=True)
class Health:
    """A judgement: how urgent, and its sentence in Chinese and in English."""

    level: Level
    sentence: Pair


def judge(facts: Facts) -> Health:
    """The most urgent thing there is to say."""
    return next(told for told in (*_red(facts), *_amber(facts), _fine(facts)) if told is not None)


def _red(facts: Facts) -> list[Health | None]:
    return [
        _say(Level.RED, facts.shown is Shown.QUIET,
             "没有可以播放的内容，请装入内容包或改正内容文件",
             "There is nothing to show: install a pack, or put the deck right"),
        _say(Level.RED, facts.safe_mode, "程序多次出错，正以安全方式运行，请重启机器",
             "The program failed several times and runs in safe mode: restart the machine"),
        _say(Level.RED, facts.free is not None and facts.free < LEAST_FREE, "磁盘快满了，请清理",
             "The disk is nearly full: make room"),
    ]  # fmt: skip


def _amber(facts: Facts) -> list[Health | None]:
    errors, left_out = facts.errors, facts.left_out
    return [
        _say(Level.AMBER, facts.shown is Shown.OTHER, f"该换上的内容有 {errors} 处错误，仍在播放原来的内容",
             f"{_count(errors, 'mistake')} in the deck that is due; the one before it is shown"),
        _say(Level.AMBER, facts.shown is Shown.EARLIER or errors > 0,
             f"内容有 {errors} 处错误，正在播放上一次正确的内容",
             f"{_count(errors, 'mistake')} in the deck; the last right one is shown"),
        _say(Level.AMBER, left_out > 0, f"有 {left_out} 页画不出来，已跳过",
             f"{_count(left_out, 'slide')} can’t be drawn and {'is' if left_out == 1 else 'are'} left out"),
        _say(Level.AMBER, facts.settings_errors > 0, "设置文件有错，错的几项按默认",
             "There are mistakes in the settings; those count as their defaults"),
        _say(Level.AMBER, facts.clock_trusted is False, "时钟未确认，不按开放时间，一直播放",
             "The clock isn’t confirmed: opening hours don’t count, it is always open"),
        _say(Level.AMBER, facts.restarts > 0, f"一小时内自动重启过 {facts.restarts} 次",
             f"It restarted by itself {_count(facts.restarts, 'time')} in the last hour"),
        _say(Level.AMBER, facts.held, "轮播已暂停", "The cycle is held"),
    ]  # fmt: skip


def _fine(facts: Facts) -> Health:
    if facts.warnings:
        return Health(Level.GREEN, (f"运行正常，内容有 {facts.warnings} 处提醒",
                                    f"All is well; {_count(facts.warnings, 'remark')} on the deck"))  # fmt: skip
    return Health(Level.GREEN, ("运行正常，内容无误", "All is well, and the deck is in order"))


def _say(level: Level, so: bool, chinese: str, english: str) -> Health | None:
    return Health(level, (chinese, english)) if so else None


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


GOOD = _fine(Facts())
"""Nothing to say."""
