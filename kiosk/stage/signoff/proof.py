"""What a proof is of, and its own words."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.content.facts import Fact
from kiosk.stage.exhibit import Exhibit

_WORDS = {
    "fact": ("内容", "What it says"), "source": ("来源", "Source"), "date": ("日期", "Date"), "line": ("行", "Line"),
    "first": ("初审", "1st"), "second": ("复审", "2nd"), "last": ("终审", "Final"),
    "page": ("第 {page} 页，共 {pages} 页", "Page {page} of {pages}"),
    "slide": ("第 {number} 页", "Slide {number}"),
    "contact": ("全部页面", "All slides"),
    "signed": ("签字", "Signed"),
    "proof": ("审校样", "Proof for sign-off"),
    "made": ("{date} 制", "Made on {date}"),
}  # fmt: skip


@dataclass(frozen=True)
class Proof:
    """What a proof is of.

    Attributes:
        exhibit: the deck. name: of its file. digest: SHA-256 of its text. made: the day, as it is to be printed.
        facts: what each slide says. languages: those that are shown.
        reader: the language of headings and columns.
    """

    exhibit: Exhibit
    name: str
    digest: str
    made: str
    facts: tuple[list[Fact], ...]
    languages: tuple[str, ...]
    reader: str
    version: str = ""

    def say(self, word: str, **values: object) -> str:
        """A word of the proof's own."""
        return _WORDS[word][0 if self.reader.startswith("zh") else 1].format(**values)
