"""Where the visitor is: attract → browse → are-you-there → attract, and nothing else.

One frozen `State`, one function that changes it (`apply`), one that says when time alone will change it next
(`deadline`). Swipe, arrow, key, clicker, idle clock, staff panel and test all take this road. It has no clock: every
function is handed `now`, in seconds of a monotonic clock, so that a visit of hours is tested in milliseconds and no
wrong clock in a hall without network can send a visitor home. It knows no slide, no text and no window: what is to be
visited it is handed as a `Tour`, built anew whenever the language, the pages or the deck change.
"""

from kiosk.visit.commands import (
    Command,
    Contrast,
    GoTo,
    Hold,
    Next,
    Overlook,
    Previous,
    Resize,
    Restart,
    ShowStep,
    Speak,
    StandStill,
    Stay,
    Tick,
    Touch,
)
from kiosk.visit.tour import Stop, Stops, Tour, dwell, idle_limit
from kiosk.visit.visit import Mode, State, apply, deadline, seconds_left, start

__all__ = [
    "Command",
    "Contrast",
    "GoTo",
    "Hold",
    "Mode",
    "Next",
    "Overlook",
    "Previous",
    "Resize",
    "Restart",
    "ShowStep",
    "Speak",
    "StandStill",
    "State",
    "Stay",
    "Stop",
    "Stops",
    "Tick",
    "Touch",
    "Tour",
    "apply",
    "deadline",
    "dwell",
    "idle_limit",
    "seconds_left",
    "start",
]
