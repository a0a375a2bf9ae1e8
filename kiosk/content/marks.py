"""Full-width marks, blanks and tabs where YAML's own signs belong: found in the raw text, all at once.

Each is told of and, in a copy, put right, so that the rest of the file can be checked as it was meant. What stands in a
text's own lines (a block after `|`, a quoted text of several lines) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kiosk.content.problems import Fault, Place
from kiosk.content.vocabulary import Vocabulary

MOST_FAULTS = 500
"""After so many, a file is no deck, or one written by a machine."""

MOST_MENDED = 20_000
"""Lines, those in a run that is told of in one word among them."""

LONGEST_LINE = 20_000
"""Characters; a longer line was written by a machine, and mending looks at each mark's surroundings."""

UNSEEN = "\u00a0\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff"
"""Blanks that look like a space or like nothing, as a character class."""

PLAIN = {
    "：": ":", "“": '"', "”": '"', "‘": "'", "’": "'", "，": ",", "［": "[", "］": "]", "｛": "{", "｝": "}",
    "－": "-", "＃": "#", "｜": "|", "＞": ">", "【": "[", "】": "]", "、": ",",
}  # fmt: skip
"""What each full-width mark stands for."""

_KEY = r"[A-Za-z_][A-Za-z0-9_-]*"
_LEAD = rf"[ \t{UNSEEN}]*(?:-[ \t{UNSEEN}]+)*"
_INDENT = re.compile(rf"[ \t{UNSEEN}]*")
_BLOCK = re.compile(r"(?:^|[:\-]\s+)[|>][-+0-9]*\s*(?:#.*)?$")
_ENTRY = re.compile(rf"({_LEAD})(?:({_KEY})[ ]*:(?: +|$))?(.*)", re.DOTALL)
_WIDE_COLON = re.compile(rf"({_LEAD})([\"']?)({_KEY})\2([ {UNSEEN}]*)：")
_GLUED = re.compile(rf"({_LEAD})({_KEY}):([^\s])")
_UNSEEN_AT_KEY = re.compile(rf"({_LEAD})([{UNSEEN}]*)({_KEY})([{UNSEEN}]*)[ ]*:([ ]*[{UNSEEN}]*)")
_DASH = re.compile(r"(\s*(?:-\s+)*)([－–—])[ \u3000]*(?=\S)")
_DASH_GLUED = re.compile(rf"(\s*(?:-\s+)*)-({_KEY})[ ]*[:：]")
_HASH = re.compile(rf"[ \t{UNSEEN}]*(＃)")
_SOUND = re.compile(rf" *(?:- )*{_KEY}:(?:$| (?:[^\s{UNSEEN}|>\"'{{\[｜＞“”｛［]|[{{\[][^：，｝］、]*$))")
"""Lines with nothing to mend: a key, its colon, and nothing, or a value that isn't enclosed in anything, or one in
brackets without any full-width sign."""
_MAY_MEND = re.compile(rf" *(?:- +)*(?:-{_KEY} *:|{_KEY}:\S)|[^\"']*[\"']")
_MAY_OPEN = re.compile("[|>\"']")
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})(\s|$)")


_WIDE_SIGN = re.compile("[：，｝］、]")
_FLOW_SIGN = re.compile("[：，｝］、\"']")
_ENDS = re.compile(r"\s*(?:#|$)")
_NEAR = 200
"""Characters around a mark by which it is judged."""


@dataclass
class Marked:
    """The lines as they were meant, and what had to be put right in them."""

    lines: list[str]
    faults: list[Fault] = field(default_factory=list)


def conflicts(lines: list[str]) -> list[Fault]:
    """The marks that a merge left behind."""
    return [
        Fault("conflict", Place(number, 1, len(line.rstrip())))
        for number, line in enumerate(lines, 1)
        if _CONFLICT.match(line)
    ]


