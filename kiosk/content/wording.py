"""Every sentence that a curator reads about a deck, in Chinese and in English. One place, one voice.

A sentence says what it should be, with an example, and makes at most one guess.
"""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    # the file
    "file_missing": ("没有这个文件。", "There is no such file."),
    "file_unreadable": ("读不了这个文件：{reason}。", "This file can't be read: {reason}."),
    "file_kind": ("这不是普通文件，请给出一个 YAML 文件。", "This is no ordinary file; name a YAML file."),
    "file_large": ("文件有 {size} MB，内容文件不超过 20 MB；图片请放在旁边的文件夹里。",
                   "The file has {size} MB, and a deck has 20 at most; pictures belong in a folder beside it."),
    "file_picture": ("这是图片或压缩包，不是 YAML 文字文件。", "This is a picture or an archive, not a YAML text file."),
    "no_deck_in_folder": ("这个文件夹里没有 deck.yaml。", "There is no deck.yaml in this folder."),
    "empty": ("文件是空的。可先运行 kiosk new 得到一份范例。", "The file is empty. `kiosk new DIR` writes an example to start from."),
    "encoding": ("文件是 {encoding} 编码，请另存为 UTF-8。", "This file is saved as {encoding}; save it as UTF-8."),
    "control": ("这里有一个看不见的控制字符（{code}），请删去。", "There is an invisible control character here ({code}); delete it."),
    "conflict": ("这是合并冲突留下的标记：留下要用的一段，删去标记行。",
                 "This mark is left of a merge conflict: keep the part you want and delete the mark."),
    # its form
    "wide_mark": ("这里的“{mark}”是全角，语法符号要用半角“{plain}”。",
                  'This "{mark}" is full-width; here it has to be a half-width "{plain}".'),
    "tab": ("这里是制表符（Tab），缩进请用空格。", "This is a tab; indent with spaces."),
    "quote": ("这里开始的引号没有合上。", "The quote that begins here is never closed."),
    "bracket": ("这里开始的括号没有合上，或其中的逗号需要引号，如 {{zh: \"甲，乙\"}}。",
                "The bracket that begins here is never closed, or a text in it needs quotes: {{en: \"one, two\"}}."),
    "colon": ("这一行多了一个冒号；文字里有“: ”时请加引号，如 \"时间: 12点\"。",
              'There is one colon too many in this line; put a text that holds ": " in quotes, as in "Time: noon".'),
    "no_colon": ("这一行缺冒号，应写成“名称: 内容”，冒号后有一个空格。", 'A colon is missing here; write "key: value", with a space after it.'),
    "start": ("文字不能以“{mark}”开头，请加引号，如 \"{mark}…\"。", 'A text can\'t begin with "{mark}"; put it in quotes.'),
    "indent": ("缩进不对：同一层的各行要从同一列开始。", "The indentation is off: lines of one level begin in one column."),
    "documents": ("一个文件只能有一份内容，请删去“---”。", 'A file holds one deck; delete the line "---".'),
    "anchor": ("这里不能用“&”“*”引用；以这些符号开头的文字请加引号。", 'Anchors and aliases ("&", "*") are not used here; put a text that begins with one in quotes.'),
    "tag": ("这里不能用“!”标签；以“!”开头的文字请加引号。", 'Tags ("!") are not used here; put a text that begins with one in quotes.'),
    "deep": ("层次太深（超过 32 层），请检查缩进。", "This is nested too deeply (more than 32 levels); look at the indentation."),
    "many": ("内容太多（超过两百万项）。", "There is too much in this file (more than two million items)."),
    "key_kind": ("名称只能是一个词。", "A key is a single word."),
    "twice": ("“{key}”写了两次，第一次在第 {line} 行；请留下一处。", '"{key}" is here twice, first in line {line}; keep one of them.'),
    "nothing": ("“{key}”后面没有内容；写上内容，或删去这一行。", 'Nothing stands after "{key}"; write something, or delete the line.'),
    # the models
    "unknown_key": ("这里没有“{key}”这一项。", 'There is no "{key}" here.'),
    "unknown_type": ("没有“{key}”这种页面。", 'There is no slide type "{key}".'),
    "no_type": ("这一页没有写类型，如 type: text。", "This slide has no type; write one, as in type: text."),
    "missing": ("缺少“{key}”，如 {example}", '"{key}" is missing; add it, as in {example}'),
    "a_map": ("这里应是若干“名称: 内容”，如 {example}", 'Here belong lines of "key: value", as in {example}'),
    "a_list": ("这里应是列表，每项以“- ”开头。", 'A list belongs here, each item with "- " before it.'),
    "a_number": ("这里应是数字，如 6.02；现在是“{value}”。", 'A number belongs here, such as 6.02; this is "{value}".'),
    "a_truth": ("这里应写 true 或 false；现在是“{value}”。", 'Write true or false here; this is "{value}".'),
    "at_least": ("这个数不能小于 {limit}。", "This number can't be less than {limit}."),
    "at_most": ("这个数不能大于 {limit}。", "This number can't be more than {limit}."),
    "one_of": ("这里可写：{choices}；现在是“{value}”。", 'Write one of these here: {choices}; this is "{value}".'),
    "too_few": ("这里至少要有 {limit} 项。", "There has to be at least {limit} here."),
    "too_many": ("这里最多 {limit} 项，现在有 {count} 项。", "There can be {limit} here at most; there are {count}."),
    "text_shape": ("这里应是一段文字，或按语言写：{{zh: 文字, en: words}}。", "A text belongs here, or one for each language: {{zh: 文字, en: words}}."),
    "text_language": ("“{code}”不是语言代码，应如 zh 或 en。", '"{code}" is no language code; they look like zh and en.'),
    "text_empty": ("这里没有文字。", "There are no words here."),
    "text_long": ("这段文字太长，最多 {limit} 个字符。", "This text is too long; {limit} characters at most."),
    "text_other_language": ("本展没有“{code}”这种语言；现有：{choices}。", 'This deck has no language "{code}"; it has: {choices}.'),
    "date_form": ("日期应写成 2018、2018-10 或 2018-10-31；现在是“{value}”。", 'A date is written 2018, 2018-10 or 2018-10-31; this is "{value}".'),
    "date_calendar": ("日历上没有“{value}”这一天。", 'The calendar has no "{value}".'),
    "figure_words": ("这个数字没有说明，请写 says，如 says: 企业数量。", "This figure says nothing; add says, as in says: Companies."),
    "pattern": ("“{value}”不能用在这里，只用字母、数字、“-”和“_”。", '"{value}" can\'t stand here; use letters, digits, "-" and "_".'),
    "chapter_unknown": ("chapters 里没有“{key}”这一章。", 'There is no chapter "{key}" in chapters.'),
    "id_twice": ("另一页（第 {slide} 页）已叫“{key}”，请换一个名字。", 'Slide {slide} has the id "{key}" already; choose another.'),
    "series_axis": ("各项要么都写 date，要么都写 name。", "Give every mark a date, or every mark a name."),
    "emphasis_twice": ("只能强调一项；第 {line} 项已经强调。", "Only one mark can have emphasis; mark {line} has it already."),
    "share_range": ("占比应在 0 到 100 之间。", "A share lies between 0 and 100."),
    "other": ("这里写得不对：{reason}。", "This is not right here: {reason}."),
    # files beside the deck
    "picture_missing": ("找不到图片“{key}”。", 'There is no picture "{key}" beside the deck.'),
    "picture_outside": ("图片要放在内容文件所在的文件夹里，路径如 photos/3.jpg。", "Pictures live in the deck's own folder; write a path such as photos/3.jpg."),
    "picture_size": ("图片文件太大（超过 200 MB）。", "This picture's file is too large (more than 200 MB)."),
    "picture_kind": ("这个文件不是图片；可用 JPEG、PNG、WebP、SVG。", "This file is no picture; use JPEG, PNG, WebP or SVG."),
    "picture_broken": ("图片文件已损坏或不完整。", "This picture's file is broken or not whole."),
    "picture_pixels": ("图片像素太多：JPEG 至多两亿，其他至多 6400 万。", "This picture has too many pixels: 200 million at most for a JPEG, 64 million for others."),
    "svg_active": ("SVG 里有脚本、外部链接或实体，不能使用。", "This SVG holds scripts, outside links or entities, and can't be used."),
    # warnings
    "no_translation": ("缺少 {code} 的译文；屏幕上将显示另一种语言。", "There is no {code} text here; another language is shown instead."),
    "glyph": ("字体里没有“{key}”（{code}），屏幕上会是方框。", 'No font here has "{key}" ({code}); a box would be shown.'),
}  # fmt: skip

GUESS = ("是不是“{guess}”？", 'Did you mean "{guess}"?')
KNOWN = ("可用的有：{choices}。", "The keys here are: {choices}.")
SEVERITY = {"error": ("错误", "error"), "warning": ("警告", "warning")}
SLIDE = ("第 {number} 页", "slide {number}")
COUNT = ("{path} 有 {count} 处需要改正。", "{count} things to put right in {path}.")
COUNT_ONE = ("{path} 有 1 处需要改正。", "1 thing to put right in {path}.")
WARNINGS = ("{path} 没有错误，有 {count} 处提醒。", "{path} has no errors, and {count} to look at.")
CLEAN = ("{path} 没有问题：{slides} 页。", "{path} is fine: {slides} slides.")
