"""Ctrl-C: work ends soon, and what became of the release is said.

dbt interrupts its queries, but a function that a query calls would first finish what it does.
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
    """What a signal changes; one a process."""

    def __init__(self) -> None:
        self.listening = False
        self.publishing = False
        self.published = False
        self.waiting = False
        self.log: Callable[[str], None] = print
        self.before: Callable[[int, FrameType | None], Any] | int | None = None
        # The main thread calls it, where it must not be collected before.
        self.pending = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(self._listen)

    def listen(self, log: Callable[[str], None]) -> None:
        """Have SIGINT stop all work before it does what it did; `log` takes what is said then.

        Only the main thread can be told so, and dbt opens its connections in others.
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
        # The few steps that publish are done all or not begun, so that what is said is true.
        if self.publishing:
            self.waiting = True
            return
        stop_work()
        line = f"synthetic_showcase | {PUBLISHED if self.published else STAYS}"
        # In a thread, for this one may be in the middle of a line.
        threading.Thread(target=self.log, args=[line]).start()
        if callable(self.before):
            self.before(number, frame)

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """While a release is published: a signal has its effect afterwards."""
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
