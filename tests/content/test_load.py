"""From a file to a deck: good decks as they are, broken ones without what is broken, and never an exception."""

from __future__ import annotations

import gc
import random
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk import bundled
from kiosk.commands.new import TEMPLATE
from kiosk.content import builder, marks
from kiosk.content.builder import FEW_NODES
from kiosk.content.load import MOST_PROBLEMS, MOST_SLIDES, VOCABULARY, load
from kiosk.content.problems import closing_line, show
from kiosk.content.source import MOST_LINES, read
from kiosk.content.syntax import MOST_TRIES

GOOD = [bundled.data() / "deck.yaml", TEMPLATE / "deck.yaml"]
SIGNS = "：，“”［］｛｝－＃｜　\u00a0\u200b\t:-[]{}\"'|>&*!%@`#,?\n\r\x00\x07\u2028 ~0é甲😀\ufeff<=.\\/"
MINIMAL = "title: t\nslides:\n  - type: text\n    headline: {headline}\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "deck.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return path


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.parent.name)
def test_a_good_deck_has_no_problems(path: Path) -> None:
    loaded = load(path)
    assert loaded.problems == ()
    assert loaded.deck is not None
    assert len(loaded.deck.slides) == len(loaded.slide_numbers)
    assert loaded.deck == load(path, parser=yaml.SafeLoader).deck


@pytest.mark.parametrize(
    "typed", ["no", "on", "12:30", "2019-05", "010", "1_000", "0x1F", "1e3", "3.10", ".nan", "=", "true"]
)
def test_scalars_stay_what_was_typed(typed: str, tmp_path: Path) -> None:
    deck = load(write(tmp_path, MINIMAL.format(headline=typed))).deck
    assert deck is not None
    assert deck.slides[0].texts("zh") == [[typed]]


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_mark_at_the_start(mark: str, ends: str, tmp_path: Path) -> None:
    loaded = load(write(tmp_path, mark + MINIMAL.format(headline="好").replace("\n", ends)))
    assert loaded.problems == ()
    assert loaded.deck is not None


def test_what_was_loaded_says_where_it_lies_and_what_is_worth_a_look(tmp_path: Path) -> None:
    text = "title: t\nslides:\n  - {type: text, headline: 他说“好}\n  - {type: text, hedline: b}\n"
    loaded = load(write(tmp_path, text), "show.yaml")
    assert loaded.folder == tmp_path
    assert [one.rule for one in loaded.errors] == ["unknown_key"]
    assert [one.rule for one in loaded.warnings] == [one.rule for one in loaded.problems if not one.is_error]
    assert {one.path for one in loaded.problems} == {"show.yaml"}


@pytest.mark.parametrize("collects", [True, False])
def test_loading_leaves_the_collecting_of_garbage_as_it_was(collects: bool, tmp_path: Path) -> None:
    """Whoever measures has switched it off."""
    was = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        load(write(tmp_path, MINIMAL.format(headline="a")))
        assert gc.isenabled() == collects
    finally:
        (gc.enable if was else gc.disable)()


