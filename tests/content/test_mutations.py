"""Five hundred slips in the bundled deck, as curators make them: each is told of, at its line, with the word meant."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.load import VOCABULARY, load
from kiosk.content.problems import show
from tests.conftest import ROOT

COUNT = 500
KEY = re.compile(r"(?P<lead>^\s*(?:- )?|[{,] ?)(?P<key>[a-z_]{4,}):(?= |$)")


@dataclass
class Slip:
    """A mutated deck: its bytes, the lines at which it may be told of, and the word that was meant."""

    data: bytes
    lines: range
    meant: str = ""


def at(line: int, spare: int = 0) -> range:
    return range(line - spare, line + spare + 1)


def joined(lines: list[str]) -> bytes:
    return "\n".join(lines).encode("utf-8")


def keys_in(lines: list[str], rng: random.Random) -> tuple[int, re.Match[str]]:
    """Any key of the deck, of four letters and more: `zh` and `en` are languages."""
    places = [
        (number, match)
        for number, line in enumerate(lines)
        if not line.lstrip().startswith("#")
        for match in KEY.finditer(line.split(" #")[0])
    ]
    return rng.choice(places)


def misspelt(word: str, rng: random.Random) -> str:
    """A letter left out, doubled, changed, put in, or two swapped; another word than any the deck knows."""
    while True:
        spot = rng.randrange(1, len(word))
        made = rng.choice(
            [
                word[:spot] + word[spot + 1 :],
                word[:spot] + word[spot] + word[spot:],
                word[:spot] + rng.choice("aeioustrn") + word[spot + 1 :],
                word[:spot] + rng.choice("aeioustrn") + word[spot:],
                word[: spot - 1] + word[spot] + word[spot - 1] + word[spot + 1 :],
            ]
        )
        if made != word and made not in VOCABULARY.keys and len(made) > 2:
            return made


def key_typo(lines: list[str], rng: random.Random) -> Slip:
    number, match = keys_in(lines, rng)
    start, end = match.span("key")
    wrong = misspelt(match["key"], rng)
    lines[number] = lines[number][:start] + wrong + lines[number][end:]
    return Slip(joined(lines), at(number + 1), match["key"])


def wrong_type(lines: list[str], rng: random.Random) -> Slip:
    places = [
        (number, match)
        for number, line in enumerate(lines)
        if (match := re.search(r"\b(value|out_of|dwell|emphasis|share|languages|date): ([^,}#\n]+)", line))
    ]
    number, match = rng.choice(places)
    wrong = {
        "value": ["六亿", "about six", "[1, 2]"], "out_of": ["十"], "dwell": ["long"], "emphasis": ["maybe", "3"],
        "share": ["half"], "languages": ["{a: b}"], "date": ["2018-13", "yesterday", "2018年13月"],
    }[match[1]]  # fmt: skip
    start, end = match.span(2)
    lines[number] = lines[number][:start] + rng.choice(wrong) + lines[number][end:]
    return Slip(joined(lines), at(number + 1))


def missing_field(lines: list[str], rng: random.Random) -> Slip:
    """A line that its part needs is gone; told of where the part begins, or where the line was."""
    needed = r"^(\s+)(title|headline|type|date|paragraphs): |^(\s+)- type: "
    number = rng.choice(
        [n for n, line in enumerate(lines) if (re.match(needed, line) and "{zh" in line) or "- type" in line]
    )
    if "- type" in lines[number]:
        lines[number] = re.sub(r"type: \w+.*", "dwell: 12", lines[number])
        return Slip(joined(lines), at(number + 1))
    begins = max(n for n in range(number + 1) if lines[n].lstrip().startswith("- "))
    del lines[number]
    return Slip(joined(lines), range(begins + 1, number + 3))


def duplicate_key(lines: list[str], rng: random.Random) -> Slip:
    numbers = [n for n, line in enumerate(lines) if re.match(r"\s+[a-z_]{4,}: \S", line) and "|" not in line]
    number = rng.choice(numbers)
    lines.insert(number + 1, lines[number])
    return Slip(joined(lines), range(number + 1, number + 3))


def bad_indent(lines: list[str], rng: random.Random) -> Slip:
    """A line a little to the left or to the right; where it is the first of its part, the next one is as guilty."""
    numbers = [n for n, line in enumerate(lines) if re.match(r"\s{4,}[a-z_]{4,}: \S", line)]
    number = rng.choice(numbers)
    lines[number] = rng.choice([" " + lines[number], lines[number][1:], "   " + lines[number]])
    return Slip(joined(lines), range(number + 1, number + 3))


def tab(lines: list[str], rng: random.Random) -> Slip:
    number = rng.choice([n for n, line in enumerate(lines) if re.match(r"\s{4,}[a-z_]{4,}: \S", line)])
    lines[number] = "\t" + lines[number].lstrip()
    return Slip(joined(lines), at(number + 1))


def wide_quotes(lines: list[str], rng: random.Random) -> Slip:
    number = rng.choice([n for n, line in enumerate(lines) if re.search(r': "[^"]+"$', line)])
    wide = rng.choice([('"', "”"), ("“", '"')])
    lines[number] = re.sub(r'"([^"]+)"$', lambda match: wide[0] + match[1] + wide[1], lines[number])
    return Slip(joined(lines), at(number + 1))


def wide_colon(lines: list[str], rng: random.Random) -> Slip:
    number, match = keys_in(lines, rng)
    end = match.end("key")
    lines[number] = lines[number][:end] + "：" + lines[number][end + 1 :].lstrip()
    return Slip(joined(lines), at(number + 1))


def missing_file(lines: list[str], rng: random.Random) -> Slip:
    """An illustration that isn't there, a picture with nothing to stand in for it, or a table."""
    number = rng.choice([n for n, line in enumerate(lines) if re.match(r"\s+illustration: ", line)])
    name = f"nowhere-{rng.randrange(99)}"
    what = rng.randrange(3)
    if what == 0:
        lines[number] = re.sub(r"illustration: \S+", f"illustration: {name}", lines[number])
        return Slip(joined(lines), range(number, number + 2))  # the picture it stands in for is missing as well
    if what == 1:
        picture = max(n for n in range(number) if re.match(r"\s+picture: ", lines[n]))
        lines[picture] = re.sub(r"picture: \S+", f"picture: photos/{name}.jpg", lines[picture])
        lines[number] = re.sub(r"illustration: \S+", "", lines[number])
        return Slip(joined(lines), at(picture + 1))
    series = rng.choice([n for n, line in enumerate(lines) if re.match(r"\s+series:$", line)])
    end = next(n for n in range(series + 1, len(lines)) if not lines[n].lstrip().startswith("- {"))
    lines[series:end] = [f"    data: {name}.xlsx"]
    return Slip(joined(lines), at(series + 1))


