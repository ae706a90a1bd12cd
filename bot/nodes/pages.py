"""The words of nodes to each other about open pages of the web chat.

A reply is pushed to the pages that are open here. A page of the same chat may be open on another node: that
node hears a word and reads the reply from the database. The word names the chat by a token.
"""

from collections.abc import Callable

from cachetools import LRUCache

from bot.nodes.words import Words
from handlers.webchat.stream import GONE, LOOK

KIND = "page"
SECONDS = 5
"""Seconds between two looks of all pages while the other nodes cannot be heard."""
REMEMBERED = 50_000

Hear = Callable[[str, str], object]
"""Called with a chat, or with none for all, and what happened."""


class PageWords:
    """`token` makes a chat's token; `hear` and `end`, which ends all streams, are the web chat's."""

    def __init__(self, words: Words, token: Callable[[str], str]) -> None:
        self._words = words
        self._token = token
        self._chats: LRUCache[str, str] = LRUCache(REMEMBERED)
        self.hear: Hear = lambda chat, what: None
        self.end: Callable[[], object] = lambda: None
        words.on(KIND, self._heard)
        words.on_again(lambda: self.hear("", LOOK))

    def opened(self, chat: str) -> None:
        """Note a chat with a page open here."""
        if not self._words.alone:
            self._chats[self._token(chat)] = chat

    async def tell(self, chat: str, what: str) -> None:
        """Tell the other nodes; return once they can hear it. Raises StorageFailed."""
        if not self._words.others:
            return
        about = f"{what} {self._token(chat)}"
        if what == GONE:
            self._words.say(KIND, about)
        else:
            await self._words.tell(KIND, about)

    async def tick(self) -> None:
        """Let all pages look where words may be missed."""
        if not self._words.connected:
            self.hear("", LOOK)

    def _heard(self, about: str) -> None:
        what, token = about.split(" ", 1)
        if chat := self._chats.get(token):
            self.hear(chat, what)
