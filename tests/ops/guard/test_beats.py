"""Signs of life in a page of memory: newest first, whole or not at all."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kiosk.ops.guard.beats import SIZE, Beat, Beats

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)


@given(
    st.builds(
        Beat, proved=st.floats(0, 1e9), changed=st.floats(0, 1e9), painted=st.integers(0, 2**63), seen=st.booleans(),
        window=st.integers(0, 2**32), visited=st.booleans(), private=st.booleans(), ended=st.booleans(),
        slide=TEXT, building=TEXT, language=TEXT, deck=TEXT,
    )
)  # fmt: skip
def test_what_was_said_is_read(beat: Beat) -> None:
    beats = Beats.shared()
    assert beats.read() is None
    beats.write(beat)
    assert beats.read() == beat
    beats.clear()
    assert beats.read() is None


def test_a_name_that_is_too_long_is_cut_at_a_character() -> None:
    beats = Beats.shared()
    beats.write(Beat(slide="页" * 500))
    found = beats.read()
    assert found is not None
    assert set(found.slide) == {"页"}


def test_the_slide_at_work_is_the_one_that_is_being_built() -> None:
    assert Beat(slide="a").suspect == "a"
    assert Beat(slide="a", building="b").suspect == "b"


def test_another_process_goes_on_in_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "beats"
    first = Beats.kept(path)
    for number in range(5):
        first.write(Beat(painted=number))
    second = Beats.kept(path)
    assert second.read() == Beat(painted=4)
    second.write(Beat(painted=9))
    assert first.read() == Beat(painted=9)


def test_a_file_of_something_else_is_no_beat(tmp_path: Path) -> None:
    path = tmp_path / "beats"
    for content in (b"", b"x", os.urandom(SIZE), os.urandom(10 * SIZE)):
        path.write_bytes(content)
        beats = Beats.kept(path)
        assert beats.read() is None
        beats.write(Beat(slide="a"))
        assert beats.read() == Beat(slide="a")


def test_a_writer_that_is_killed_leaves_a_whole_beat(rng: random.Random) -> None:
    """A hundred times, in the middle of writing as fast as it can."""
    beats = Beats.shared()
    for _ in range(100):
        beats.clear()
        pid = os.fork()
        if not pid:
            number = 0
            while True:
                number += 1
                beats.write(Beat(painted=number, slide=str(number) * 5, deck=str(number) * 9))
        end = time.monotonic() + 10
        while beats.read() is None and time.monotonic() < end:
            pass
        time.sleep(rng.random() * 0.002)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        beat = beats.read()
        assert beat is not None
        assert beat.slide == str(beat.painted) * 5
        assert beat.deck == str(beat.painted) * 9
