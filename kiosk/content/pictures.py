"""What is wrong with a picture file."""

from pathlib import Path


def fault_of(path: Path) -> str | None:
    """To come."""
    return None
