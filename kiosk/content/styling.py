"""How a deck dresses the exhibit: its own colours, sizes and pace, held to what can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, StringConstraints

from kiosk.content.base import RelativePath
from kiosk.content.palette import GROUNDS, PALETTES, dressed, faint, passing
from kiosk.content.part import Part


def _six_digits(value: object) -> object:
    """`#B82` is short for `#BB8822`, as on the web."""
    if isinstance(value, str) and len(value) == 4 and value[0] == "#":
        return "#" + "".join(digit * 2 for digit in value[1:])
    return value


Colour = Annotated[str, BeforeValidator(_six_digits), StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]


class Colours(Part):
    """Colours of a deck's own, as `"#B8271B"`, in quotes: without them YAML takes all after # for a comment."""

    paper: Colour | None = Field(default=None, description="The ground of the slides.")
    sheet: Colour | None = Field(default=None, description="Cards, panels and the rail. Left out: made of the paper.")
    ink: Colour | None = Field(default=None, description="Headlines and text.")
    second: Colour | None = Field(default=None, description="Secondary text. Left out: made of ink and paper.")
    mute: Colour | None = Field(default=None, description="Small text: sources, dates. Left out: of ink and paper.")
    rule: Colour | None = Field(default=None, description="Hairlines. Left out: made of ink and paper.")
    accent: Colour | None = Field(default=None, description="The one that leads the eye: chapters, key figures, marks.")
    on_accent: Colour | None = Field(default=None, description="Text on the accent. Left out: white or nearly black.")
    figures: Colour | None = Field(default=None, description="Secondary figures and the second line of a chart.")
    bar: Colour | None = Field(default=None, description="Marks of a chart that don't matter now.")
    cover: Colour | None = Field(default=None, description="The ground of the cover. Left out: the accent.")

    chinese: ClassVar[Mapping[str, str]] = {
        "": '本展自己的颜色，写成 `"#B8271B"`，要带引号，否则 YAML 会把 # 后面当作注释。',
        "paper": "页面的底色。",
        "sheet": "卡片、面板和导航条的底色。不写时由 paper 调出。",
        "ink": "标题和正文的颜色。",
        "second": "次要文字的颜色。不写时由 ink 和 paper 调出。",
        "mute": "小字的颜色：来源、日期。不写时由 ink 和 paper 调出。",
        "rule": "细线的颜色。不写时由 ink 和 paper 调出。",
        "accent": "强调色，最引人注目的那一种：章名、主要数字、图表里要紧的一项。",
        "on_accent": "强调色上面的文字。不写时用白色或近黑色。",
        "figures": "次要的数字，以及图表的第二条线。",
        "bar": "图表里此刻不要紧的各项。",
        "cover": "封面的底色。不写时用强调色。",
    }

    def tokens(self) -> dict[str, str]:
        """Tokens of the palette to `#RRGGBB`, of what is given."""
        given = {name: str(colour).upper() for name, colour in self if colour}
        if "figures" in given:
            given["indigo"] = given.pop("figures")
        return given


class Fonts(Part):
    """Fonts of the deck's own: OTF or TTF files beside it. A letter that one lacks is shown in the shipped fonts."""

    headline: RelativePath | None = Field(default=None, description="Headlines: `fonts/title.otf`.")
    statement: RelativePath | None = Field(default=None, description="Statements. Left out: as headlines.")
    text: RelativePath | None = Field(default=None, description="Text, captions and the rail.")
    bold: RelativePath | None = Field(default=None, description="Text that stands out. Left out: made of `text`.")
    figures: RelativePath | None = Field(default=None, description="Figures and dates.")

    chinese: ClassVar[Mapping[str, str]] = {
        "": "本展自己的字体：放在展览旁边的 OTF 或 TTF 文件。哪个字缺了，就用自带字体代替。",
        "headline": "标题的字体：`fonts/title.otf`。",
        "statement": "大段正文和说明的字体。不写时与标题相同。",
        "text": "正文、图片说明和导航的字体。",
        "bold": "正文里加重的字。不写时由 `text` 加粗。",
        "figures": "数字和日期的字体。",
    }

    def files(self) -> list[tuple[str, str]]:
        """The fonts named: (the key, the path as written)."""
        return [(name, path) for name, path in self if path]


class Logo(Part):
    """The logo of whoever shows the exhibit: a small drawing, SVG best, on a transparent ground."""

    cover: RelativePath | None = Field(
        default=None, description="On the cover, whose ground is dark: `logo-light.svg`."
    )
    slides: RelativePath | None = Field(default=None, description="On the slides, above the rule: `logo.svg`.")

    chinese: ClassVar[Mapping[str, str]] = {
        "": "主办方的标志：小图一张，最好是 SVG，底色透明。",
        "cover": "放在封面上的标志；封面底色深，用浅色的：`logo-light.svg`。",
        "slides": "放在各页顶线上方的标志：`logo.svg`。",
    }

    def files(self) -> list[tuple[str, str]]:
        """The pictures named: (the key, the path as written)."""
        return [(key, path) for key, path in (("cover", self.cover), ("slides", self.slides)) if path]


class Look(Part):
    """How the exhibit looks, where it isn't to look as it comes."""

    colours: Colours | None = Field(default=None, description="Colours of the deck's own; what isn't named follows.")
    fonts: Fonts | None = Field(default=None, description="Fonts of the deck's own.")
    logo: Logo | None = Field(default=None, description="The logo on the cover and on the slides.")
    text: float = Field(default=1, ge=0.9, le=1.4, description="How large all type is set: 1.1 is a tenth larger.")
    margin: float = Field(default=1, ge=0.5, le=2, description="How wide the margins at the sides are.")
    pace: float = Field(default=1, ge=0.5, le=2, description="How fast things move: 2 is twice as fast.")

    chinese: ClassVar[Mapping[str, str]] = {
        "": "展览的样子，与自带的样子不同的地方写在这里。",
        "colours": "本展自己的颜色；没写到的会跟着调整。",
        "fonts": "本展自己的字体。",
        "logo": "封面和各页上的标志。",
        "text": "所有文字的大小：1.1 是放大十分之一。",
        "margin": "两侧页边的宽窄：1.2 是放宽五分之一。",
        "pace": "动画的快慢：2 是快一倍。",
    }

    def tokens(self) -> dict[str, str]:
        """The colours given, by token of the palette."""
        return self.colours.tokens() if self.colours is not None else {}


def look_faults(look: Look, theme: str) -> Iterator[tuple[tuple[str, ...], str, dict[str, str]]]:
    """Colours that can't be read on their ground: (where in the look, the rule's name, values for its sentence).

    Each is told of a colour that the deck itself gives, with the nearest one that can be read.
    """
    own = look.tokens()
    made = dressed(PALETTES[theme], own)
    told = set()
    for token, ground, ratio in faint(made) if own else []:
        key = next((name for name in (token, ground, *GROUNDS.get(ground, ())) if name in own), "")
        key = key or ("cover" if "cover" in own else "accent" if "accent" in own else "")
        if not key or key in told:
            continue
        told.add(key)
        if key == token:
            better = passing(made[token], *(made[name] for name in GROUNDS[token] if name in made))
        else:
            better = passing(own[key], made[token])
        name = "figures" if key == "indigo" else key
        values = {"key": name, "value": own[key], "other": made[ground if key == token else token],
                  "ratio": f"{ratio:.1f}", "plain": better}  # fmt: skip
        yield ("colours", name), "colour_faint", values
