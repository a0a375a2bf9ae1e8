"""One file a slide type: its model, its fields' help, its own checks.

A new type is a new file here and its twin in `kiosk/slides`; nothing lists the types, they are found.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import get_args

from kiosk.content.base import Slide


def _find() -> dict[str, type[Slide]]:
    kinds: dict[str, type[Slide]] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        for value in vars(importlib.import_module(f"{__name__}.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, Slide) and value is not Slide:
                (name,) = get_args(value.model_fields["type"].annotation)
                if name != module.name:
                    raise TypeError(f"{module.name}.py holds the slide type {name!r}: name the file after the type")
                kinds[name] = value
    return kinds


KINDS: dict[str, type[Slide]] = _find()
"""Every slide type's model by its `type`."""
