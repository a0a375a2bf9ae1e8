"""Write the page on setting a machine up, in Chinese and in English, with pictures:  packaging/setup_page.py [--quick]

The words are in `packaging/handbook/setup.zh.md` and `setup.en.md`; what comes out lies in `assets/guide`, and ships
with the program and on the stick. `--quick` leaves the pictures.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).parent / 'handbook' / 'screen.json'}"

from handbook import LANGUAGES, SHELF
from handbook.pages import page
from handbook.pictures import write_picture
from handbook.setting_up import pictures, words

from kiosk.app import application


def main() -> None:
    """Write the pages, and the pictures."""
    for language in LANGUAGES:
        written = words(language)
        (SHELF / f"setup.{language}.md").write_text(written, "utf-8")
        (SHELF / f"setup.{language}.html").write_text(page(written, language), "utf-8")
    if "--quick" in sys.argv[1:]:
        return
    app = application()
    for language in LANGUAGES:
        for name, image in pictures(language):
            write_picture(image, SHELF / "setup" / language / f"{name}.png")
    del app


if __name__ == "__main__":
    main()
