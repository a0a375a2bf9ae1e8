"""The proof-reader at the screen: every slide drawn in every language, shape and size of text, and judged."""

from kiosk.proof.judging import Progress, drawn_faults

__all__ = ["Progress", "drawn_faults"]
