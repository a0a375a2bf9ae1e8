"""Chinese as CLREQ asks, and English as its readers expect."""

from __future__ import annotations

import random

import pytest

from kiosk.look.clreq import NOT_AT_END, NOT_AT_START
from kiosk.look.fonts import Face
from kiosk.look.typeset import Align, Style, Words, fit, pages, shortened, typeset

TEXT = (
    "从DeepSeek（深度求索）横空出世到Seedance（豆包视频生成模型）炫酷刷屏，从人形机器人“C位出道”到智能网联汽车不断“进阶”，"
    "从智能工厂拔节生长到智慧城市日新月异……人工智能技术正加速迭代，迎来爆发式发展——与生产生活碰撞出全新火花。"
)
ENGLISH = (
    "The “lead goose” shows the way: China’s state-of-the-art models, 1.2 trillion yuan — and every trade’s renewal."
)


def set_lines(text: str, language: str, style: Style, width: float) -> list[str]:
    lines, _ = Words(text, language, style).lines(width, style.size)
    return ["".join(cluster.text for cluster, _ in line.placed) for line in lines]


@pytest.mark.parametrize("columns", range(6, 30))
@pytest.mark.parametrize("align", [Align.LEFT, Align.JUSTIFY])
def test_no_mark_stands_where_it_must_not(qapp: object, columns: int, align: Align) -> None:
    style = Style(Face.TEXT, 36, 1.8, align, indent=2)
    found = set_lines(TEXT, "zh", style, 36 * columns)
    assert "".join(found) == TEXT
    assert not [line for line in found[1:] if line[0] in NOT_AT_START]
    assert not [line for line in found[:-1] if line[-1] in NOT_AT_END]
    assert not any("…" in line and "……" not in line for line in found)
    assert not any("—" in line and "——" not in line for line in found)


@pytest.mark.parametrize("columns", range(6, 30))
def test_a_headlines_last_line_is_never_one_character(qapp: object, columns: int) -> None:
    words = "我国成为发布大模型最多的国家"
    found = set_lines(words, "zh", Style(Face.HEAD, 84, balance=True, hang=True), 84 * columns / 2)
    assert len(found[-1]) > 1


def test_justified_lines_end_at_one_margin(qapp: object) -> None:
    style = Style(Face.TEXT, 36, 1.8, Align.JUSTIFY, indent=2)
    lines, _ = Words(TEXT, "zh", style).lines(540, 36)
    full = [line.placed[0][1] + line.width if n else 72 + line.width for n, line in enumerate(lines[:-1])]
    assert all(abs(line.width + (72 if n == 0 else 0) - 540) < 1 for n, line in enumerate(lines[:-1])), full


@pytest.mark.parametrize("width", range(240, 900, 60))
def test_english_words_stay_whole(qapp: object, width: int) -> None:
    found = set_lines(ENGLISH, "en", Style(Face.SERIF, 40), width)
    pieces = [piece for line in found for piece in line.split()]
    whole = ENGLISH.replace("-", "- ").split()
    assert all(piece in whole or "-" in piece or piece in ENGLISH for piece in pieces)
    assert not [line for line in found if line.startswith(("’", "s ", ",", ".", "”"))]


def test_a_number_keeps_its_unit(qapp: object) -> None:
    for columns in range(4, 16):
        found = set_lines(
            "截至2025年底我国发布超过1500个大模型用户达6.02亿人", "zh", Style(Face.TEXT, 40), 40 * columns
        )
        assert not [line for line in found[1:] if line[0] in "年个亿"]


def test_text_shrinks_to_its_box_and_says_when_it_can_not(qapp: object) -> None:
    block, fits = fit(TEXT, "zh", Style(Face.TEXT, 60, 1.6), 600, 500, 24)
    assert fits
    assert block.height <= 500.5
    assert 24 <= block.size < 60
    assert not fit(TEXT * 9, "zh", Style(Face.TEXT, 60, 1.6), 600, 300, 30)[1]


def test_pages_hold_everything_and_stay_in_their_height(qapp: object) -> None:
    made = pages(TEXT * 12, "zh", Style(Face.TEXT, 36, 1.8), 700, 600)
    assert len(made) > 3
    assert all(block.height <= 600 for block in made)


