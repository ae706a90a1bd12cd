"""This process among the nodes of its installation: its words, its membership, its share of limits."""

import asyncio

from bot.base import Base
from bot.delivery.rate_limit import RateLimit
from bot.delivery.sender import Sender
from bot.nodes.limits import SharedLimits
from bot.nodes.membership import Membership
from bot.nodes.pages import PageWords
from bot.nodes.words import Carrying, Words
from storage.nodes.signals import Signals

ROWS = "rows"
"""The word for rows of the outbox that a node without a sender wrote."""


class ThisNode:
    """The parts by which this process is one of several. `signals` makes what carries words between them."""

    def __init__(self, base: Base, signals: Carrying = Signals) -> None:
        self.words = Words(base.database, signals)
        self.membership = Membership(base, self.words)
        self.limits = SharedLimits(
            base.database,
            lambda key: base.vault.token(f"limit:{key}"),
            base.clock.steady,
            lambda: self.membership.count,
        )
        self.pages = PageWords(self.words, lambda chat: base.vault.token(f"page:{chat}"))

    def connect(self, sender: Sender, limit: RateLimit) -> None:
        """Wake the sender at the others' words, and send at this node's share of the providers' rates."""
        self.words.on(ROWS, lambda _: sender.wake())
        self.words.on_again(sender.wake)
        loop = asyncio.get_running_loop()
        self.membership.lost = lambda: loop.call_soon_threadsafe(sender.lose)
        self.membership.changed = lambda: limit.among(max(1, self.membership.senders))

    def wrote(self) -> None:
        """Tell the nodes that send of new rows."""
        self.words.say(ROWS)

    async def start(self) -> None:
        """Join the others. Raises WrongSetting and StorageFailed."""
        self.words.start()
        self.limits.start()
        await self.membership.start()

    async def stop(self) -> None:
        """Leave the others."""
        await self.limits.stop()
        await self.membership.stop()
        await self.words.stop()
