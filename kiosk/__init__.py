"""Touyan (头雁): a touchscreen exhibit driven by one YAML file."""

__version__ = "0.1.0"
