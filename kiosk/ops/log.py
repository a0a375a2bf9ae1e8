"""The log of a running exhibit: what happened, when, why; in files that can't fill a disk.

Each line says when by two clocks, since the first may be wrong: the wall's, and the seconds since this start of the
machine, with the start's first letters. The file is written on a thread of its own, so that a slow disk never holds a
picture up; a disk that refuses is tried again a minute later. Lines that repeat are counted instead of written.

What a line may hold: what the program did and what went wrong, by file, line and rule. Nothing of what the exhibit says
and nothing of visitors: the log goes into the support bundle.
"""

from __future__ import annotations

import atexit
import contextlib
import datetime
import logging
import os
import queue
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from kiosk import __version__
from kiosk.ops import last_words
from kiosk.ops.moment import Moment, moment
from kiosk.ops.places import Places
from kiosk.telling import logger, note, on_stderr

FOLDER: Final = "log"
NAME: Final = "kiosk.log"
LARGEST: Final = 1024 * 1024
"""Bytes of a file."""
FILES: Final = 5
RETRY: Final = 60.0
"""Seconds until a disk that refused is tried again."""
AGAIN: Final = 600.0
"""Seconds over which repeated lines are counted."""
MOST_WAITING: Final = 2000
"""Lines on their way to the disk."""
CLOSE_S: Final = 1.0
"""For the disk to take the last lines."""
MOST_KNOWN: Final = 200
"""Different lines that are remembered as said."""
LONGEST: Final = 8000
"""Characters of an entry: a traceback fits, a page of somebody's data doesn't."""


class Log(logging.Handler):
    """Keeps records in rotating files."""

    def __init__(
        self,
        folder: Path,
        *,
        now: Callable[[], Moment] = moment,
        largest: int = LARGEST,
        files: int = FILES,
        retry: float = RETRY,
        again: float = AGAIN,
    ) -> None:
        """Begin its thread; nothing is opened yet.

        Args:
            folder: of the files. now: what time it is. largest, files, retry, again: as the constants say.
        """
        super().__init__(logging.INFO)
        self._path, self._now, self._largest, self._files = folder / NAME, now, largest, files
        self._retry, self._again = retry, again
        self._repeats: dict[tuple[str, str], _Repeat] = {}
        self._queue: queue.Queue[str | None] = queue.Queue(MOST_WAITING)
        self._refused_at: float | None = None
        self._lost = 0
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="log", daemon=True)
        self._thread.start()

    # On any thread.

    def emit(self, record: logging.LogRecord) -> None:
        """One record: written, or counted where it was written not long ago."""
        try:
            now, text = self._now(), _text_of(record)
        except Exception:  # noqa: BLE001 - a record that can't be put into words must not end what it tells of
            return
        key = (record.levelname, text)
        self._tell_repeats(now)
        repeat = self._repeats.get(key)
        if repeat is not None:
            repeat.times += 1
            return
        if len(self._repeats) < MOST_KNOWN:
            self._repeats[key] = _Repeat(now.up, record.name)
        self._put(_line(now, record.levelname, record.name, text))

    def _tell_repeats(self, now: Moment, *, all_of_them: bool = False) -> None:
        """Say how often what was not written came, once its time is over."""
        for key, repeat in list(self._repeats.items()):
            past = now.up - repeat.since
            if not all_of_them and 0 <= past < self._again:
                continue
            del self._repeats[key]
            if repeat.times:
                first = key[1].partition("\n")[0]
                spent = f"{past / 60:.0f} minutes" if past >= 90 else f"{max(past, 0):.0f} s"
                self._put(_line(now, key[0], repeat.logger, f"again, {repeat.times} times in {spent}: {first}"))

    def _put(self, line: str) -> None:
        try:
            self._queue.put_nowait(line)
        except queue.Full:
            self._lost += 1

    def flush(self, patience: float = 2.0) -> None:
        """Wait until what was said is on its way to the disk; not for ever."""
        end = time.monotonic() + patience
        while self._queue.unfinished_tasks and self._thread.is_alive() and not self._closed and time.monotonic() < end:
            time.sleep(0.002)

    def close(self) -> None:
        """Write what is left, and end, once; a disk that takes longer is left to itself."""
        if self._thread.is_alive() and not self._closed:
            self._closed = True
            with self.lock or contextlib.nullcontext():
                self._tell_repeats(self._now(), all_of_them=True)
            with contextlib.suppress(queue.Full):
                self._queue.put(None, timeout=CLOSE_S)
                self._thread.join(CLOSE_S)
        super().close()

    # On its thread.

    def _work(self) -> None:
        while True:
            line = self._queue.get()
            try:
                if line is None:
                    return
                self._write(line)
            finally:
                self._queue.task_done()

    def _write(self, line: str) -> None:
        if self._refused_at is not None and time.monotonic() - self._refused_at < self._retry:
            self._lost += 1
            return
        if self._lost:
            line = _line(self._now(), "WARNING", "kiosk.log", f"{self._lost} lines before this are lost") + line
        try:
            self._append(line.encode("utf-8", "backslashreplace"))
        except OSError as error:
            if self._refused_at is None:
                with contextlib.suppress(OSError, ValueError, AttributeError):
                    sys.stderr.write(f"kiosk: the log can't be written: {error}\n")
            self._refused_at = time.monotonic()
            self._lost += 1
        else:
            self._refused_at, self._lost = None, 0

    def _append(self, data: bytes) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            if self._path.stat().st_size + len(data) > self._largest:
                self._rotate()
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(handle, data)
        finally:
            os.close(handle)

    def _rotate(self) -> None:
        for number in range(self._files - 1, 0, -1):
            older = self._path.with_name(f"{NAME}.{number}")
            newer = self._path.with_name(f"{NAME}.{number - 1}") if number > 1 else self._path
            with contextlib.suppress(FileNotFoundError):
                newer.replace(older)


