"""`main.py digest`: the day's counts, as officers get them."""

from dataclasses import asdict

from bot.base import Base
from bot.commands.answer import LANGUAGE, Listing
from bot.turn.asking import DAY
from bot.turn.officer_lookups import overview
from flows.dialogue import notices
from storage.digests.counts import Scope


def digest(base: Base) -> Listing:
    """Print the digest of the last 24 hours as officers get it."""
    now = base.clock()
    with base.storage.read() as unit:
        scope = Scope("", now)
        content = overview(unit, scope, now - DAY)
    text = base.catalogue.rendered(notices.morning(content), LANGUAGE)[0]
    return Listing(tuple(text.split("\n")), data=asdict(content))
