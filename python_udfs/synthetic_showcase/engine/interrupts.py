"""Handles Ctrl-C: work stops soon, and a message says whether the release was published.

dbt interrupts its queries, but a Python function that a query has called would run to its end.
"""

import ctypes
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from .progress import stop_work

STAYS = "stopped: nothing is published, and the last release stays as it was"
PUBLISHED = "stopped: the new release was published before"


class Interrupts:
    """The state of signal handling; there is one instance for each process."""

    def __init__(self) -> None:
        self.listening = False
        self.publishing = False
        self.published = False
        self.waiting = False
        self.log: Callable[[str], None] = print
        self.before: Callable[[int, FrameType | None], Any] | int | None = None
        # Kept in an attribute, since it must not be garbage-collected before it is called.
        self.pending = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(self._listen)

    def listen(self, log: Callable[[str], None]) -> None:
        """On SIGINT, stop all work, write a message to `log`, and then call the previous handler.

        Only the main thread can install a handler. dbt opens connections in other threads, so then
        the call is left pending for the main thread.
        """
        if self.listening:
            return
        self.listening = True
        self.log = log
        if threading.current_thread() is threading.main_thread():
            self._listen(None)
        else:
            ctypes.pythonapi.Py_AddPendingCall(self.pending, None)

    def _listen(self, _: object) -> int:
        self.before = signal.signal(signal.SIGINT, self._interrupt)
        return 0

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        # Publishing is not interrupted halfway; otherwise the message could be wrong.
        if self.publishing:
            self.waiting = True
            return
        stop_work()
        line = f"synthetic_showcase | {PUBLISHED if self.published else STAYS}"
        # In another thread, since this one may be interrupted while it writes to the log itself.
        threading.Thread(target=self.log, args=[line]).start()
        if callable(self.before):
            self.before(number, frame)

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """Hold back signals while a release is published, and let them take effect afterwards."""
        self.publishing = True
        try:
            yield
            self.published = True
        finally:
            self.publishing = False
            if self.waiting:
                self.waiting = False
                signal.raise_signal(signal.SIGINT)


INTERRUPTS = Interrupts()
