"""A person at the web chat without a browser: the page's own calls."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx

from handlers.webchat.session import COOKIE, chat_of
from tests.fakes.loopback import NO_CERTIFICATES
from tests.product.product import Product


@dataclass
class Caller:
    """A person without a page: posts, and reads the stream."""

    client: httpx.AsyncClient
    stream: AsyncIterator[str]
    posted: int = 0
    rows: list[str] = field(default_factory=list)

    async def posts(self, **body: object) -> None:
        self.posted += 1
        answer = await self.client.post("/web/messages", json={"id": f"message-{self.posted}"} | body)
        assert answer.status_code == 200

    async def hears(self) -> dict:
        """The next message; its row, a text, is also the event's id."""
        row = ""
        async for line in self.stream:
            name, _, value = line.partition(": ")
            if name == "id":
                row = value
            elif name == "data" and row:
                said = json.loads(value)
                assert said["row"] == row
                self.rows.append(row)
                return said
        raise AssertionError("the stream ended")

    async def acknowledges(self) -> None:
        """Everything heard so far was shown."""
        answer = await self.client.post("/web/ack", json={"up_to": self.rows[-1]})
        assert answer.status_code == 200

    @property
    def chat(self) -> str:
        """As the product knows this session."""
        return chat_of(self.client.cookies[COOKIE].partition(".")[0])

    async def taps(self, said: dict, option: str) -> None:
        ids = [button["id"] for button in said["buttons"]]
        await self.posts(button=next(each for each in ids if each.endswith(f":{option}")))


@asynccontextmanager
async def calling(product: Product, after: str = "0", cookies: httpx.Cookies | None = None):
    """A session, new or known, with its stream open."""
    base, headers = product.url, {"Origin": product.url}
    async with httpx.AsyncClient(
        base_url=base, headers=headers, cookies=cookies, timeout=10, verify=NO_CERTIFICATES
    ) as client:
        await client.get("/")
        async with client.stream("GET", "/web/stream", params={"after": after}) as stream:
            yield Caller(client, stream.aiter_lines())
