"""Touyan (头雁): a touchscreen exhibit driven by one YAML file."""

import os

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
"""Validation plugins of other packages have no business here, and looking for them takes 40 ms of the start."""

__version__ = "0.1.0"
