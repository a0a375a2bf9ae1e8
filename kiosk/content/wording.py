"""Every sentence that a curator reads about a deck, in Chinese and in English. One place, one voice.

A sentence says what it should be, with an example, and makes at most one guess.
"""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    # the file
    "file_missing": ("没有这个文件。", "There is no such file."),
    "file_forbidden": ("没有权限读取这个文件，请检查文件权限。", "You have no permission to read this file; look at its permissions."),
    "file_unreadable": ("读不了这个文件：{reason}。", "This file can't be read: {reason}."),
    "file_kind": ("这不是普通文件，请给出一个 YAML 文件。", "This is no ordinary file; name a YAML file."),
    "file_large": ("文件有 {size} MB，内容文件不超过 20 MB；图片请放在旁边的文件夹里。", "The file has {size} MB, and a deck has 20 at most; pictures belong in a folder beside it."),
    "file_binary": ("这是图片、压缩包或文档，不是 YAML 文字文件；请给出 deck.yaml。", "This is a picture, an archive or a document, not a YAML text file; name a file such as deck.yaml."),
    "no_deck_in_folder": ("这个文件夹里没有 deck.yaml。", "There is no deck.yaml in this folder."),
    "empty": ("文件是空的。可先运行 kiosk new 文件夹名，得到一份范例。", "The file is empty; `kiosk new DIR` writes an example to start from."),
    "encoding": ("文件是 {encoding} 编码，请在编辑器里另存为 UTF-8。", "This file is saved as {encoding}; save it as UTF-8 in your editor."),
    "encoding_byte": ("这里有一个字节（{byte}）不是 UTF-8：文件没有复制完整，或混了别的编码；请重新输入此处并存为 UTF-8。", "There is a byte here ({byte}) that is not UTF-8: the file was not copied whole, or mixes encodings; type this again and save as UTF-8."),
    "control": ("这里有一个看不见的控制字符（{code}），请删去。", "There is an invisible control character here ({code}); delete it."),
    "conflict": ("这是合并冲突留下的标记：留下要用的一段，删去标记行。", "This mark is left of a merge conflict: keep the part you want and delete the mark."),
    # its form
    "wide_mark": ("这里的“{mark}”是全角，语法符号要用半角“{plain}”。", 'This "{mark}" is full-width; here it has to be a half-width "{plain}".'),
    "wide_quotes": ("中文引号“”不能把整段文字括起来，请用半角引号，如 \"时间: 12点\"。", 'Chinese quotes can\'t enclose a text for YAML; use plain ones, as in "Time: noon".'),
    "wide_space": ("这里有一个全角或看不见的空格（{code}），请改用普通空格。", "There is a full-width or invisible space here ({code}); use a plain one."),
    "wide_value": ("这里要用半角字符，如 {plain}；现在是 {value}", "Write this half-width, as in {plain}; it is {value} now"),
    "tab": ("这里是制表符（Tab），缩进请用空格。", "This is a tab; indent with spaces."),
    "space": ("冒号后要有一个空格，如 title: 头雁", "A space belongs after the colon, as in title: Touyan"),
    "dash_space": ("“-”后要有一个空格，如 - type: text", 'A space belongs after the "-", as in - type: text'),
    "dash_inline": ("列表要另起一行，每项以“- ”开头；文字以“-”开头时请加引号。", 'A list begins on a line of its own, each item with "- "; put a text that begins with "-" in quotes.'),
    "quote": ("这里开始的引号没有合上，请在文字末尾补上。", "The quote that begins here is never closed; close it where the text ends."),
    "after_quote": ("引号后面还有文字，请把整段括在引号里，如 '\"头雁\"领航'", "Words follow the closing quote; put all of it in quotes, as in '\"Touyan\" leads'"),
    "escape": ("双引号里的“\\”要写成“\\\\”，或改用单引号。", 'In double quotes "\\" is written "\\\\"; or use single quotes.'),
    "bracket": ("这里开始的“{mark}”没有合上。", 'The "{mark}" that begins here is never closed.'),
    "flow_colon": ("括号里的文字含有“: ”，请给这段文字加引号，如 {{zh: \"时间: 12点\"}}", 'A text in brackets holds a colon; put it in quotes, as in {{en: "Time: noon"}}'),
    "flow_text": ("括号里的文字含有“,”“[”“{{”等符号，请给这段文字加引号，如 {{zh: \"[新] 头雁\"}}", 'A text in brackets holds a sign such as "[" or "{{"; put it in quotes, as in {{en: "[new] Touyan"}}'),
    "flow_key": ("“{key}”没有名称：花括号里半角逗号会断开文字，含逗号的文字请加引号，如 {{en: \"one, two\"}}", '"{key}" has no key of its own: a comma divides the texts in braces, so put a text with a comma in quotes, as in {{en: "one, two"}}'),
    "colon": ("这一行多了一个冒号；文字里有“: ”时请加引号，如 \"时间: 12点\"", 'There is one colon too many in this line; put a text that holds ": " in quotes, as in "Time: noon"'),
    "no_colon": ("这一行缺冒号，应写成“名称: 内容”，如 {example}", 'A colon is missing here; write "key: value", as in {example}'),
    "start": ("文字不能这样以“{mark}”开头，请加引号，如 \"{mark}…\"", 'A text can\'t begin with "{mark}" like this; put it in quotes, as in "{mark}…"'),
    "indent": ("缩进不对：同一层的各行要从同一列开始。", "The indentation is off: lines of one level begin in one column."),
    "indent_deeper": ("这一行缩进多了：第 {line} 行已经有内容，这一行应和它同列。", "This line is indented too far: line {line} has its value already, so both begin in one column."),
    "indent_first": ("第一行不能缩进，请从行首写起。", "The first line is indented; begin it at the left edge."),
    "indent_left": ("这一行太靠左，应和它所属的那一页的其他各行同列。", "This line stands too far to the left; begin it in the column of the lines it belongs to."),
    "slides_unnamed": ("各页从这里开始，请在上一行写 slides:", "The slides begin here; write slides: on the line above."),
    "indent_setting": ("这一行不能缩进，请从行首写起。", "This line is indented; begin it at the left edge."),
    "indent_slide": ("这一页的“-”没有和其他各页对齐，应在第 {column} 列。", 'The "-" of this slide is out of line with the other slides\'; it belongs in column {column}.'),
    "unreadable": ("从这里起读不下去，请检查这一行。", "It can't be read on from here; look at this line."),
    "documents": ("一个文件只能有一份内容，请删去“---”这一行。", 'A file holds one deck; delete the line "---".'),
    "alias": ("这里不能用“{mark}”引用；以它开头的文字请加引号。", 'References ("{mark}") are not used here; write the value out, or put a text that begins with "{mark}" in quotes.'),
    "merge": ("这里不能用“<<”合并，请把内容写全。", 'Merging with "<<" is not used here; write the values out.'),
    "tag": ("这里不能用“!”标签；以“!”开头的文字请加引号。", 'Tags ("!") are not used here; put a text that begins with one in quotes.'),
    "deep": ("层次太深（超过 32 层），请检查缩进。", "This is nested too deeply (more than 32 levels); look at the indentation."),
    "many": ("内容太多（超过两百万项）。", "There is too much in this file (more than two million items)."),
    "key_kind": ("名称只能是一个词，如 title: 头雁", "A key is a single word, as in title: Touyan"),
    "twice": ("“{key}”写了两次，第一次在第 {line} 行；请留下一处。", '"{key}" is here twice, first in line {line}; keep one of them.'),
    "twice_item": ("从“{key}”起，各项又写了一遍（第一次在第 {line} 行）：新的一页或一项要以“- ”另起，如 - type: text", 'From "{key}" on, the keys are here a second time (first in line {line}); a new slide or item begins with "- ", as in - type: text'),
    "nothing": ("“{key}”后面没有内容，请写上，如 {example}", 'Nothing stands after "{key}"; write something, as in {example}'),
    "nothing_item": ("这一项没有内容，请写上，或删去这一行。", "This item is empty; write something, or delete the line."),
    # the whole
    "root": ("内容文件由“名称: 内容”组成，先是 title: 头雁，再是 slides: 和各页。", "A deck is made of lines such as title: Touyan, and then slides: with the slides below it."),
    "root_list": ("各页要写在“slides:”下面，请在最前面加上 title: 头雁 和 slides:", 'Slides stand below "slides:"; begin the file with title: Touyan and slides:'),
    "no_slides": ("“slides”下面还没有页面，请加上一页，如 - type: text", 'There are no slides below "slides"; add one, as in - type: text'),
    # the models
    "unknown_key": ("这里没有“{key}”这一项。", 'There is no "{key}" here.'),
    "unknown_type": ("没有“{key}”这种页面。", 'There is no slide type "{key}".'),
    "other_type": ("“{key}”等 {count} 项属于 {type} 页，不属于 {own} 页：请改类型，或另起一页，如 - type: {type}", '"{key}" and the like ({count} keys) belong to a slide of type {type}, not {own}; change the type, or begin a new slide with - type: {type}'),
    "no_type": ("这一页没有写类型，请加上，如 type: text", "This slide has no type; add one, as in type: text"),
    "missing": ("缺少“{key}”，请加上，如 {example}", '"{key}" is missing; add it, as in {example}'),
    "a_map": ("这里应是若干行“名称: 内容”，如 {example}", 'Lines of "key: value" belong here, as in {example}'),
    "a_list": ("这里应是列表，每项一行，以“- ”开头，如 {item}", 'A list belongs here, each item on a line with "- " before it, as in {item}'),
    "a_pair": ("这里应是两个数，如 [0.5, 0.6]", "Two numbers belong here, as in [0.5, 0.6]"),
    "a_number": ("这里应是数字，如 6.02；现在是“{value}”。", 'A number belongs here, such as 6.02; this is "{value}".'),
    "number_words": ("这里只写数字，如 {plain}；“{value}”里其余的字写在 unit、qualifier 或 tail 里。", 'Only the number belongs here, as in {plain}; the rest of "{value}" goes into unit, qualifier or tail.'),
    "number_long": ("这个数字太长，最多 30 位。", "This number is too long; 30 digits at most."),
    "a_truth": ("这里应写 true 或 false；现在是“{value}”。", 'Write true or false here; this is "{value}".'),
    "at_least": ("这个数不能小于 {limit}；现在是“{value}”。", 'This number can\'t be less than {limit}; this is "{value}".'),
    "at_most": ("这个数不能大于 {limit}；现在是“{value}”。", 'This number can\'t be more than {limit}; this is "{value}".'),
    "one_of": ("这里可写 {choices}；现在是“{value}”。", 'Write one of these here: {choices}; this is "{value}".'),
    "too_few": ("这里至少要有 {limit} 项。", "There has to be at least {limit} here."),
    "too_many": ("这里最多 {limit} 项，现在有 {count} 项。", "There can be {limit} here at most; there are {count}."),
    "a_word": ("这里应是一段文字，不分语言，如 {example}", "One plain text belongs here, not one for each language, as in {example}"),
    "text_shape": ("这里应是一段文字，或按语言写，如 {{zh: 头雁, en: Touyan}}", "A text belongs here, or one for each language, as in {{zh: 头雁, en: Touyan}}"),
    "text_language": ("“{code}”不是语言代码，应如 zh 或 en。", '"{code}" is no language code; they look like zh and en.'),
    "text_empty": ("这里没有文字，请写上。", "There are no words here; write some."),
    "text_long": ("这段文字太长，最多 {limit} 个字符。", "This text is too long; {limit} characters at most."),
    "text_other_language": ("languages 里没有“{code}”；请加上，如 languages: [{choices}, {code}]，或删去这一段。", 'There is no "{code}" in languages; add it, as in languages: [{choices}, {code}], or delete this text.'),
    "language_twice": ("“{code}”在 languages 里写了两次，请留下一处。", '"{code}" is in languages twice; keep one of them.'),
    "date_form": ("日期应写成 2018、2018-10 或 2018-10-31，公元前写成 -221；现在是“{value}”。", 'A date is written 2018, 2018-10 or 2018-10-31, and -221 for 221 BCE; this is "{value}".'),
    "date_calendar": ("日历上没有“{value}”，请改正年月日，如 2018-10-31。", 'The calendar has no "{value}"; put the date right, as in 2018-10-31.'),
    "date_span": ("“{value}”结束得比开始早，请按先后写，如 2018-10 至 2019-05。", '"{value}" ends before it begins; write the earlier date first, as in 2018-10 to 2019-05.'),
    "figure_words": ("这个数字没有说明，请加上 says，如 says: 企业数量", "This figure says nothing; add says, as in says: Companies"),
    "pattern": ("“{value}”不能用在这里，只用字母、数字、“-”和“_”，如 market-2", '"{value}" can\'t stand here; use letters, digits, "-" and "_", as in market-2'),
    "text_code": ("本展没有“{code}”这种语言；现有 {choices}。", 'This deck has no language "{code}"; it has {choices}.'),
    "chapter_unknown": ("chapters 里没有“{key}”这一章。", 'There is no chapter "{key}" in chapters.'),
    "chapter_twice": ("另有一章也叫“{key}”（第 {line} 行），请换一个名字。", 'Another chapter is called "{key}" as well (line {line}); choose another name.'),
    "id_twice": ("另一页（第 {slide} 页）已叫“{key}”，请换一个名字。", 'Slide {slide} has the id "{key}" already; choose another.'),
    "series_axis": ("各项要么都写 date，要么都写 name，每项只写一种。", "Give every mark a date, or every mark a name, and none of them both."),
    "emphasis_twice": ("只能强调一项；第 {line} 项已经强调。", "Only one mark can have emphasis; mark {line} has it already."),
    "share_range": ("占比应在 0 到 100 之间，如 70。", "A share lies between 0 and 100, such as 70."),
    "other": ("这里写得不对，请对照范例改正。", "This is not right here; compare it with the example that `kiosk new DIR` writes."),
    # files beside the deck
    "picture_none": ("这一页没有图片，请加上，如 picture: photos/3.jpg", "This slide has no picture; add one, as in picture: photos/3.jpg"),
    "picture_missing": ("找不到图片“{key}”。", 'There is no picture "{key}" beside the deck.'),
    "picture_outside": ("图片要放在内容文件所在的文件夹里，写成 photos/3.jpg 这样的路径。", "Pictures live in the deck's own folder; write a path such as photos/3.jpg."),
    "picture_name": ("“{key}”不能用作文件名；换一个，如 photos/3.jpg。", '"{key}" can\'t be the name of a file on every machine; choose another, such as photos/3.jpg.'),
    "picture_special": ("“{key}”不是普通文件，请换成图片文件。", '"{key}" is no ordinary file; name a picture.'),
    "picture_unreadable": ("没有权限读取图片“{key}”，请检查文件权限。", 'The picture "{key}" can\'t be read; look at its permissions.'),
    "picture_large": ("图片文件“{key}”太大，最多 200 MB。", 'The file "{key}" is too large; 200 MB at most.'),
    "picture_kind": ("“{key}”不是图片；请用 JPEG、PNG、WebP 或 SVG。", '"{key}" is no picture; use JPEG, PNG, WebP or SVG.'),
    "picture_broken": ("图片“{key}”已损坏或不完整，请重新复制。", 'The picture "{key}" is broken or not whole; copy it again.'),
    "picture_pixels": ("图片“{key}”有 {size} 像素，JPEG 至多两亿像素，其他至多 6400 万；请缩小。", 'The picture "{key}" has {size} pixels; a JPEG can have 200 million at most, others 64 million. Make it smaller.'),
    "svg_large": ("SVG“{key}”太大，最多 5 MB；请简化，或存为 PNG。", 'The SVG "{key}" is too large; 5 MB at most. Simplify it, or save it as PNG.'),
    "svg_active": ("SVG“{key}”里有脚本、外部链接或实体，不能使用；请从绘图软件另存为普通 SVG。", 'The SVG "{key}" holds scripts, outside links or entities; save it as a plain SVG from your drawing program.'),
    # warnings
    "nothing_optional": ("“{key}”后面没有内容，屏幕上不会有它；写上内容，或删去这一行。", 'Nothing stands after "{key}", so it is left out; write something, or delete the line.'),
    "no_translation": ("缺少 {code} 的译文，屏幕上将显示另一种语言；请加上 {code}: …", "There is no {code} text here, so another language is shown; add {code}: …"),
    "quotes_shown": ("整段的“”会照样显示在屏幕上；若要显示，请写成 '“…”'；若不要，请删去。", "These quotes will be seen on the screen; write '“…”' if they should be, or delete them."),
    "series_order": ("这一项的日期不晚于前一项，请按时间先后排列。", "This date doesn't come after the one before it; put the marks in order of time."),
    "glyph": ("字体里没有“{key}”（{code}），屏幕上会是方框；请换一个字。", 'No font here has "{key}" ({code}), so a box would be shown; use another character.'),
}  # fmt: skip