def put_right(lines: list[str], vocabulary: Vocabulary) -> Marked:
    """Find and mend the marks of a whole text.

    Args:
        lines: as they stand in the file.
        vocabulary: the deck's words: only `word：` with one of these is taken for a key.
    """
    marked = Marked(list(lines))
    run, mended = -1, 0
    above = ""
    widths: dict[tuple[str, bool], int] = {}
    for index in _own_lines(marked.lines, vocabulary):
        line = marked.lines[index]
        if len(marked.faults) >= MOST_FAULTS or mended >= MOST_MENDED:
            break
        if len(line) > LONGEST_LINE or _SOUND.match(line) or _is_plain(line):
            above = line
            continue
        mender = _Line(line, index + 1, vocabulary, widths)
        mender.mend(above, _below(marked.lines, index))
        mended += bool(mender.faults)
        for fault in mender.faults:
            if fault.name == "tab":
                follows, run = run == fault.place.line - 1, fault.place.line
                if follows:
                    continue  # one word for a run of such lines
            marked.faults.append(fault)
        marked.lines[index] = above = mender.text
    return marked


def _is_plain(line: str) -> bool:
    """Whether nothing in it could be mended: no tab, no quote, no key that sticks to a dash or to its value."""
    return line.isascii() and "\t" not in line and not _MAY_MEND.match(line)


def _own_lines(lines: list[str], vocabulary: Vocabulary) -> Iterator[int]:
    """The lines that hold YAML's own signs: neither comments nor lines in the middle of a text."""
    text = _OpenText(vocabulary)
    for index, line in enumerate(lines):
        if not line.strip() or text.holds(line):
            continue
        if text.askew or not line.lstrip().startswith("#"):
            yield index
            if not text.askew:
                text.open(lines, index)


def _below(lines: list[str], index: int) -> str:
    """The next line that says something, if it is near."""
    return next((lines[other] for other in range(index + 1, min(index + 20, len(lines))) if lines[other].strip()), "")


