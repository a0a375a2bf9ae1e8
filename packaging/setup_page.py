"""Write the page on setting a machine up, in Chinese and in English, with its pictures:  packaging/setup_page.py [--quick]

The words are in `packaging/handbook/setup.zh.md` and `setup.en.md`; what comes out lies in `assets/guide` and ships with
the program and on the stick. `--quick` leaves the pictures.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile

_SCREEN = {"name": "HDMI-1", "x": 0, "y": 0, "width": 1920, "height": 1080, "dpr": 1,
           "logicalDpi": 96, "logicalBaseDpi": 96}  # fmt: skip
with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as _file:
    json.dump({"screens": [_SCREEN]}, _file)
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_file.name}"

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
