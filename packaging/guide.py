"""Write the curator's guide anew, in Chinese and in English, with its pictures:  packaging/guide.py [--quick]

The words stand in `packaging/handbook/LANGUAGE.md`, the examples beside them, and everything that the program itself
knows (keys, limits, rules, what `kiosk check` says of a mistake) is taken from the program. What comes out lies in
`assets/guide` and ships with the program. tests/guide holds it to what this makes; after a change to a model, an
example or the words, run this, look at what changed, and commit it with the change. `--quick` leaves the pictures.
"""

from __future__ import annotations

import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from handbook import LANGUAGES, SHELF
from handbook.pages import page
from handbook.pictures import pictures, write_picture
from handbook.writing import guide

from kiosk.app import application


def main() -> None:
    """Write the guides, the pages made of them, and the pictures."""
    SHELF.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        written = guide(language)
        (SHELF / f"guide.{language}.md").write_text(written, "utf-8")
        (SHELF / f"guide.{language}.html").write_text(page(written, language), "utf-8")
    if "--quick" in sys.argv[1:]:
        return
    app = application()
    for old in SHELF.glob("pictures/*/*.png"):
        old.unlink()
    for language in LANGUAGES:
        for name, image in pictures(language):
            write_picture(image, SHELF / "pictures" / language / f"{name}.png")
    del app


if __name__ == "__main__":
    main()
