"""Ctrl-C, SIGTERM and SIGHUP while a command moves data: it ends where it can say how everything stands."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from bot.commands.answer import Refused

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interruption:
    """`number` is the signal that came, 0 while none did. While it `waits`, only `check` raises.

    `stands` says how everything stands if the command ends now.
    """

    def __init__(self, stands: str) -> None:
        self.stands = stands
        self.number = 0
        self.waits = False

    def come(self, number: int, _frame: FrameType | None) -> None:
        """Note the signal; raises KeyboardInterrupt at once unless it is to wait."""
        self.number = number
        if not self.waits:
            raise KeyboardInterrupt

    def check(self) -> None:
        """Raise KeyboardInterrupt if a signal came."""
        if self.number:
            raise KeyboardInterrupt


@contextmanager
def interruptible(stands: str) -> Iterator[Interruption]:
    """Take these signals meanwhile; one of them ends the command with a line and with its own exit status.

    On another thread than the program's first no signal is taken. Raises Refused.
    """
    interruption = Interruption(stands)
    first = threading.current_thread() is threading.main_thread()
    before = {number: signal.signal(number, interruption.come) for number in ENDING if first}
    try:
        yield interruption
    except (KeyboardInterrupt, Exception):
        if not interruption.number:
            raise
        raise Refused(f"interrupted; {interruption.stands}", 128 + interruption.number) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
