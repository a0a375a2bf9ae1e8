"""The rules of the proof-reader: the sentence a curator reads of each, and why there is such a rule.

A sentence says what was found and what to do; the reason is one line. Both in Chinese and in English. The rules' names
stay: decks silence them by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Pair = tuple[str, str]


class Rule(NamedTuple):
    """A rule.

    Attributes:
        sentence: what is told, with places for values. why: the reason for the rule. Each in Chinese and in English.
    """

    sentence: Pair
    why: Pair


@dataclass(frozen=True)
class View:
    """How a slide was seen when something was found.

    Attributes:
        language: its code. upright: whether the screen stood upright. text: the step of the text's size, from 0.
        contrast: whether in high contrast. more: how many other views show the same.
    """

    language: str
    upright: bool
    text: int
    contrast: bool
    more: int = 0

    def code(self) -> str:
        """For a fault's values."""
        return f"{self.language}/{self.upright:d}/{self.text}/{self.contrast:d}/{self.more}"

    @classmethod
    def of(cls, code: str) -> View:
        """From its code."""
        language, upright, text, contrast, more = code.split("/")
        return cls(language, upright == "1", int(text), contrast == "1", int(more))

    def words(self, chinese: bool) -> str:
        """As a reader of problems knows it."""
        pick = 0 if chinese else 1
        parts = [self.language, ("竖屏", "upright")[pick] if self.upright else ("横屏", "landscape")[pick]]
        if self.text:
            parts.append((("大字号", "larger text"), ("最大字号", "largest text"))[self.text - 1][pick])
        if self.contrast:
            parts.append(("高对比", "high contrast")[pick])
        more = (f"（另有 {self.more} 处）", f" (and {self.more} more)")[pick] if self.more else ""
        return " ".join(parts) + more if chinese else ", ".join(parts) + more


