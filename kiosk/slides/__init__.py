"""One file a slide type, twin of `kiosk.content.kinds`: model → scene item. Found by name, imported when needed."""

from __future__ import annotations

import importlib

from kiosk.content.base import Slide
from kiosk.slides.base import Setting, SlideItem


def item_for(model: Slide, setting: Setting) -> SlideItem:
    """Build a slide's item: its twin module's `Item`."""
    twin = importlib.import_module(f"{__name__}.{model.type}")
    item: SlideItem = twin.Item(model, setting)
    return item
