"""The program's own words in languages besides Chinese and English: one file a language, read when it is asked for.

Each holds the names of `kiosk.content.phrases.PHRASES`, with the same places in braces, and about as short.
"""
