"""Keeps the exhibit on the screen: a small parent that judges the picture, and starts the app anew when it stops.

Nothing in here imports Qt: the parent stays a Python process of a few megabytes, and the rules are plain objects to
which time is passed in.

    rules     when a picture counts as frozen, how soon to start anew, and when more carefully
    beats     a page of shared memory in which the app says that it paints, and what
    life      what an app is told when it starts: how careful to be, and where the one before it stood
    parent    forks the app, watches, ends and restarts it
    stand_in  on X11: the last frame, in a window of its own right under the app's
    trail     under systemd, which restarts by itself: what would be the parent's memory, in the runtime folder
"""
