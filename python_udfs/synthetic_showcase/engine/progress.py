"""How far long work is, and how it is stopped.

A function in a loop of numba hears of nothing: it looks at `STOP` from time to time, which
`stop_work` sets, and ends early; Python then raises `Stopped` in its place.
"""

import sys
import threading
import time
from collections.abc import Callable

import numpy as np

# bool[1]: whether all work is to end. Loops take it as an argument; numba would freeze a global.
STOP = np.zeros(1, np.bool_)

# Seconds before the first line on work that takes long, and between lines.
FIRST_AFTER = 5.0
ON_TERMINAL = 5.0
IN_A_LOG = 30.0


class Stopped(Exception):  # noqa: N818, it is no error to be stopped
    """The work was stopped before it was done."""


def stop_work() -> None:
    """End all work that is under way, within a second or so."""
    STOP[0] = True


def check_stopped() -> None:
    """Raise Stopped where the work is to end."""
    if STOP[0]:
        raise Stopped("stopped before it was done")


def _print(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


class Progress:
    """Tells how far one piece of work is.

    Arguments: `stage`, in words; `total`, how much there is to do, in `unit`; `done`, how much of
    it was done before. One thread or several may report.
    """

    log: Callable[[str], None] = staticmethod(_print)
    every: float = IN_A_LOG

    def __init__(self, stage: str, total: float, unit: str = "records", done: float = 0.0) -> None:
        self.stage, self.total, self.unit, self.done = stage, total, unit, done
        now = time.monotonic()
        self.next = now + min(FIRST_AFTER, self.every)
        # When the last line was told, and what was done then: the speed is that since then.
        self.last = now, done
        self.lock = threading.Lock()

    def advance(self, by: float) -> None:
        """So much more is done. Raises Stopped where the work is to end."""
        check_stopped()
        with self.lock:
            self.done += by
            now = time.monotonic()
            if now >= self.next:
                self.log(self.line(now))
                self.next = now + self.every
                self.last = now, self.done

    def line(self, now: float) -> str:
        """What is told at a time."""
        share = min(self.done / self.total, 1) if self.total else 1.0
        text = f"synthetic_showcase | {self.stage}: {share:.0%} of {self.total:,.0f} {self.unit}"
        since, before = self.last
        if now > since and self.done > before:
            speed = (self.done - before) / (now - since)
            left = max(self.total - self.done, 0) / speed
            text += f", {speed:,.0f} {self.unit}/s, {in_words(left)} left"
        return text


def in_words(seconds: float) -> str:
    """A span of time: `42 s`, `3 min 20 s`, `2 h 5 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
