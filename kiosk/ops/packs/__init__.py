"""Content packs: a checked deck with all that it shows as one file, carried on a stick, and swapped in whole.

A pack is an enemy's file until it has been copied, measured, hashed and checked. No Qt here.
"""