WARNINGS = frozenset({"nothing_optional", "no_translation", "quotes_shown", "series_order", "glyph"})
"""What is worth a look, and keeps nothing off the screen."""

GUESS = ("是不是“{guess}”？", 'Did you mean "{guess}"?')
KNOWN = {
    "unknown_key": ("这里可用：{choices}。", "The keys here are: {choices}."),
    "unknown_type": ("可用的类型：{choices}。", "The types are: {choices}."),
    "no_type": ("可用的类型：{choices}。", "The types are: {choices}."),
    "chapter_unknown": ("有这些章：{choices}。", "The chapters are: {choices}."),
}
"""What there is to choose from, where nothing is near enough for a guess."""

SLIDE = ("第 {number} 页", "slide {number}")
COUNT = ("{path} 有 {count} 处需要改正。", "{count} things to put right in {path}.")
COUNT_ONE = ("{path} 有 1 处需要改正。", "1 thing to put right in {path}.")
AND_WARNINGS = ("另有 {count} 处提醒。", "{count} more to look at.")
WARNINGS_ONLY = ("{path} 没有错误，有 {count} 处提醒。", "{path} has no errors, and {count} to look at.")
CLEAN = ("{path} 没有问题：{slides} 页。", "{path} is fine: {slides} slides.")
CLEAN_ONE = ("{path} 没有问题：1 页。", "{path} is fine: 1 slide.")

