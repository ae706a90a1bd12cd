"""`main.py case hold` and `case release`: a legal hold, which beats erasure until it is lifted."""

import re
import time
from argparse import Namespace

from bot.base import Base
from bot.commands.keys import Answer
from storage.cases.custody import Act

REASON = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,39}")
"""A file number or a code: the custody log outlives the case, and holds nothing that was said."""


def held(made: Base, given: Namespace) -> Answer:
    """`case hold REFERENCE --reason CODE`."""
    return _set(made, given, on=True)


def released(made: Base, given: Namespace) -> Answer:
    """`case release REFERENCE --reason CODE`."""
    return _set(made, given, on=False)


def _set(made: Base, given: Namespace, *, on: bool) -> Answer:
    reference = given.reference.upper()
    if not REASON.fullmatch(given.reason):
        return Answer(("--reason: a file number or a code, up to 40 of A-Z a-z 0-9 . / _ -",), 2)
    with made.storage.write() as unit:
        act = Act("hold", given.actor or "command", given.reason)
        done = unit.retention.hold(reference, on, act, time.time())
    if not done:
        return Answer(("There is no case with this reference",), 1)
    said = f"until main.py case release {reference}" if on else "when its time has come"
    return Answer((f"{reference}: {'nothing erases it' if on else 'it will be erased'} {said}",))
