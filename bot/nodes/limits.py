"""The limits of people, networks and all together, over all nodes: each tells the others what it counted.

A limit may be exceeded by what several nodes count in the moment before they tell.
"""

import asyncio
from collections.abc import Callable, Sequence

import msgspec

from bot.nodes.words import Words
from handlers.sharing import Sharing, Spent

KIND = "spent"
GATHERING = 0.05
"""Seconds for which a node gathers what it counts, before it tells the others."""
AT_ONCE = 60
"""Amounts in one word, which Postgres limits to 8000 bytes."""
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(list[tuple[str, str, float]]).decode


class SharedLimits:
    """`sharing` is given to everything that counts; `steady` counts its seconds."""

    def __init__(self, words: Words, token: Callable[[str], str], steady: Callable[[], float]) -> None:
        self._words = words
        self._loop = asyncio.get_running_loop()
        self.sharing = Sharing(token, steady, others=lambda: words.others, begun=self._begun)
        words.on(KIND, self._heard)

    def _begun(self) -> None:
        """Called on any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._loop.call_later, GATHERING, self._tell)

    def _tell(self) -> None:
        taken = self.sharing.taken()
        for start in range(0, len(taken), AT_ONCE):
            self._words.say(KIND, _encode(_plain(taken[start : start + AT_ONCE])).decode())

    def _heard(self, about: str) -> None:
        self.sharing.spent(Spent(*each) for each in _decode(about))


def _plain(taken: Sequence[Spent]) -> list[tuple[str, str, float]]:
    return [(each.kind, each.key, each.amount) for each in taken]
