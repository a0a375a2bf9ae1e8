"""Imports as Python does them, though Qt for Python is there.

It exchanges `__import__` for one that reads the source of every module imported from then on, to see whether that
might ask for the names of methods in another style, and keeps every line that it read: 150,000 lines, a tenth of a
second, and some 10 MB. Nothing here asks for another style.
"""

from __future__ import annotations

import builtins
import importlib


def keep_imports_plain() -> None:
    """Bring in what exchanges it, and put Python's own back. Before anything else of Qt is imported."""
    plain = builtins.__import__
    importlib.import_module("shiboken6")
    builtins.__import__ = plain