def test_more_parts_than_any_deck_has(tmp_path: Path) -> None:
    for many in ("{}," * (FEW_NODES // 2), "a," * FEW_NODES):
        (problem,) = load(write(tmp_path, f"title: t\nslides: [{many}]\n")).problems
        assert problem.rule == "many"
    loaded = load(write(tmp_path, "title: t\nslides: [" + "{}," * (FEW_NODES // 2 - 8) + "]\n"))
    assert "many" not in {one.rule for one in loaded.problems}


def test_a_name_that_another_slide_took_is_left_to_it(tmp_path: Path) -> None:
    slides = "".join(
        f"  - {{type: text, headline: a{more}}}\n" for more in (", id: text-2", "", "", ", id: text-3", "")
    )
    deck = load(write(tmp_path, "title: t\nslides:\n" + slides)).deck
    assert deck is not None
    assert deck.slide_ids() == ("text-2", "text", "text-4", "text-3", "text-5")


@pytest.mark.parametrize(
    ("typed", "meant"), [("是", "true"), ("对", "true"), ("否", "false"), ("不", "false"), ("也许", "")]
)
def test_yes_and_no_are_guessed(typed: str, meant: str, tmp_path: Path) -> None:
    slide = f"  - {{type: stats, headline: h, figures: [{{value: 12, says: s, share: {typed}}}]}}\n"
    (fault,) = (one.fault for one in load(write(tmp_path, f"title: t\nslides:\n{slide}")).problems
                if one.fault.name == "a_truth")  # fmt: skip
    assert fault.values["guess"] == meant


def test_a_deck_that_is_one_word(tmp_path: Path) -> None:
    source = read(write(tmp_path, "nothing but words\n"), VOCABULARY)
    assert list(source.empties()) == []


def test_more_that_is_refused_than_in_any_deck(tmp_path: Path) -> None:
    path = write(tmp_path, "title: t\nslides:\n" + "  - !a b\n" * (builder.MOST_FAULTS + 5))
    source = read(path, VOCABULARY)
    assert [fault.place.line for fault in source.faults if fault.name == "many"] == [builder.MOST_FAULTS + 3]
    assert source.root is None


def test_more_marks_of_the_wrong_width_than_in_any_deck(tmp_path: Path) -> None:
    text = "title: t\nslides:\n" + "  - type：text\n    headline：a\n" * marks.MOST_FAULTS
    loaded = load(write(tmp_path, text))
    assert len([one for one in loaded.problems if one.rule == "wide_mark"]) == marks.MOST_FAULTS


def test_more_lines_and_more_slides_than_any_deck_has(tmp_path: Path) -> None:
    (problem,) = load(write(tmp_path, MINIMAL.format(headline="a") + "\n" * MOST_LINES)).problems
    assert (problem.rule, problem.line) == ("many", MOST_LINES + 1)
    text = "title: t\nslides:\n" + "  - {type: text, headline: a}\n" * (MOST_SLIDES + 2)
    loaded = load(write(tmp_path, text))
    (problem,) = loaded.problems
    assert (problem.rule, problem.line) == ("too_many", 2)
    assert problem.fault.values["count"] == str(MOST_SLIDES + 2)
    assert len(loaded.slide_numbers) == MOST_SLIDES


def test_more_mistakes_of_form_than_are_passed_over(tmp_path: Path) -> None:
    text = "title: t\nslides:\n  - {type: text, headline: a}\n" + "  - {type: text, headline: a: b}\n" * (
        MOST_TRIES + 5
    )
    loaded = load(write(tmp_path, text))
    assert len(loaded.errors) == MOST_TRIES + 1
    assert loaded.deck is None


def test_more_mistakes_than_anybody_reads(tmp_path: Path) -> None:
    text = "title: t\nslides:\n" + "  - {type: text, headline: a, hedline: b}\n" * (MOST_PROBLEMS + 3)
    loaded = load(write(tmp_path, text))
    assert len(loaded.problems) == MOST_PROBLEMS + 1
    last = loaded.problems[-1]
    assert (last.rule, last.fault.values["count"], last.line) == ("and_more", "3", MOST_PROBLEMS + 3)


def test_the_last_words_of_a_check() -> None:
    told = load(Path("nowhere") / "deck.yaml").problems
    assert [closing_line((), "a.yaml", count, "en") for count in (0, 1, 2)] == [
        "a.yaml is fine: 0 slides.",
        "a.yaml is fine: 1 slide.",
        "a.yaml is fine: 2 slides.",
    ]
    assert closing_line(told, "a.yaml", 0, "en").startswith("1 thing to put right")


def test_sound_slides_stay(tmp_path: Path) -> None:
    """A broken slide is left out, and the chapter it began goes on without it."""
    text = (
        "title: t\ntheme: nigth\nslides:\n"
        "  - {type: text, headline: a}\n"
        "  - {type: text, headlin: b, chapter: 二}\n"
        "  - {type: text, headline: c}\n"
    )
    loaded = load(write(tmp_path, text))
    assert [problem.rule for problem in loaded.errors] == ["one_of", "unknown_key"]
    assert loaded.deck is not None
    assert loaded.deck.theme == "paper"
    assert loaded.slide_numbers == (1, 3)
    assert loaded.deck.slide_ids() == ("text", "text-2")
    assert loaded.deck.chapter_indexes() == (None, 0)
    assert [chapter.name.get("zh") for chapter in loaded.deck.chapter_list()] == ["二"]


@pytest.mark.parametrize(
    "wrong",
    ["{type: text, headline: a: b}", "{headline: a: b, type: text}", "{'headline': a: b, \"type\" : text}",
     "{headline: a: b,\n     type: text}", "{ type: text,\n headline: [b }", "{type：text, headline: [b}"],
)  # fmt: skip
def test_a_mistake_in_braces_takes_no_slide_above_along(wrong: str, tmp_path: Path) -> None:
    text = (
        "title: t\nslides:\n"
        + "  - {type: text, headline: a}\n" * 2
        + f"  - {wrong}\n  - {{type: text, headline: d}}\n"
    )
    loaded = load(write(tmp_path, text))
    assert len(loaded.errors) == 1
    assert loaded.slide_numbers == (1, 2, 4)


def test_a_chapter_with_two_mistakes_takes_no_other_along(tmp_path: Path) -> None:
    text = (
        "title: t\nchapters:\n  - {name: 一, colour: red, size: 3}\n  - {name: 二}\n  - {name: 三}\n"
        "slides:\n  - {type: text, headline: a, chapter: 三}\n"
    )
    deck = load(write(tmp_path, text)).deck
    assert deck is not None
    assert [chapter.name.get("zh") for chapter in deck.chapters] == ["二", "三"]


def test_the_tenth_chapter_is_no_second(tmp_path: Path) -> None:
    lines = [f"  - {{name: {number}}}\n" for number in range(14)]
    lines[9] = lines[10] = "  - {name: x, colour: red}\n"
    text = "title: t\nchapters:\n" + "".join(lines) + "slides:\n  - {type: text, headline: a}\n"
    deck = load(write(tmp_path, text)).deck
    assert deck is not None
    names = [chapter.name.get("zh") for chapter in deck.chapters]
    assert names == [f"{number}" for number in range(14) if number not in {9, 10}]


@pytest.mark.parametrize(
    "setting",
    ["timings: [1]", "words: 1", "look: {colours: {ink: [1]}, size: 2}", "languages: {zh: 1}", "languages: [1, [2]]",
     "chapters: [1, {name: 二}]", "chapters: {a: 1}", "title: [1]", "theme: [a]", "silence: 3", "words: {1: 2}"],
)  # fmt: skip
def test_a_broken_setting_takes_no_other_along(setting: str, tmp_path: Path) -> None:
    title = "" if setting.startswith("title") else "title: 展\n"
    rest = "motion: reduced\nslides:\n  - {type: text, headline: a}\n"
    loaded = load(write(tmp_path, f"{title}{setting}\n{rest}"))
    assert loaded.errors
    assert loaded.deck is not None
    assert loaded.deck.title.get("zh") == ("展" if title else "…")
    assert loaded.deck.motion == "reduced"


def test_what_cannot_be_read_leaves_the_rest(tmp_path: Path) -> None:
    text = MINIMAL.format(headline="a") + "  - type: text\n   headline: [b\n  - {type: text, headline: c}\n"
    loaded = load(write(tmp_path, text))
    assert len(loaded.errors) == 1
    assert loaded.slide_numbers == (1, 3)


@pytest.mark.parametrize("text", ["", "# nothing\n", "title: t\n", "x", "- a", "title: t\nslides:\n  - {type: text}\n"])
def test_nothing_to_show_is_no_deck(text: str, tmp_path: Path) -> None:
    loaded = load(write(tmp_path, text))
    assert loaded.deck is None
    assert loaded.errors


def test_the_digest_follows_the_bytes(tmp_path: Path) -> None:
    first = load(write(tmp_path, MINIMAL.format(headline="a"))).digest
    assert first == load(tmp_path / "deck.yaml").digest
    assert first != load(write(tmp_path, MINIMAL.format(headline="b"))).digest


def test_carets_stand_under_wide_characters(tmp_path: Path) -> None:
    """Two columns for a Chinese character, and a tab that can be seen."""
    path = write(tmp_path, "title: t\nslides:\n  - {type: text, headline: 好好好, vlaue: 1}\n")
    lines = show(load(path).problems, "en").splitlines()
    quoted, caret = lines[-3:-1] if not lines[-1] else lines[-2:]
    before = quoted[: quoted.index("vlaue")]
    assert caret.index("^") == len(before) + 3


def survives(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    loaded = load(path)
    assert show(loaded.problems, "zh").count("\n") < 200_000
    if loaded.deck is None:
        assert loaded.errors
    else:
        deck = loaded.deck
        assert len(deck.slide_ids()) == len(deck.slides) == len(set(deck.slide_ids()))
        assert all(index is None or index < len(deck.chapter_list()) for index in deck.chapter_indexes())
        for slide in deck.slides:
            for language in deck.languages:
                assert slide.reading(language)


QUIETLY = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@QUIETLY
@given(data=st.binary(max_size=400))
def test_any_bytes(data: bytes, tmp_path: Path) -> None:
    survives(tmp_path / "deck.yaml", data)


@QUIETLY
@given(text=st.text(st.sampled_from(SIGNS + "abtypeslid"), max_size=300))
def test_any_text(text: str, tmp_path: Path) -> None:
    survives(tmp_path / "deck.yaml", text.encode("utf-8"))
    survives(tmp_path / "deck.yaml", f"title: t\nslides:\n  - type: text\n    headline: {text}\n".encode())


NESTED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "title", "hero", "value", "series", "zh", "date", "says", "x"]), inner
        )
    ),
    max_leaves=12,
)


@QUIETLY
@given(slides=NESTED, kind=st.sampled_from(["text", "stats", "chart", "timeline", "photo", "article", "cover"]))
def test_any_tree(slides: object, kind: str, tmp_path: Path) -> None:
    made = slides | {"type": kind} if isinstance(slides, dict) else slides
    text = yaml.safe_dump({"title": "t", "slides": [made], "chapters": slides}, allow_unicode=True)
    survives(tmp_path / "deck.yaml", text.encode("utf-8"))


def test_any_change_to_a_good_deck(rng: random.Random, tmp_path: Path) -> None:
    good = GOOD[0].read_text("utf-8").split("\n")
    for _ in range(60):
        lines = list(good)
        for _ in range(rng.choice([1, 1, 2, 8])):
            at = rng.randrange(len(lines))
            line = lines[at]
            cut = rng.randrange(len(line) + 1)
            lines[at] = rng.choice(
                [
                    line[:cut] + rng.choice(SIGNS) + line[cut:],
                    line[:cut] + line[cut + 1 :],
                    " " * rng.randrange(9) + line.lstrip(),
                    "\t" + line,
                    lines[rng.randrange(len(lines))],
                ]
            )
        data = "\n".join(lines).encode("utf-8")
        survives(tmp_path / "deck.yaml", data[: rng.choice([len(data)] * 9 + [rng.randrange(len(data))])])


def test_one_mistake_is_told_once(rng: random.Random, tmp_path: Path) -> None:
    """A line lost, or one letter wrong, is one problem to put right; hardly ever are there more than two."""
    good = GOOD[1].read_text("utf-8").split("\n")
    many = 0
    for _ in range(80):
        lines = list(good)
        at = rng.randrange(len(lines))
        cut = rng.randrange(len(lines[at]) + 1)
        lines[at] = rng.choice(
            ["", lines[at][:cut] + lines[at][cut + 1 :], " " * rng.randrange(8) + lines[at].lstrip()]
        )
        many += len(load(write(tmp_path, "\n".join(lines))).errors) > 2
    assert many <= 3


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"- " * 100_000, "deep"),
        (b"[" * 100_000, "deep"),
        (b"a" * (20 * 1024 * 1024 + 1), "file_large"),
        (b"a: &a [x, x]\nb: &b [*a, *a]\nslides: [*b, *b]\n", "alias"),
        (b"a: &a [*a]\nslides: [*a]\n", "alias"),
        (b'title: !!python/object/apply:os.system ["true"]\nslides: []\n', "tag"),
    ],
    ids=["dashes", "brackets", "large", "laughs", "loop", "code"],
)
def test_bombs(data: bytes, rule: str, tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_bytes(data)
    loaded = load(path)
    assert rule in [problem.rule for problem in loaded.problems]
    assert loaded.deck is None


@pytest.mark.parametrize("typed", ["[text]", "{text: 1}", "", "5"])
def test_a_misspelt_type_that_is_no_word(typed: str, tmp_path: Path) -> None:
    path = write(tmp_path, f"title: t\nslides:\n  - tpye: {typed}\n    headline: x\n")
    assert "no_type" in [problem.rule for problem in load(path).problems]


def test_many_tabs_are_told_in_a_word(tmp_path: Path) -> None:
    path = write(tmp_path, "title: t\nslides:\n" + "\t- type: text\n\t\theadline: x\n" * 3000)
    assert len(load(path).problems) == 1


def test_what_lies_beside_the_deck_counts_as_a_part_of_it(tmp_path: Path) -> None:
    """A watcher watches `files`, those that are still missing too, and sees by the digest whether anything changed."""
    slide = "title: t\nslides:\n  - {type: photo, caption: c, picture: harbour.svg, illustration: 3-inspection-robot}\n"
    (tmp_path / "deck.yaml").write_text(slide, "utf-8")
    first = load(tmp_path)
    shelf = bundled.assets() / "illustrations"
    assert set(first.files) == {tmp_path / "harbour.svg", shelf / "3-inspection-robot.svg"}
    assert load(tmp_path).digest == first.digest
    (tmp_path / "harbour.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    second = load(tmp_path)
    assert second.files == first.files
    assert second.digest != first.digest
    (tmp_path / "harbour.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' width='99' height='9'/>")
    assert load(tmp_path).digest not in {first.digest, second.digest}
    (tmp_path / "harbour.svg").unlink()
    assert load(tmp_path).digest == first.digest


def test_a_deck_with_nothing_beside_it_depends_on_nothing(tmp_path: Path) -> None:
    assert load(write(tmp_path, MINIMAL.format(headline="a"))).files == ()
    assert load(tmp_path / "none.yaml").files == ()
