"""What the curator's guide is made of: its words, its examples, and what turns them into pages."""

from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SHELF = ROOT / "assets" / "guide"
"""Where the guide lies, for the program to ship."""
LANGUAGES = ("zh", "en")
