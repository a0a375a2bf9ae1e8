"""The proof for sign-off: each slide as it is shown, in each language, and what it says as a table to be ticked.

Readers mark it by hand, three times over (初审, 复审, 终审); the deck's version and hash on every page say what it was
that they read. Words are real text in the PDF: they can be searched, selected and copied.

Pages are laid twice (`paper`): once to count them, since each says how many there are, and once to be drawn, picture by
picture. Nothing of a page is kept, so that a deck of thousands of slides takes no more memory than one of ten.
"""

from kiosk.stage.signoff.proof import Proof
from kiosk.stage.signoff.writing import write_signoff

__all__ = ["Proof", "write_signoff"]