def gbk_save(lines: list[str], rng: random.Random) -> Slip:
    lines[rng.randrange(12, len(lines))] += " # 改"
    return Slip("\n".join(lines).encode("gb18030"), at(1))


def truncated(lines: list[str], rng: random.Random) -> Slip:
    """Cut off within a bracket or a quote, as a copy is that was not finished."""
    number = rng.choice([n for n, line in enumerate(lines) if "{" in line and "}" in line and "#" not in line])
    line = lines[number]
    cut = rng.randrange(line.index("{") + 1, line.rindex("}") + 1)
    return Slip(joined([*lines[:number], line[:cut]]), at(number + 1))


def conflict(lines: list[str], rng: random.Random) -> Slip:
    number = rng.choice([n for n, line in enumerate(lines) if re.match(r"\s{4,}[a-z_]{4,}: \S", line)])
    lines[number : number + 1] = ["<<<<<<< HEAD", lines[number], "=======", lines[number], ">>>>>>> theirs"]
    return Slip(joined(lines), range(number + 1, number + 6))


SLIPS: list[Callable[[list[str], random.Random], Slip]] = [
    key_typo, key_typo, wrong_type, missing_field, duplicate_key, bad_indent, tab, wide_colon, wide_quotes,
    missing_file, gbk_save, truncated, conflict,
]  # fmt: skip


def test_five_hundred_slips_are_told_of_at_their_lines(rng: random.Random, tmp_path: Path) -> None:
    good = (ROOT / "data" / "deck.yaml").read_text("utf-8").split("\n")
    path = tmp_path / "deck.yaml"
    silent, astray, unguessed, typos = [], [], [], 0
    for number in range(COUNT):
        make = SLIPS[number % len(SLIPS)]
        slip = make(list(good), rng)
        path.write_bytes(slip.data)
        loaded = load(path)
        name = f"{make.__name__} {number} at {slip.lines}"
        for language in ("zh", "en"):
            assert len(show(loaded.problems, language).splitlines()) >= len(loaded.problems)
        if not loaded.errors:
            silent.append(name)
            continue
        told = [problem for problem in loaded.problems if problem.line in slip.lines]
        if not told or loaded.errors[0].line not in slip.lines:
            astray.append(f"{name}: {[(one.line, one.rule) for one in loaded.errors][:4]}")
        if make is gbk_save:
            assert loaded.errors[0].fault.values["encoding"] == "GBK"
        if slip.meant:
            typos += 1
            if not any(problem.fault.values.get("guess") == slip.meant for problem in told):
                unguessed.append(f"{name} {slip.meant}: {[one.sentence('en') for one in told][:2]}")
    print(Counter(one.split()[0] for one in (*silent, *astray)), *silent, *astray, *unguessed, sep="\n")
    assert not silent
    assert len(astray) <= COUNT * 0.02
    assert len(unguessed) <= typos * 0.1
