"""What the parent says, in Chinese and English: to the terminal, to systemd and into the last words."""

from __future__ import annotations

import signal

from kiosk.ops.guard.beats import Beat
from kiosk.ops.guard.rules import Safe

_PAIRS = {
    "frozen": ("画面停住了 {seconds:.0f} 秒，已将其结束", "the picture stood still for {seconds:.0f} s; it was ended"),
    "signal": ("展览程序意外退出（信号 {name}）", "the exhibit died (signal {name})"),
    "code": ("展览程序意外退出（代码 {code}）", "the exhibit died (code {code})"),
    "at": ("，当时是“{slide}”这一页", ", at the slide “{slide}”"),
    "again": ("正在重新启动。", "starting it again."),
    "later": ("{wait:.1f} 秒后重新启动。", "starting it again in {wait:.1f} s."),
    "plain": (
        "安全模式：显示上一份运行正常的内容，不播放动画。",
        "safe mode: the last deck that ran well, and nothing moves by itself.",
    ),
    "built_in": (
        "安全模式：只显示内置画面，等待内容文件改动。",
        "safe mode: one built-in slide, until the deck is changed.",
    ),
    "no_screen": ("没有屏幕应答，继续尝试。", "no screen answers; it goes on trying."),
    "on": (
        "第 {number} 页，共 {count} 页（{slide}），语言 {language}",
        "slide {number} of {count} ({slide}), in {language}",
    ),
    "opening": ("正在打开内容文件", "opening the deck"),
    "visited": ("有观众", "somebody is there"),
    "unseen": ("没有屏幕可显示", "there is no screen to show it on"),
    "struck": (
        "“{slide}”这一页已出错 {count} 次，在内容文件改动之前不再播放。",
        "the slide “{slide}” failed {count} times; it is left out until the deck is changed.",
    ),
    "noted": ("“{slide}”这一页出错，已记下（第 {count} 次）。", "the slide “{slide}” failed; noted ({count} so far)."),
}  # fmt: skip


def said(part: str, language: str, /, **values: object) -> str:
    """A sentence, or a part of one."""
    return _PAIRS[part][0 if language.startswith("zh") else 1].format(**values)


def ending(language: str, *, killed_by: int, code: int, frozen: float, slide: str) -> str:
    """How the app ended."""
    if frozen:
        what = said("frozen", language, seconds=frozen)
    elif killed_by:
        what = said("signal", language, name=_name(killed_by))
    else:
        what = said("code", language, code=code)
    return what + (said("at", language, slide=slide) if slide else "")


def next_start(language: str, wait: float, safe: Safe, changed: bool) -> str:
    """What comes after."""
    if changed:
        return said("plain" if safe is Safe.PLAIN else "built_in", language)
    return said("later", language, wait=wait) if wait else said("again", language)


def standing(language: str, beat: Beat, number: int, count: int, safe: Safe) -> str:
    """Where the exhibit is, in one line."""
    if not number:
        parts = [said("opening", language)]
    else:
        parts = [said("on", language, number=number, count=count, slide=beat.slide, language=beat.language)]
    if beat.visited:
        parts.append(said("visited", language))
    if not beat.seen:
        parts.append(said("unseen", language))
    if safe is not Safe.NO:
        parts.append(said("plain" if safe is Safe.PLAIN else "built_in", language).rstrip("。."))
    return ("；" if language.startswith("zh") else "; ").join(parts)


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
