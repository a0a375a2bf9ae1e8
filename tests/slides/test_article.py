"""What is particular about an article."""

from __future__ import annotations

import pytest

from kiosk.look.parts import TextItem
from tests.slides.boxes import Hall, deck_of


@pytest.mark.parametrize(("paragraphs", "numbered"), [(1, False), (40, True)])
def test_the_date_ends_where_the_rule_does_unless_a_page_number_stands_there(
    qapp: object, paragraphs: int, numbered: bool
) -> None:
    article = {
        "type": "article",
        "title": "潮",
        "as_of": "截至 2025 年底",
        "paragraphs": ["水往低处流。" * 20] * paragraphs,
    }
    hall = Hall(deck_of(article), (1920, 1080), "zh")
    item = hall.stage.gallery.item(0)
    words = {child.block.words: child for child in item.childItems() if isinstance(child, TextItem)}
    date = words["截至 2025 年底"]
    right = date.pos().x() + date.block.natural
    end = item.setting.margin + item.setting.measure
    assert (item.steps > 1) == numbered
    assert (right < end - 100) == numbered
    assert numbered or right == pytest.approx(end)
    hall.close()
