"""Reports the progress of long work, and stops it.

Code that numba has compiled receives no signals. So its loops look at the flag `STOP` now and then,
which `stop_work` sets, and return early; the Python code that called them raises `Stopped`.
"""

import sys
import threading
import time
from collections.abc import Callable

import numpy as np

# bool[1]: whether all work has to end. It is passed to compiled functions as an argument, since
# numba would compile a global as a constant.
STOP = np.zeros(1, np.bool_)

# Seconds until the first line about a piece of work, and between lines.
FIRST_AFTER = 5.0
ON_TERMINAL = 5.0
IN_A_LOG = 30.0


class Stopped(Exception):  # noqa: N818, being stopped is not an error
    """The work was stopped before it was done."""


def stop_work() -> None:
    """Make all running work end within a second or so."""
    STOP[0] = True


def check_stopped() -> None:
    """Raise Stopped if the work has to end."""
    if STOP[0]:
        raise Stopped("stopped before it was done")


def _print(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


class Progress:
    """Logs the progress of one piece of work.

    Arguments: `stage`, its description; `total`, the amount of work in `unit`, 0 where nobody knows
    it; `done`, how much of it is done already. Several threads may report at once.
    """

    log: Callable[[str], None] = staticmethod(_print)
    every: float = IN_A_LOG

    def __init__(self, stage: str, total: float, unit: str = "records", done: float = 0.0) -> None:
        self.stage, self.total, self.unit, self.done = stage, total, unit, done
        now = time.monotonic()
        self.next = now + min(FIRST_AFTER, self.every)
        # Time of the last line and the work done by then: the speed is measured from there.
        self.last = now, done
        self.lock = threading.Lock()

    def advance(self, by: float) -> None:
        """Report that so much more is done. Raises Stopped if the work has to end."""
        check_stopped()
        with self.lock:
            self.done += by
            now = time.monotonic()
            if now >= self.next:
                self.log(self.line(now))
                self.next = now + self.every
                self.last = now, self.done

    def line(self, now: float) -> str:
        """The line to log at the time `now`."""
        text = f"synthetic_showcase | {self.stage}: "
        if self.total:
            text += f"{min(self.done / self.total, 1):.0%} of {self.total:,.0f} {self.unit}"
        else:
            text += f"{self.done:,.0f} {self.unit}"
        since, before = self.last
        if now > since and self.done > before:
            speed = (self.done - before) / (now - since)
            text += f", {speed:,.0f} {self.unit}/s"
            if self.total:
                text += f", {in_words(max(self.total - self.done, 0) / speed)} left"
        return text


def in_words(seconds: float) -> str:
    """A span of time: `42 s`, `3 min 20 s`, `2 h 5 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
