"""Full-width marks, tabs and the like: what each line is read as, and what is told of it."""

from __future__ import annotations

from pathlib import Path

from kiosk.content.load import VOCABULARY
from kiosk.content.marks import put_right

CASES = [
    """title: 展
slides:
  - type: article
    paragraphs:
      - ｜
        正文
      - ＞－
        正文
      - ｜+
        正文
      - ＞
        正文
""",
    """  headline: “他说: 好”
  headline: “他说 # 好”
  headline: “C:\\路径: "甲"”
  headline: “他说好”
  headline: “
  headline: ”他说: 好“
""",
    """  headline: “他说好"
  headline: "他说好”
  headline: "他说"好”
  headline: "他说好” # 注
  headline: “他说好" # 注
""",
    """  headline: ｛zh：一，en：two｝
  headline: {zh：一，en: two}
  headline: {zh: 一，二, en：three}
  headline: {zh: "一，en：二", en：three}
  headline: {zh: '一', en： "two，zh：x"}
  languages: ［zh，en］
  languages: [zh，en、fr]
  languages: [zh，中文 en]
  headline: ［重磅］新闻
  headline: ｛重磅
  headline: {zh: 一, 其他：二}
  headline: {zh: 一］
  headline: {zh: it's，en：b}
  headline: {zh: "一，en：二
""",
    """-type: text
-type:text
－type: text
－ type：text
– type: text
—type: text
  -headline: a
  - type：　text
  - headline:一
  - headline:一
      more
  - headline:
  - href://x
  - picture://x
  - 其他：一
""",
    """\ttype: text
\t\theadline: a
　　headline: b
\u00a0 headline: c
  \theadline: d
\t- type: text
\t　headline: e
""",
    """slides:
\t- type: text
\t  headline: a
    - type: text
\theadline: b
""",
    """  ＃ 注
＃注
  headline: a
""",
    """  headline\u00a0: a
  headline\u200b: a
  \u200bheadline: a
""",
    """  headline: "一
  statement: 二
  headline: '一
  picture: 二
  headline: "一
    二"
  headline: '一''二
    三'
  statement: |
    文字：“甲
　　文字
  headline：a
""",
    """  headline: "a\\"b
  statement: c
""",
    """\ttitle: 展
\tslides:
""",
]


def test_what_each_line_is_read_as(accept: bool) -> None:
    """Left as it is typed, right as it is read where that differs, and below what its author is told."""
    said: list[str] = []
    for case in CASES:
        lines = case.rstrip("\n").split("\n")
        marked = put_right(lines, VOCABULARY)
        for number, (typed, read) in enumerate(zip(lines, marked.lines, strict=True), 1):
            said.append(ascii_blanks(typed) if typed == read else f"{ascii_blanks(typed):<50} → {ascii_blanks(read)}")
            said += [
                f"    {fault.place.column}+{fault.place.length} {fault.name} {' '.join(fault.values.values())}".rstrip()
                for fault in marked.faults
                if fault.place.line == number
            ]
        said.append("")
    golden = Path(__file__).parent / "marks.txt"
    if accept:
        golden.write_text("\n".join(said), "utf-8")
    assert "\n".join(said) == golden.read_text("utf-8")


def ascii_blanks(line: str) -> str:
    """With every blank to be seen: only plain spaces stay."""
    return "".join(one if one.isprintable() or one == " " else f"\\u{ord(one):04x}" for one in line)


def test_a_tab_in_the_first_line_is_told_of_as_well() -> None:
    marked = put_right(["\ttitle: t", "\tslides:", "a: b", "\tc: d"], VOCABULARY)
    assert [(fault.name, fault.place.line) for fault in marked.faults] == [("tab", 1), ("tab", 4)]