EXAMPLES: dict[str, tuple[str, str]] = {
    "title": ("title: 头雁", "title: Touyan"),
    "headline": ("headline: 头雁", "headline: Touyan"),
    "caption": ("caption: 港口的清晨", "caption: The harbour at dawn"),
    "date": ("date: 2018-10", "date: 2018-10"),
    "from": ("from: 1400", "from: 1400"),
    "until": ("until: 1500", "until: 1500"),
    "eras": ("eras: 和下一行的 - {name: 航海时期, from: 1400, until: 1500}", "eras: and on the next line - {name: Age of sail, from: 1400, until: 1500}"),
    "value": ("value: 6.02", "value: 6.02"),
    "name": ("name: 数据资源", "name: Data"),
    "says": ("says: 企业数量", "says: Companies"),
    "type": ("type: text", "type: text"),
    "events": ("events: 和下一行的 - date: 2018-10", "events: and on the next line - date: 2018-10"),
    "series": ("series: 和下一行的 - date: 2025-06", "series: and on the next line - date: 2025-06"),
    "paragraphs": ("paragraphs: 和下一行的 - 第一段文字", "paragraphs: and on the next line - The first paragraph."),
    "hero": ("hero: 和下一行的 value: 6.02", "hero: and on the next line value: 6.02"),
    "slides": ("slides: 和下一行的 - type: text", "slides: and on the next line - type: text"),
    "picture": ("picture: photos/3.jpg", "picture: photos/3.jpg"),
    "illustration": ("illustration: 3-inspection-robot", "illustration: 3-inspection-robot"),
    "chapter": ("chapter: 数据资源", "chapter: Data"),
    "id": ("id: market", "id: market"),
    "languages": ("languages: [zh, en]", "languages: [zh, en]"),
    "chapters": ("name: 数据资源", "name: Data"),
    "figures": ("value: 6.02", "value: 6.02"),
}  # fmt: skip
"""A line to add, for each key; a key that has none is shown with an ellipsis."""

ITEMS: dict[str, tuple[str, str]] = {
    "slides": ("- type: text", "- type: text"),
    "chapters": ("- name: 数据资源", "- name: Data"),
    "events": ("- date: 2018-10", "- date: 2018-10"),
    "eras": ("- {name: 航海时期, from: 1400, until: 1500}", "- {name: Age of sail, from: 1400, until: 1500}"),
    "series": ("- date: 2025-06", "- date: 2025-06"),
    "figures": ("- value: 6.02", "- value: 6.02"),
    "paragraphs": ("- 第一段文字", "- The first paragraph."),
    "languages": ("- zh", "- zh"),
    "focus": ("- 0.5", "- 0.5"),
}
"""An item of each list."""