ADVICE: dict[str, Rule] = {
    # what belongs to a picture, a figure, a statement
    "alt_missing": Rule(
        ("图片没有 alt，看不见图的人不知道它画的是什么；请加上，如 alt: {{zh: 两名工程师在屏幕前}}", 'The picture has no alt text for those who can\'t see it; add one, as in alt: {{en: "Two engineers before a screen"}}'),
        ("看不见图片的观众靠它知道画面内容。", "Visitors who can't see the picture are told what it shows."),
    ),
    "credit_missing": Rule(
        ("照片没有署名，请加上，如 credit: 宋卫星 摄（影像中国）", "The photograph has no credit; add one, as in credit: Photo by Song Weixing"),
        ("照片要写明作者。", "A photograph is shown with the name of who made it."),
    ),
    "source_missing": Rule(
        ("这一页有数字，却没有写来源；请加上，如 source: 国家统计局", "There are figures on this slide, and no source; add one, as in source: National Bureau of Statistics"),
        ("数字要能查证。", "A figure can be checked only where it says where it comes from."),
    ),
    "date_missing": Rule(
        ("这个数字没有写截至何时；请加上，如 as_of: 截至2025年底", "This figure doesn't say as of when; add as_of, as in as_of: End of 2025"),
        ("没有日期的数字，过几个月就不知真假。", "A figure without a date is doubtful a few months later."),
    ),
    "unit_missing": Rule(
        ("{value} 没有单位；请加上，如 unit: 亿人", "{value} has no unit; add one, as in unit: million people"),
        ("没有单位的数字说明不了什么。", "A number says nothing before it says of what."),
    ),
    # numbers that disagree
    "shares_sum": Rule(
        ("各部分加起来是 {total}%，不是 100%；请核对，或加上“其他”一项，或写明 out_of。", "The parts add up to {total} %, not to 100 %; check them, add a part for the others, or say out_of."),
        ("占比之和应是整体。", "The parts of a whole make the whole."),
    ),
    "growth_differs": Rule(
        ("这里说增减 {value}%，而本页数据（{stretch}）算得 {found}%；请核对。", "This says {value} %, and the slide's own series makes {found} % ({stretch}); check both."),
        ("文字和图表里的增幅要一致。", "The words and the chart of one slide tell the same growth."),
    ),
    "fact_twice": Rule(
        ("“{key}”在这里是 {value}，在第 {line} 行是 {other}；请核对，留下对的。", '"{key}" is {value} here and {other} in line {line}; check which is right.'),
        ("同一件事在两页上应是同一个数。", "One fact has one value, on whatever slide it stands."),
    ),
    "same_date": Rule(
        ("这件事和第 {line} 行的是同一天（{value}）；若不是重复，请把日期写得更细，或合成一件。", "This event has the date of the one in line {line} ({value}); if it isn't the same event, date them more exactly, or make them one."),
        ("同一日期的两件事常是重复输入，在时间轴上也会挤在一处。", "Two events on one date are often one typed twice, and share a place on the axis."),
    ),
    # marks
    "half_mark": Rule(
        ("中文里的“{key}”是半角，应写“{plain}”。", 'This "{key}" in Chinese text is half-width; write "{plain}".'),
        ("中文用全角标点（GB/T 15834—2011）。", "Chinese text takes full-width punctuation (GB/T 15834—2011)."),
    ),
    "quotes_mixed": Rule(
        ("这里用的是“{key}”，别处用的是“{other}”；请统一。", 'The quotes here are {key}, elsewhere {other}; use one kind.'),
        ("一份展览用一种引号，并且成对。", "An exhibit uses one kind of quotes, and in pairs."),
    ),
    "quote_single": Rule(
        ("这段文字里的“{key}”没有成对，请补上另一半。", "The {key} in this text has no partner; add the other half."),
        ("引号和括号要成对。", "Quotes and brackets come in pairs."),
    ),
    "widths_mixed": Rule(
        ("这里写“{key}”，别处写“{other}”（{count} 处）；请统一。", 'This is written "{key}", and "{other}" elsewhere ({count} times); use one of them.'),
        ("同一个符号只用一种宽度。", "One mark has one width throughout."),
    ),
    "wide_letters": Rule(
        ("“{key}”是全角，请写“{plain}”。", '"{key}" is full-width; write "{plain}".'),
        ("数字和拉丁字母用半角。", "Digits and Latin letters are half-width."),
    ),
    # colours
    "colour_faint": Rule(
        ("“{key}”{value} 与 {other} 的对比只有 {ratio}:1，文字看不清，至少要 4.5:1；最接近的可用颜色是 \"{plain}\"", '"{key}" {value} has a contrast of {ratio}:1 with {other}, too little to read; text needs 4.5:1. The nearest that will do is "{plain}"'),
        ("站在几步之外、光线不好时也要看得清（WCAG 2.2，1.4.3）。", "It has to be read from some steps away and in bad light (WCAG 2.2, 1.4.3)."),
    ),
    # fonts
    "font_forbids": Rule(
        ("字体“{key}”自己写明不许嵌入；请先问过字体的作者，或换一个可以随展览使用的字体。", 'The font "{key}" says of itself that it may not be embedded; ask its maker, or use one that may go with an exhibit.'),
        ("字体有版权，文件里写着许可的用法（OS/2 表的 fsType）。", "Fonts are under copyright, and say in their file what is allowed (fsType in the table OS/2)."),
    ),
    "font_lacks": Rule(
        ("字体“{key}”里没有本展用到的 {count} 个字（如“{value}”），会用自带字体代替，看得出来；请换一个字更全的字体。", 'The font "{key}" lacks {count} of the characters it is for, such as "{value}": they are shown in the shipped font, and it shows. Use a font that has more.'),
        ("一行里混着两种字体，很显眼。", "Two fonts in one line catch the eye."),
    ),
    # files
    "picture_heavy": Rule(
        ("图片“{key}”有 {size}，载入很慢；请缩小到 {limit} 以内。", 'The picture "{key}" has {size} and is slow to load; keep it under {limit}.'),
        ("太大的图片拖慢翻页，屏幕上也看不出差别。", "A picture far beyond the screen's pixels slows the exhibit and looks no better."),
    ),
    "copyright_differs": Rule(
        ("图片“{key}”里写的作者或版权是“{value}”，署名写的是“{other}”；请核对。", 'The file "{key}" names "{value}" as its author or owner, and the credit says "{other}"; check both.'),
        ("署名要和图片文件里的版权信息一致。", "The credit agrees with the copyright that the file carries."),
    ),
    "picture_unused": Rule(
        ("文件夹里的“{key}”没有用到；用不着就删去，免得混淆。", '"{key}" lies beside the deck and is on no slide; delete it if it isn\'t needed.'),
        ("多余的文件占地方，也容易用错。", "Files that nothing shows take room and get mistaken for others."),
    ),
    # what is seen of a slide that was drawn
    "text_small": Rule(
        ("{view}：“{key}”太长，只能排成 {size} 像素，小于 {limit}；请缩短，或分成两页。", '{view}: "{key}" is so long that it is set at {size} px, under {limit}; make it shorter, or divide the slide.'),
        ("小于 24 像素的字，站在屏幕前看不清。", "Type under 24 px can't be read at arm's length."),
    ),
    "text_paged": Rule(
        ("{view}：一页放不下，要分 {count} 屏；请缩短，或分成两页。", "{view}: there is more than fits on one screen, so it takes {count}; make it shorter, or divide the slide."),
        ("观众很少翻到第二屏；文章除外。", "Few visitors turn to a second screen; an article is meant to have several."),
    ),
    "text_cut": Rule(
        ("{view}：“{key}”放不下，末尾成了“…”，或超出了它的位置；请缩短。", '{view}: there is no room for "{key}", so it ends in "…" or runs out of its place; make it shorter.'),
        ("观众看不到被截去的字。", "Words that are cut off are lost to the visitor."),
    ),
    "contrast_low": Rule(
        ("{view}：“{key}”和底色的对比只有 {value}:1，应不低于 4.5:1；请换颜色，或换图片。", '{view}: "{key}" has a contrast of {value}:1 to what is behind it; 4.5:1 is the least. Change the colour or the picture.'),
        ("对比低于 4.5:1 的字，视力不好的人读不了（WCAG 2.2）。", "Under 4.5:1 people with weak sight can't read it (WCAG 2.2, 1.4.3)."),
    ),
    "reading_long": Rule(
        ("读完要 {value} 秒，而这一屏只停留 {limit} 秒；请缩短文字，或写 dwell: {value}", "It takes {value} s to read, and the exhibit goes on after {limit} s; make it shorter, or write dwell: {value}"),
        ("观众没读完，页面就翻过去了。", "The slide goes before a passer-by has read it."),
    ),
    "picture_small": Rule(
        ("{view}：图片“{key}”只有 {size} 像素，要放大到 {value} 倍，会模糊；请换大图，至少 {limit} 像素。", '{view}: the picture "{key}" has {size} px and is enlarged {value} times, so it is blurred; {limit} px would do.'),
        ("放大的图片在大屏上是模糊的。", "On a large screen an enlarged picture is blurred."),
    ),
    "slide_failed": Rule(
        ("{view}：这一页画不出来（{reason}），展出时会跳过它；请对照范例检查。", "{view}: this slide can't be drawn ({reason}) and is left out of the exhibit; compare it with the example."),
        ("画不出来的一页会被跳过。", "A slide that can't be drawn is skipped."),
    ),
    # the silence itself
    "silence_idle": Rule(
        ("这里没有“{key}”的问题，不必再写；请删去这一行。", 'There is nothing that "{key}" would tell of here; delete this line.'),
        ("多余的许可会在以后掩盖真的问题。", "A permission that isn't needed hides a mistake to come."),
    ),
}  # fmt: skip

OF_THE_LOADER: dict[str, Pair] = {
    "no_translation": ("每段文字要有每种语言。", "Every text is there in every language."),
    "glyph": ("字体里没有的字会成为方框。", "A character that no font has is shown as a box."),
    "series_order": ("各项按时间先后排列。", "The marks stand in the order of time."),
    "quotes_shown": ("整段的引号常是误写。", "Quotes around a whole text are often meant for YAML."),
}
"""Warnings about the file itself that can be silenced as well, and why there is such a rule."""

DRAWN = frozenset({"text_small", "text_paged", "text_cut", "contrast_low", "reading_long", "picture_small",
                   "font_lacks", "slide_failed"})  # fmt: skip
"""The rules that hold for slides as they are drawn."""

SILENCEABLE: dict[str, Pair] = {
    name: why for name, why in [(name, rule.why) for name, rule in ADVICE.items()] + list(OF_THE_LOADER.items())
    if name not in {"silence_idle", "slide_failed"}
}  # fmt: skip
"""The rules that a deck or a slide may silence, with their reasons."""
