"""Puts a finished run's table on the front pages: `python -m tests.bench --readme bench/bench.json`.

A first-time reader gets the few rows that say most, and the whole table folded below them. Nothing is rounded up or
left out because it looks bad: the rows are chosen here, before anybody knows their figures.
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.bench.table import HEADS, Row, Table
from tests.journeys.screen import ROOT

PAGES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh.md"}
BEGIN, END = "<!-- bench -->", "<!-- /bench -->"

CHOSEN = {
    r"first slide, warm cache, 10 slides": "启动到第一页出现，10 页",
    r"first slide, warm cache, 5,000 slides": "启动到第一页出现，5000 页",
    r"after start, 10 slides": "启动后占用内存，10 页",
    r"growth from 40 to ([\d,]+) changes.*": "翻页 40 次之后，再翻到 {0} 次，内存增加",
    r"a still slide, .*": "画面静止时占用处理器",
    r"cycling, .*": "自动轮播时占用处理器",
    r"key → first pixel, 1920×1080, 100 slides": "按键到画面开始变化",
    r"transitions.*, 1920×1080: longest gap": "翻页动画中两帧之间最久的间隔，1920×1080",
    r"transitions.*, 3840×2160: longest gap": "翻页动画中两帧之间最久的间隔，3840×2160",
    r"save → first pixel, 10 slides": "保存文件到画面更新",
}
"""Names of rows, and what a Chinese reader calls them."""
HEADS_ZH = ("指标", "头雁", "reveal.js", "两者之比", "目标", "达标")
WORDS_ZH = {"yes": "是", "NO": "否", "median": "中位数", "worst": "最差", "least": "最少"}
FACTS_ZH = {"date": "日期", "machine": "机器", "system": "系统", "versions": "版本", "load before": "开始时负载",
            "load after": "结束时负载"}  # fmt: skip
FOLDED = {"en": "Every row, and what it was measured on", "zh": "全部指标与测试环境（英文）"}


def fill(table: Table, pages: dict[str, Path]) -> None:
    """Put the table into each page, between its two marks.

    Raises:
        ValueError: a page has no place for it.
    """
    for language, page in pages.items():
        text = page.read_text("utf-8")
        if text.count(BEGIN) != 1 or text.count(END) != 1:
            raise ValueError(f"{page} has no place for the table: {BEGIN} … {END}")
        before, _, rest = text.partition(BEGIN)
        after = rest.partition(END)[2]
        page.write_text(f"{before}{BEGIN}\n{block(table, language)}{END}{after}", "utf-8")


def block(table: Table, language: str) -> str:
    """What stands between the marks."""
    chinese = language == "zh"
    facts = {FACTS_ZH.get(name, name) if chinese else name: said for name, said in _short(table).items()}
    lines = ["", "; ".join(f"{name}: {said}" for name, said in facts.items()), ""]
    if chinese:
        lines[1] = "；".join(f"{name}：{said}" for name, said in facts.items())
    lines += [_line(HEADS_ZH if chinese else ("figure", *HEADS[1:])), "|---" * len(HEADS) + "|"]
    lines += [_line(_cells(row, name, language)) for row, name in chosen(table)]
    lines += ["", f"<details><summary>{FOLDED[language]}</summary>", "", table.markdown(), "</details>", "", ""]
    return "\n".join(lines)


def chosen(table: Table) -> list[tuple[Row, str]]:
    """The rows that a first-time reader gets, each with its Chinese name; those that weren't measured are missing."""
    found = []
    for pattern, name in CHOSEN.items():
        for row in table.rows:
            match = re.fullmatch(pattern, row.name)
            if match and row.ours:
                found.append((row, name.format(*match.groups())))
    return found


def _short(table: Table) -> dict[str, str]:
    return {name: table.heading[name] for name in ("date", "machine") if name in table.heading}


def _cells(row: Row, name: str, language: str) -> tuple[str, ...]:
    cells = row.cells()
    if language != "zh":
        return cells
    rest = [re.sub(r"not seen \((\d+) of (\d+)\)", r"\2 次中有 \1 次未见变化", cell) for cell in cells[1:]]
    rest = [re.sub("|".join(WORDS_ZH), lambda found: WORDS_ZH[found[0]], cell) for cell in rest]
    return (name, *rest)


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