class _OpenText:
    """Whether a text of several lines is open: a block after `|`, or one in quotes."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._block: int | None = None  # the column of the key that it belongs to
        self._quote = ""
        self.askew = False

    def holds(self, line: str) -> bool:
        """Whether a line is a part of it. `askew`: it is, and is indented with full-width blanks."""
        self.askew = False
        if self._block is not None:
            indent = _INDENT.match(line)
            if len(indent[0] if indent else "") > self._block:
                self.askew = len(line) - len(line.lstrip(" ")) <= self._block
                return not self.askew
            self._block = None
        if self._quote:
            self._quote = "" if _closes(line, self._quote) else self._quote
            return True
        return False

    def open(self, lines: list[str], index: int) -> None:
        """Take note of what begins in a line, as it is now: it may have been mended."""
        line = lines[index]
        if not _MAY_OPEN.search(line):
            return
        if _BLOCK.search(line):
            self._block = _key_column(line)
        match = _ENTRY.match(line)
        value = match[3] if match else ""
        if value[:1] in {'"', "'"} and not _closes(value[1:], value[0]):
            self._quote = "" if _begins_entry(_below(lines, index), self._vocabulary) else value[0]


def _key_column(line: str) -> int:
    """Where the key of a block of text begins; its text stands further in."""
    match = re.match(r"(\s*)((?:-\s+)*)(.*)", line)
    assert match is not None
    return len(match[1]) if match[3][:1] in {"|", ">"} else len(match[1]) + len(match[2])


def _closes(text: str, quote: str) -> bool:
    """Whether a quoted text ends in this line."""
    if quote == "'":
        return "'" in text.replace("''", "")
    return '"' in re.sub(r"\\.", "", text)


def _begins_entry(line: str, vocabulary: Vocabulary) -> bool:
    match = re.match(rf"{_LEAD}({_KEY})\s*[:：](\s|$)", line)
    return match is not None and vocabulary.knows(match[1])


def _width(lead: str, above: str, below: str, *, dashed: bool) -> int:
    """How many spaces an indentation was meant to be, judged by the lines around it."""
    widths = []
    for tab in (2, 4, 8):
        spaces = {"\t": tab, " ": 1, "\u3000": 2, "\u00a0": 1}
        widths.append(sum(spaces.get(one, 0) for one in lead))
    column = _key_column(above)
    if re.search(r":\s*(#.*)?$", above):  # something begins that stands further in
        following = _INDENT.match(below)
        beside = following[0] if following else ""
        follows = set(beside) == {" "} and len(beside) > column and "\t" in lead and not dashed
        return len(beside) if follows else column + 2
    return column if column in widths or "\t" not in lead else widths[0]


class _Line:
    """One line, mended from left to right."""

    def __init__(self, text: str, number: int, vocabulary: Vocabulary, widths: dict[tuple[str, bool], int]) -> None:
        self.text, self._number, self._known = text, number, vocabulary.knows
        self._vocabulary, self._widths = vocabulary, widths
        self.faults: list[Fault] = []
        self._shift = 0  # how much longer the mended text is than the typed one, left of what is looked at

    def mend(self, above: str, below: str) -> None:
        """All kinds of marks, in the order in which they hide each other."""
        self._indentation(above, below)
        self._dash()
        if match := _HASH.match(self.text):
            self._swap(match.start(1), "＃", "#")
            return
        self._key(below)
        match = _ENTRY.match(self.text)
        if match is not None and match[3]:
            self._value(match.start(3), match[3], below)

    def _tell(self, name: str, at: int, length: int = 1, **values: str) -> None:
        self.faults.append(Fault(name, Place(self._number, max(1, at + 1 - self._shift), length), values))

    def _replace(self, start: int, end: int, new: str) -> None:
        self.text = self.text[:start] + new + self.text[end:]
        self._shift += len(new) - (end - start)

    def _swap(self, at: int, mark: str, plain: str) -> None:
        self._tell("wide_mark", at, mark=mark, plain=PLAIN.get(mark, plain))
        self._replace(at, at + 1, plain)

    def _indentation(self, above: str, below: str) -> None:
        match = _INDENT.match(self.text)
        lead = match[0] if match else ""
        if "\t" in lead:
            self._tell("tab", lead.index("\t"))
        else:
            unseen = re.search(f"[{UNSEEN}]", lead)
            if unseen is None:
                return
            self._tell("wide_space", unseen.start(), code=f"U+{ord(unseen[0]):04X}")
        kind = (lead, self.text.lstrip().startswith("-"))
        if kind not in self._widths or "\t" not in lead:  # one indentation means one thing throughout
            self._widths[kind] = _width(lead, above, below, dashed=kind[1])
        self._replace(0, len(lead), " " * self._widths[kind])

    def _dash(self) -> None:
        match = _DASH.match(self.text)
        if match and (match[2] == "－" or self._known_entry(self.text[match.end() :])):
            self._tell("wide_mark", match.start(2), mark=match[2], plain="-")
            self._replace(match.start(2), match.end(), "- ")
        match = _DASH_GLUED.match(self.text)
        if match and self._known(match[2]):
            self._tell("dash_space", match.start(2) - 1)
            self._replace(match.start(2), match.start(2), " ")

    def _known_entry(self, text: str) -> bool:
        match = re.match(rf"({_KEY})\s*[:：]", text)
        return match is not None and self._known(match[1])

    def _key(self, below: str) -> None:
        match = _WIDE_COLON.match(self.text)
        if match and self._known(match[3]):
            at, end = match.end() - 1, match.end()
            blank = re.compile(f"[ {UNSEEN}]*").match(self.text, end)
            self._tell("wide_mark", at, mark="：", plain=":")
            self._replace(match.end(3) + len(match[2]), blank.end() if blank else end, ": ")
            return
        match = _UNSEEN_AT_KEY.match(self.text)
        if match and self._known(match[3]):
            unseen = re.compile(f"[{UNSEEN}]").search(self.text, match.end(1), match.end())
            if unseen is not None:
                self._tell("wide_space", unseen.start(), code=f"U+{ord(unseen[0]):04X}")
                self._replace(match.end(1), match.end(), f"{match[3]}: ")
                return
        match = _GLUED.match(self.text)
        if match and self._known(match[2]) and not self.text.startswith("//", match.end(2) + 1):
            self._tell("space", match.end(2))
            opens = re.match(r"\s*- |\s*$", below) or _key_column(below) > len(match[1])
            if opens and below.strip():  # what is below is its value; this slipped in
                self.text = self.text[: match.start(3)]
            else:
                self._replace(match.start(3), match.start(3), " ")

    def _value(self, at: int, value: str, below: str) -> None:
        bare = re.sub(r"\s+#.*", "", value).rstrip()
        if bare in {"｜", "＞", "｜-", "｜+", "＞-", "＞+", "｜－", "＞－"}:
            self._swap(at, value[0], PLAIN[value[0]])
            self.text = self.text.replace("－", "-")
        elif bare[:1] in {"“", "”"} and bare[-1:] in {"“", "”"} and len(bare) > 1 and re.search(r":(\s|$)| #", value):
            self._tell("wide_quotes", at, len(value.rstrip()))
            inner = value.strip()[1:-1].replace("\\", "\\\\").replace('"', '\\"')
            self._replace(at, len(self.text), f'"{inner}"')
        elif (
            bare[:1] in {"“", '"'} and bare[-1:] in {"”", '"'} and bare[0] != bare[-1] and ('"' in {bare[0], bare[-1]})
        ):
            wide = bare[0] if bare[0] == "“" else bare[-1]
            if bare.count('"') == 1:
                self._tell("wide_mark", at if bare[0] == "“" else at + len(bare) - 1, mark=wide, plain='"')
                self._replace(at, at + len(bare), '"' + bare[1:-1] + '"')
        elif bare[:1] in {"{", "[", "｛", "［"}:
            self._flow(at)
        elif bare[:1] in {'"', "'"} and not _closes(value[1:], bare[0]) and _begins_entry(below, self._vocabulary):
            self._tell("quote", at)
            self.text = self.text.rstrip() + bare[0]

    def _flow(self, at: int) -> None:
        """Marks inside `{…}` and `[…]` on one line, outside quotes."""
        opened = self.text[at]
        maps = opened in {"{", "｛"}
        if opened in {"｛", "［"}:
            if not re.match(rf"｛\s*{_KEY}\s*[:：]|［[\w\s.,，-]*[］\]]\s*$", self.text[at:]):
                return  # a text that begins with such a bracket
            self._swap(at, opened, PLAIN[opened])
        if not _WIDE_SIGN.search(self.text, at):
            return
        index = at + 1
        while match := _FLOW_SIGN.search(self.text, index):
            index, mark = match.start(), match[0]
            if mark in {'"', "'"} and _last_of(self.text, index) in {":", ",", "{", "["}:
                index = self.text.find(mark, index + 1)
                if index < 0:
                    return
            elif mark not in {'"', "'"} and self._is_sign(at, index, mark, maps):
                self._swap(index, mark, PLAIN[mark] + (" " if mark in "：，、" else ""))
            index += 1

    def _is_sign(self, at: int, index: int, mark: str, maps: bool) -> bool:
        """Whether a full-width mark stands where YAML wants its own."""
        before, after = self.text[max(at, index - _NEAR) : index], self.text[index + 1 : index + _NEAR]
        if mark == "：":
            word = re.search(rf"[{{,]\s*({_KEY})\s*$", before)
            return maps and word is not None and self._known(word[1])
        if mark in {"，", "、"}:
            if maps:
                word = re.match(rf"\s*({_KEY})\s*[:：]", after)
                return mark == "，" and word is not None and self._known(word[1])
            return bool(re.search(r"[\[,]\s*[\w.-]+\s*$", before, re.ASCII)) and bool(
                re.match(r"\s*[\w.-]+\s*[,，、\]］]", after, re.ASCII)
            )
        return _ENDS.match(self.text, index + 1) is not None


def _last_of(text: str, end: int) -> str:
    """The last sign before an index that isn't blank."""
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return text[end - 1 : end]
