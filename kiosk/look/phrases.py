"""The program's own words, by language. Another language than these gets English."""

from __future__ import annotations

_PHRASES = {
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

_OWN_NAMES = {
    "zh": "中文", "en": "English", "ja": "日本語", "ko": "한국어", "fr": "Français", "de": "Deutsch", "es": "Español",
    "ru": "Русский", "pt": "Português", "it": "Italiano", "ar": "العربية", "bo": "བོད་སྐད", "ug": "ئۇيغۇرچە",
    "mn": "Монгол", "vi": "Tiếng Việt", "th": "ไทย", "zh-hant": "繁體中文",
}  # fmt: skip

_HAN_DIGITS = "〇一二三四五六七八九"


def phrase(name: str, language: str, **values: str) -> str:
    """One of the program's own phrases."""
    chinese, english = _PHRASES[name]
    return (chinese if language.startswith("zh") else english).format(**values)


def language_name(code: str) -> str:
    """A language by its own name; its code where we don't know it."""
    return _OWN_NAMES.get(code.lower()) or _OWN_NAMES.get(code.split("-", maxsplit=1)[0].lower()) or code


def years(count: int, language: str) -> str:
    """A span of years in words: 六年, six years (figures from a hundred on)."""
    if language.startswith("zh"):
        return ("两" if count == 2 else _han_number(count)) + "年"
    words = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    text = words[count] if 0 < count < len(words) else f"{count:,}"
    return f"{text} year" + ("" if count == 1 else "s")


def gap(length: float, language: str) -> str:
    """How long nothing is told of, in words: 六年, four months.

    Args:
        length: years, at least a month.
        language: of the reader.
    """
    if length >= 1.5:
        return years(round(length), language)
    count = max(1, round(length * 12))
    if language.startswith("zh"):
        return f"{'两' if count == 2 else _han_number(count)}个月"
    return years(count, language).replace("year", "month")


def _han_number(count: int) -> str:
    if count >= 100:
        return str(count)
    tens, ones = divmod(count, 10)
    if tens == 0:
        return _HAN_DIGITS[ones]
    return ("" if tens == 1 else _HAN_DIGITS[tens]) + "十" + (_HAN_DIGITS[ones] if ones else "")
