"""`main.py verify --commitment CODE REFERENCE`: what a receipt's proof of filing proves."""

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.base import Base
from bot.commands.keys import Answer
from storage.audit.proof import Proven, prove

NOT_FOUND = "This proof belongs to nothing that was filed under this reference"


def proven(made: Base, proof: str, reference: str) -> Answer:
    """Status 0 where the log holds what the proof stands for, unchanged."""
    found = prove(made.storage, made.store("evidence"), reference.upper(), proof)
    if found is None:
        return Answer((NOT_FOUND,), 1)
    return Answer(tuple(_lines(reference.upper(), found)), 1 if found.wrong else 0)


def _lines(reference: str, found: Proven) -> Iterator[str]:
    when = datetime.fromtimestamp(found.time, UTC).strftime("%Y-%m-%d %H:%M:%SZ")
    yield f"case {reference} was filed at {when}, with {', '.join(found.sealed)}"
    if found.erased:
        yield "it was erased since: the log vouches that it was filed, and no more"
    elif not found.wrong:
        yield "all of it is here and unchanged; what it says opens with an officer's key"
    yield from (f"DOES NOT FIT  {what}" for what in found.wrong)
