"""WHAT THE EXHIBIT SAYS: the YAML file, checked, as frozen models. Knows nothing of Qt, screens or visitors.

The road: bytes → `source` (nodes with places) → `deck` (models) → a frozen `Deck`, or every `Problem` at once.
"""
