"""The bundled exhibit says everything on the page: each row, with its exact words and figures."""

from __future__ import annotations

import re
from functools import cache

import pytest

from kiosk.content.base import Slide
from kiosk.content.load import load
from tests.conftest import ROOT

SHARED = ROOT.parent / "shared" / "content"

# Each row: what one slide must say, all of it. The page's table, in the page's words.
ROWS = {
    "P1": ["我国成为发布大模型最多的国家"],
    "P2": ["“人工智能+”释放澎湃动能"],
    "P3": ["卢涛"],
    "T1": ["2018年10月", "主持中共中央政治局第九次集体学习"],
    "T2": ["2019年5月", "致信祝贺第三届世界智能大会开幕"],
    "T3": ["2025年4月", "主持中共中央政治局第二十次集体学习"],
    "T4": ["2025年9月", "向2025世界智能产业博览会致贺信"],
    "D1": ["行业高质量数据集加速涌现", "42个", "建成万卡智算集群"],
    "D2": ["行业高质量数据集加速涌现", "超过1590 EFLOPS（百亿亿次/秒）", "智能算力规模，位居全球前列"],
    "D3": ["国产大模型引领全球开源创新生态", "超过1500个", "我国发布大模型，数量位居全球首位", "截至2025年底"],
    "I1": ["产业蓬勃发展", "超过6000家", "人工智能企业数量", "2025年"],
    "I2": ["产业蓬勃发展", "预计突破1.2万亿元", "人工智能核心产业规模", "2025年"],
    "I3": ["生态加速繁荣", "600亿元", "启动运行国家人工智能产业投资基金，资金规模"],
    "I4": ["40余项", "累计研制发布关键国家标准、行业标准（深入实施人工智能标准化专项行动）", "2025年"],
    "I5": ["生态加速繁荣", "智能体协议、算子库等一批关键开源项目孵化落地"],
    "M1": ["用户规模加速增长", "6.02亿人", "我国生成式人工智能用户", "截至2025年12月"],
    "M2": ["141.7%", "较2024年底增长", "截至2025年12月"],
    "M3": ["42.8%", "普及率", "截至2025年12月"],
    "M4": ["25.2个百分点", "普及率同比大幅提高", "截至2025年12月"],
    "M5": ["国产大模型广受青睐", "超过90%", "的用户首先选择使用国产大模型"],
    "L1": ["60%", "我国已成为全球人工智能专利最大拥有国，占比高达", "2025年"],
    "S1": ["为经济增长注入强劲动力", "70%以上", "人工智能已渗透领航工厂的业务场景", "目前"],
    "S2": ["超6000个", "沉淀垂直领域模型", "目前"],
    "S3": ["1700多项", "带动关键智能制造装备与工业软件规模化应用", "目前"],
    "S4": ["生成式人工智能广泛应用", "748款", "我国累计完成备案的生成式人工智能服务", "截至2025年底"],
    "C1": ["生成式人工智能用户规模", "2.3", "2024年6月", "5.15", "2025年6月", "6.02", "2025年12月"],
    "C2": ["61", "2023年", "302", "2024年", "748", "2025年", "2023年—2025年，累计备案数量，实现每年翻番"],
    "图①": ["江苏南京佻道医疗科技有限公司内，工作人员在调试手术机器人。", "决波 摄（影像中国）"],
    "图②": ["有问题找AI，已成为更多人的选择。图为用户在使用一款AI软件。", "新华社记者 黄宗治 摄"],
    "图③": ["安徽滁州南谯区一座变电站，5G智能巡检机器人对供电设备进行巡检。", "宋卫星 摄（影像中国）"],
    "图④": [
        "北京石景山区中关村科幻产业创新中心，工作人员展示一款图像软件的AIGC（人工智能生成内容）功能。",
        "新华社记者 郑焕松 摄",
    ],
}


@cache
def slides() -> tuple[Slide, ...]:
    loaded = load(ROOT / "data" / "deck.yaml")
    assert loaded.deck is not None
    assert not loaded.problems
    return loaded.deck.slides


def said(slide: Slide, language: str) -> list[str]:
    return [words.replace("\n", "") for step in slide.texts(language) for words in step]


@pytest.mark.parametrize("row", ROWS)
def test_every_row_of_the_page_is_said_by_one_slide(row: str) -> None:
    wanted = ROWS[row]
    assert any(
        all(any(words == text or words in text for text in said(slide, "zh")) for words in wanted) for slide in slides()
    ), f"no slide says all of {wanted}"


def test_figures_are_whole_phrases_and_never_parts_of_longer_ones() -> None:
    """1500 with its 超过 is one figure: no slide says it without."""
    everything = [words for slide in slides() for words in said(slide, "zh")]
    for phrase in (
        "超过1500个",
        "超过6000家",
        "超6000个",
        "预计突破1.2万亿元",
        "40余项",
        "1700多项",
        "70%以上",
        "超过90%",
    ):
        assert phrase in everything
        digits = re.sub(r"[^\d.]", "", phrase)
        assert not any(re.fullmatch(rf"{re.escape(digits)}[个家项%万亿元]*", words) for words in everything)


@pytest.mark.parametrize("row", ROWS)
def test_every_row_is_said_in_english_too(row: str) -> None:
    """The slide that says a row in Chinese says it all in English: no Chinese is left."""
    wanted = ROWS[row]
    slide = next(
        slide for slide in slides() if all(any(words in text for text in said(slide, "zh")) for words in wanted)
    )
    assert not [words for words in said(slide, "en") if re.search("[\u4e00-\u9fff]", words)]


def full_width(text: str) -> str:
    for half, full in zip(",:;()", "，：；（）", strict=True):
        text = text.replace(half, full)
    return text


@pytest.mark.skipif(not SHARED.is_dir(), reason="the page's own text isn't beside the project")
def test_the_pages_paragraphs_stand_verbatim() -> None:
    """The four statements and the article, letter by letter, with full-width punctuation."""
    lines = [full_width(line.strip()) for line in (SHARED / "source.txt").read_text("utf-8").splitlines()]
    everything = {words for slide in slides() for words in said(slide, "zh")}
    long = [line for line in lines if len(line) > 40 and not line.startswith("图")]
    assert len(long) == 9
    assert [line for line in long if line not in everything] == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the page's own table isn't beside the project")
def test_the_pages_table_has_no_row_or_figure_that_this_test_forgets() -> None:
    table = (SHARED / "FACTS.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([A-Z]\d|图.) \| (.*) \|$", table, re.MULTILINE))
    assert set(rows) == set(ROWS) - {"P4"}
    for name, line in rows.items():
        said_here = "".join(ROWS[name])
        for figure in re.findall(r"\d+(?:\.\d+)?", line.split("| the intervals")[0]):
            if name[0] in "DILMS":
                assert figure in said_here, f"{name}: {figure}"
