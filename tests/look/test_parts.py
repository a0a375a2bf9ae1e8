"""A figure on its way up is written as it will be."""

from __future__ import annotations

import pytest

from kiosk.look.parts import _counted


@pytest.mark.parametrize(
    ("digits", "language", "half"),
    [
        ("1590", "zh", "795"),
        ("12345", "zh", "6172"),
        ("12,345", "en", "6,172"),
        ("−2.30", "en", "−1.15"),
        ("1.590,50", "de", "795,25"),
        ("3\u00a0181", "fr", "1\u00a0590"),
        ("2.469.134", "es", "1.234.567"),
    ],
)
def test_half_way_up(digits: str, language: str, half: str) -> None:
    assert _counted(digits, 0.5, language) == half
