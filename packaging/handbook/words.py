"""The guide's own few words, around what it takes from the program: (Chinese, English)."""

from __future__ import annotations

Pair = tuple[str, str]

HEAD = {
    "keys": ("| 键 | 是什么 | 必写吗 | 写什么 | 例 |", "| Key | What it is | Needed? | What to write | Example |"),
    "rules": ("| 规则 | 它会说 | 为什么 |", "| Rule | What it says | Why |"),
    "kinds": ("| 类型 | 是什么 |", "| Type | What it is |"),
    "phrases": ("| 名称 | 中文 | 英文 |", "| Name | Chinese | English |"),
}
MUST: Pair = ("**必写**", "**yes**")
MAY: Pair = ("可不写", "no")
LEFT_OUT: Pair = ("不写是 `{value}`", "no; else `{value}`")
EITHER: Pair = ("`{one}` 与 `{other}` **写一个**", "**one of** `{one}`, `{other}`")
EMPTY: Pair = ("可不写", "no")

NEEDED: dict[tuple[str, str], Pair] = {
    ("Shot", "caption"): ("**必写**", "**yes**"),
    ("Shot", "picture"): ("与 `illustration` **至少写一个**", "**at least one of** it and `illustration`"),
    ("Shot", "illustration"): ("与 `picture` **至少写一个**", "**at least one of** it and `picture`"),
    ("Figure", "says"): ("与 `lead` **至少写一个**", "**at least one of** it and `lead`"),
    ("Figure", "lead"): ("与 `says` **至少写一个**", "**at least one of** it and `says`"),
    ("Point", "date"): ("与 `name` **写一个**", "**one of** it and `name`"),
    ("Point", "name"): ("与 `date` **写一个**", "**one of** it and `date`"),
    ("Point", "value"): ("**必写**；有 `groups` 时写 `values`", "**yes**; with `groups`, `values`"),
    ("Point", "values"): ("有 `groups` 时**必写**", "**yes**, with `groups`"),
}
"""What the models ask for together, which no single field says; a test leaves each out and listens."""

NAMED: dict[str, tuple[str, Pair]] = {
    "Figure": ("figure", ("一个数字", "a figure")),
    "Event": ("event", ("事件", "events")),
    "Era": ("era", ("时间段", "eras")),
    "Point": ("point", ("各项", "marks")),
    "Group": ("group", ("系列", "series")),
    "Shot": ("photo", ("图片", "pictures")),
    "ChartData": ("data", ("表格", "a table")),
    "EventData": ("data", ("表格", "a table")),
    "FigureColumns": ("figure-columns", ("数字的各列", "the figure’s columns")),
    "Chapter": ("chapters", ("章", "chapters")),
    "Timings": ("timings", ("时长", "timings")),
    "Look": ("look", ("样子", "the look")),
    "Colours": ("colours", ("颜色", "colours")),
    "Fonts": ("fonts", ("字体", "fonts")),
    "Logo": ("logo", ("标志", "the logo")),
    "OwnWords": ("words", ("用语", "phrases")),
    "Silence": ("rules", ("规则和理由", "rules and reasons")),
}
"""Where a part of a deck is described, and what it is called."""

WORD: dict[str, Pair] = {
    "text": ("文字", "text"),
    "plain": ("文字", "text"),
    "id": ("字母、数字、`-`、`_`", "letters, digits, `-`, `_`"),
    "path": ("文件", "a file"),
    "colour": ("颜色", "a colour"),
    "column": ("列", "a column"),
    "range": ("行号", "row numbers"),
    "code": ("语言代码", "language codes"),
    "date": ("日期", "a date"),
    "span": ("日期或一段时间", "a date or a span"),
    "truth": ("`true` 或 `false`", "`true` or `false`"),
    "number": ("数字", "a number"),
    "gap": ("数字或 `—`", "a number or `—`"),
    "whole": ("整数", "a whole number"),
    "fraction": ("0–1 的数", "0–1"),
    "slides": ("各页", "slides"),
}
LIST: Pair = ("列表：{what}", "list: {what}")
AT_MOST: Pair = ("，至多 {most} 个", ", {most} at most")
TWO: Pair = ("两个数：[{what}]", "two: [{what}]")
BETWEEN: Pair = ("，{low}–{high}", ", {low}–{high}")
FROM: Pair = ("，从 {low} 起", ", from {low}")
SEE: Pair = ("见[{what}](#{where})", "see [{what}](#{where})")
OR: Pair = ("、", ", ")
