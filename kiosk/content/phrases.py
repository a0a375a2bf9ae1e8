"""The program's own words in Chinese and English, and how a deck puts others in their place.

Tables of other languages stand in `kiosk/look/phrasebook`, one file a language.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field, ValidationInfo, create_model, field_validator
from pydantic_core import PydanticCustomError

from kiosk.content.base import Part
from kiosk.content.words import Text

PHRASES: dict[str, tuple[str, str]] = {
    "touch": ("轻触屏幕，开始浏览", "Touch the screen to explore"),
    "stay": ("继续浏览", "Keep looking"),
    "restart": ("重新开始", "Start again"),
    "still_there": ("您还在看吗？", "Are you still there?"),
    "still_there_why": (
        "无人触摸时，屏幕将回到开头，等候下一位观众。",
        "If nobody touches the screen, it goes back to the beginning for the next visitor.",
    ),
    "overview": ("总览", "Overview"),
    "overview_count": ("共{count}页，点选即到", "{count} slides: tap one to go there"),
    "you_are_here": ("您在：{chapter} · 第{page}页", "You are here: {chapter} · slide {page}"),
    "you_are_on": ("您在第{page}页", "You are on slide {page}"),
    "zoom_in": ("放大", "Zoom in"),
    "zoom_out": ("还原", "Zoom out"),
    "opening": ("开头", "Opening"),
    "close": ("关闭", "Close"),
    "back_to_start": ("回到开头", "Back to the start"),
    "text_size": ("字号", "Text"),
    "letter": ("字", "A"),
    "contrast": ("高对比", "High contrast"),
    "stand_still": ("停止动画", "Stop motion"),
    "move": ("播放动画", "Play motion"),
    "hint": ("左右滑动，或点两侧箭头", "Swipe sideways, or tap an arrow"),
    "hint_low": ("左右滑动，或点下方箭头", "Swipe sideways, or tap an arrow below"),
    "illustration": ("此处为示意插画", "Shown here: an illustration"),
    "original": ("原图：{credit}", "Original picture: {credit}"),
    "pick_date": ("点选日期，阅读全文", "Tap a date to read it"),
    "pick_zoom": ("点选事件，双指缩放时间轴", "Tap an event; pinch the axis to zoom"),
    "whole": ("全部", "Show all"),
    "unit": (" · 单位：{unit}", " ({unit})"),
    "table": ("数据表", "Table"),
    "chart": ("图表", "Chart"),
    "table_page": ("下一页 {page}/{pages}", "Next page {page}/{pages}"),
    "no_data": ("无数据", "No data"),
    "rest": ("其余", "The rest"),
    "of_so_many": ("每{whole}{unit}中有{part}{unit}", "{part} in {whole} {unit}"),
    "unit_alone": ("单位：{unit}", "In {unit}"),
    "quiet": ("展览正在准备，请稍候。", "The exhibit is being prepared."),
}


def marks_of(phrase: str) -> set[str] | None:
    """The places in a phrase that are filled in: `count` of "{count} slides"; None where it can't be read so."""
    try:
        found = [(mark, form or turn) for _, mark, form, turn in string.Formatter().parse(phrase) if mark is not None]
    except ValueError:
        return None
    return None if any(more for _, more in found) else {mark for mark, _ in found}


def _same_places(text: Text | None, info: ValidationInfo) -> Text | None:
    """Other words for a phrase have the same places to fill in."""
    wanted = marks_of(PHRASES[info.field_name or ""][1]) or set()
    for code, words in text.by_language.items() if text is not None else ():
        if marks_of(words) != wanted:
            marks = " ".join(f"{{{mark}}}" for mark in sorted(wanted))
            rule = "words_marks" if marks else "words_plain"
            raise PydanticCustomError(rule, "other places", {"code": code, "marks": marks})
    return text


def _field(chinese: str, english: str) -> Any:
    description = f"Instead of “{chinese.strip()}”, “{english.strip()}”."
    return Text | None, Field(default=None, description=description)


if TYPE_CHECKING:
    OwnWords = Part
else:

    class _Phrases(Part):
        chinese: ClassVar[Mapping[str, str]] = {
            "": "把程序自带的用语换成自己的；花括号里的位置要照样保留。",
            **{name: f"代替“{chinese.strip()}”。" for name, (chinese, _) in PHRASES.items()},
        }

    OwnWords = create_model(
        "OwnWords",
        __base__=_Phrases,
        __module__=__name__,
        __doc__="Other words for the program's own; each has the same places in braces.",
        __validators__={"same_places": field_validator("*")(_same_places)},
        **{name: _field(*pair) for name, pair in PHRASES.items()},
    )


def said(words: Part | None, name: str, language: str) -> str | None:
    """What a deck says in place of one of the program's phrases; None where it leaves the program's."""
    text = getattr(words, name) if words is not None else None
    return text.by_language.get(language, text.by_language.get("")) if isinstance(text, Text) else None