class _Repeat:
    """A line that was written, and how often it came since."""

    def __init__(self, since: float, logger_name: str) -> None:
        self.since, self.logger, self.times = since, logger_name, 0


def _text_of(record: logging.LogRecord) -> str:
    text = record.getMessage()
    if record.exc_info and record.exc_info[0] is not None:
        text += "\n" + "".join(traceback.format_exception(*record.exc_info)).rstrip()
    text = "".join(one if one.isprintable() or one == "\n" else " " for one in text)
    return text if len(text) <= LONGEST else text[: LONGEST // 2] + "\n…\n" + text[-LONGEST // 2 :]


def _line(now: Moment, level: str, name: str, text: str) -> str:
    """One entry; what follows its first line is indented, so that every entry begins with a date."""
    wall = datetime.datetime.fromtimestamp(now.wall, datetime.UTC).astimezone()
    when = f"{wall.isoformat(timespec='milliseconds')} +{now.up:.1f}s {now.boot[:8]}"
    return f"{when} {level} {name}: " + text.replace("\n", "\n  ") + "\n"


def begin_log(places: Places) -> Log:
    """Keep a log from now on, and the last words of a program that dies: called once, by `kiosk run`.

    After it, all that goes through `kiosk.telling`, Python's warnings, whatever Qt says, and every exception that
    nobody caught, on any thread, are in `places.state / "log"`. Nothing is raised, whatever the disk is like.
    """
    log = Log(places.state / FOLDER)
    root = logging.getLogger()
    root.addHandler(log)
    logging.captureWarnings(capture=True)
    logging.getLogger("py.warnings").addHandler(on_stderr)
    if not last_words.listening():
        last_words.listen(places.state)
    _catch_exceptions()
    _follow_qt(log)
    note(f"begun: Touyan {__version__}, process {os.getpid()}, start {moment().boot}")

    def end() -> None:
        note("ended")
        root.removeHandler(log)
        log.close()
        last_words.end()

    atexit.register(end)
    return log


def _catch_exceptions() -> None:
    """Whatever nobody caught is told of, once and whole, and the program goes on as it would have."""

    def caught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None or issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        logger.error("nobody caught this", exc_info=(kind, error, trace))

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if not issubclass(args.exc_type, SystemExit):
            name = args.thread.name if args.thread is not None else "?"
            error = args.exc_value or args.exc_type()
            logger.error(
                "nobody caught this on the thread %s", name, exc_info=(args.exc_type, error, args.exc_traceback)
            )

    def unraisable(args: Any) -> None:
        error = args.exc_value or args.exc_type()
        what = args.err_msg or "this couldn't be raised"
        logger.error("%s: %s", what, type(args.object).__name__, exc_info=(args.exc_type, error, args.exc_traceback))

    sys.excepthook = caught
    threading.excepthook = in_thread
    sys.unraisablehook = unraisable


def _follow_qt(log: Log) -> None:
    """Qt's own words, at the level they have."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }
    qt = logging.getLogger("kiosk.qt")

    def said(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
        category = context.category or "default"
        qt.log(levels.get(kind, logging.WARNING), "%s: %s", category, message or "")
        if kind is QtMsgType.QtFatalMsg:
            log.flush()  # Qt ends the process next

    qInstallMessageHandler(said)
