"""Every theme can be read: WCAG's contrast, as the design asks of it."""

from __future__ import annotations

import pytest

from kiosk.look.theme import THEMES, contrast


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_body_has_seven_to_one_and_all_other_text_four_and_a_half(theme) -> None:
    for ground in (theme.paper, theme.sheet):
        assert contrast(theme.ink, ground) >= 7
        assert min(contrast(text, ground) for text in (theme.second, theme.mute, theme.accent, theme.indigo)) >= 4.5
    assert contrast(theme.caption_ink, theme.caption_ground) >= 7
    assert contrast(theme.caption_second, theme.caption_ground) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert min(contrast(theme.on_sky, sky) for sky in theme.sky) >= 4.5
    assert min(contrast(theme.on_sky_second, sky) for sky in theme.sky) >= 4.5
