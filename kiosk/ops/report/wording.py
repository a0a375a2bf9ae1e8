"""What a report says, in Chinese and in English."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "program": ("头雁", "Touyan"),
    "title": ("参观统计", "What visitors looked at"),
    "span": ("{first} 至 {last}", "{first} to {last}"),
    "one_day": ("{first}", "{first}"),
    "no_dates": ("没有日期：时钟不可信", "without dates: the clock isn't trusted"),
    "nothing": ("还没有统计到参观。", "No visit has been counted yet."),
    "nothing_in": ("最近 {days} 天没有统计到参观。", "No visit was counted in the last {days} days."),
    "visits": ("参观", "Visits"),
    "times": ("次", ""),
    "median": ("停留中位数", "Median length"),
    "mean": ("平均停留", "Mean length"),
    "a_day": ("平均每天", "A day, in the mean"),
    "by_day": ("每天的参观次数", "Visits by day"),
    "by_hour": ("一天中的时段", "Hours of the day"),
    "busiest": ("最忙的时段", "Busiest hours"),
    "slides": ("各页", "Slides"),
    "most": ("看得最多", "Most seen"),
    "least": ("看得最少", "Least seen"),
    "slide": ("页面", "Slide"),
    "seen": ("看过的参观", "Visits that saw it"),
    "each": ("平均秒数", "Seconds each"),
    "seconds": ("{seconds} 秒", "{seconds} s"),
    "taps": ("点按", "Taps"),
    "languages": ("语言", "Languages"),
    "sizes": ("放大字号", "Larger text"),
    "size": ("{size} 级", "Size {size}"),
    "choices": ("其他选择", "Other choices"),
    "contrast": ("高对比", "High contrast"),
    "still": ("停止动画", "Stop motion"),
    "overview": ("总览", "Overview"),
    "ends": ("怎样结束", "How visits ended"),
    "reset": ("离开后自动复位", "Reset, after they had left"),
    "restart": ("按了“重新开始”", "Start again was pressed"),
    "staff": ("工作人员打开面板", "Staff opened their panel"),
    "stop": ("程序结束", "The program was ended"),
    "problems": ("问题", "Problems"),
    "slide_problem": ("有一页显示不了", "A slide couldn't be shown"),
    "content_problem": ("改动有误，未采用", "A saved change was wrong, and not used"),
    "restart_problem": ("程序重新启动", "The program began anew"),
    "crash_problem": ("程序意外中断", "The program broke off"),
    "few": ("<{least}", "<{least}"),
    "few_note": (
        "少于 {least} 次参观的数字不列出，以免认出是谁；写作 <{least} 或 —。",
        "A figure of fewer than {least} visits is withheld, so that it tells of nobody: it reads <{least} or —.",
    ),
    "how_note": (
        "只在本机计数，按小时汇总，没有任何个人信息。离开前最后一页只计到该页的阅读时间；一秒以内翻过的页不算看过。"
        "前后两位观众之间没有间隔时，算作一次参观。",
        "Counted on this machine alone and by the hour, with nothing about any person. On the last slide of a visit time "
        "counts until it could have been read; a slide passed in under a second doesn't count as seen. Visitors who follow "
        "each other without a pause count as one visit.",
    ),
    "undated": (
        "其中 {visits} 次在时钟不可信时统计，没有日期。",
        "{visits} of them were counted while the clock wasn't trusted, and have no date.",
    ),
    "left_out": (
        "另有 {visits} 次在时钟不可信时统计，没有日期，未计入。",
        "Another {visits} were counted while the clock wasn't trusted; without a date they aren't in this.",
    ),
    "wrote": ("已写入 {path}", "Written: {path}"),
    "cannot_write": ("写不了 {path}：{reason}", "{path} can't be written: {reason}"),
    "cannot_read": ("读不了统计文件 {path}：{reason}", "The file of counts {path} can't be read: {reason}"),
    "made": ("头雁 {version} · {day} 生成", "Touyan {version} · made {day}"),
    "date": ("日期", "Date"),
    "hour": ("时段", "Hour"),
    "what": ("项目", "What"),
    "name": ("名称", "Name"),
    "seconds_each": ("平均秒数", "Seconds each"),
    "day": ("一天", "Day"),
}


def say(name: str, language: str, **values: object) -> str:
    """One of the words, in Chinese or in English."""
    return WORDS[name][0 if language.startswith("zh") else 1].format(**values)
