"""The proof-reader at the screen: every slide drawn in every language, shape and size of text, and measured."""