@pytest.mark.parametrize("leading", [1.28, 1.5, 1.65, 1.8])
@pytest.mark.parametrize("size", [26, 32, 33, 37, 41])
def test_a_text_that_has_just_the_room_it_needs_is_one_page(qapp: object, size: int, leading: float) -> None:
    """As `fit` has it: sums of heights aren't exact."""
    style = Style(Face.TEXT, size, leading)
    for times in range(1, 9):
        whole = typeset(TEXT * times, "zh", style, 700)
        assert len(pages(TEXT * times, "zh", style, 700, whole.height)) == 1


def test_anything_at_all_can_be_set(qapp: object, rng: random.Random) -> None:
    """Random characters of every kind at random measures: no exception, nothing wider than its measure."""
    kinds = "，。“”（）——……·—～／〇 \t\u2060\u00a0aA1-’'%℃é漢字龘𠮷ｱ한Ωж"
    for _ in range(150):
        text = "".join(rng.choice(kinds) for _ in range(rng.randrange(0, 60)))
        width = rng.uniform(80, 900)
        block = typeset(text, rng.choice(["zh", "en"]), Style(Face.TEXT, 36, hang=False), width)
        assert block.natural <= width + 36  # a mark that may not begin a line may stand past its end


def test_each_glyph_is_set_once_where_two_fonts_meet(qapp: object) -> None:
    block = typeset("约前9500", "zh", Style(Face.FIGURE_LIGHT, 34, 1.0), 1e6)
    assert sum(len(run.glyphIndexes()) for run in block._runs) == 6


JAPANESE = "年代記によると、毎年秋には「一万羽」の雁が都の上を渡ったという。ちょっとした記録で、センターにもある。"
KOREAN = "연대기에 따르면 해마다 가을이면 만 마리의 기러기가 수도 위를 날았다고 한다."
FRENCH = "En 2025, 602\u202f000\u202f000 d’habitants, soit 42,8\u00a0% des voyageurs\u00a0; « dix mille\u00a0»."


@pytest.mark.parametrize("columns", range(4, 24))
def test_japanese_is_set_as_chinese_is(qapp: object, columns: int) -> None:
    found = set_lines(JAPANESE, "ja", Style(Face.TEXT, 36, 1.8, Align.JUSTIFY), 36 * columns)
    assert "".join(found) == JAPANESE
    assert not [line for line in found[1:] if line[0] in "、。」ょっゃゅーァィッャュョ"]
    assert not [line for line in found[:-1] if line[-1] == "「"]


@pytest.mark.parametrize("width", range(200, 900, 50))
def test_korean_breaks_at_spaces(qapp: object, width: int) -> None:
    found = set_lines(KOREAN, "ko", Style(Face.SERIF, 36), width)
    assert " ".join(line.strip() for line in found) == KOREAN


@pytest.mark.parametrize("language", ["fr", "ru", "zh"])
@pytest.mark.parametrize("width", range(240, 900, 60))
def test_no_line_breaks_at_a_space_that_forbids_it(qapp: object, width: int, language: str) -> None:
    found = set_lines(FRENCH, language, Style(Face.TEXT, 36), width)
    for whole in ("602\u202f000\u202f000", "42,8\u00a0%", "voyageurs\u00a0;", "mille\u00a0»"):
        assert any(whole in line for line in found), found


def test_arabic_keeps_what_a_no_break_space_joins(qapp: object) -> None:
    text = "نحو 221\u00a0ق.م وبعدها بألف عام"
    for width in range(150, 600, 30):
        assert any("221\u00a0ق.م" in line for line in set_lines(text, "ar", Style(Face.TEXT, 36), width))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", range(60, 1600, 140))
def test_what_is_shortened_has_room_and_says_what_it_left_out(qapp: object, width: int, language: str) -> None:
    words = TEXT if language == "zh" else ENGLISH
    style = Style(Face.TEXT, 30, 1.25)
    block = shortened(words, lambda text: fit(text, language, style, width, 72, 24))
    assert block.whole
    assert block.height <= 72.5
    assert block.said == words
    assert block.words == words or (block.words.endswith("…") and words.startswith(block.words[:-1]))
    longer = words[: len(block.words) + 4].rstrip() + "…"
    assert block.words == words or not fit(longer, language, style, width, 72, 24)[1]


def test_what_has_no_room_for_a_letter_is_said_to_have_none(qapp: object) -> None:
    block = shortened("Light", lambda text: fit(text, "en", Style(Face.TEXT, 30), 5, 30, 24))
    assert not block.whole
    assert block.said == block.words == "Light"
