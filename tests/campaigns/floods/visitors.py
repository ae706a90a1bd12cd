"""Visitors of the page behind the proxy, each from an address of its own."""

import asyncio
import json
import random
import secrets
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import altcha

from tests.campaigns.floods.proxy import HOST

SMS = "Votre colis est bloqué, payez 25 DH sur http://poste-ma.top ou appelez le 0612345678"
DANGER = "au secours il est devant ma porte avec un couteau"
PHOTO = b"\xff\xd8\xff\xe0" + bytes(200_000)
PATIENCE = 60.0


def address(dice: random.Random, network: str = "") -> str:
    """An address of this machine, in this network or in any."""
    return f"{network or f'127.{dice.randrange(1, 250)}.{dice.randrange(250)}'}.{dice.randrange(1, 250)}"


@dataclass
class Page:
    """The page's calls from one session, and the messages that it was sent."""

    client: aiohttp.ClientSession
    said: "asyncio.Queue[dict[str, Any]]" = field(default_factory=asyncio.Queue)
    seen: Counter[int] = field(default_factory=Counter)
    works: bool = True

    async def post(self, path: str, body: bytes, kind: str = "application/json") -> int:
        """The status of a POST."""
        async with self.client.post(path, data=body, headers={"Content-Type": kind}) as answer:
            self.seen[answer.status] += 1
            if answer.status == 428 and self.works:
                await self._work(json.loads(await answer.read()))
            return answer.status

    async def sends(self, path: str, body: bytes, kind: str = "application/json") -> None:
        """Post as the page does: until it is taken. Raises TimeoutError."""
        async with asyncio.timeout(PATIENCE):
            wait = 0.5
            while (status := await self.post(path, body, kind)) != 200:
                if status != 428:
                    await asyncio.sleep(wait)
                    wait = min(2 * wait, 5)

    async def _work(self, challenge: dict[str, Any]) -> None:
        given = altcha.Challenge.from_dict(challenge)
        solution = await asyncio.to_thread(altcha.solve_challenge, given)
        assert solution
        payload = altcha.Payload(given, solution).to_base64()
        async with self.client.post("/web/proof", json={"payload": payload}) as answer:
            self.seen[answer.status] += 1

    async def listens(self) -> None:
        """Read the stream, and open it again where it was refused or broke."""
        while True:
            with suppress(aiohttp.ClientError):
                async with self.client.get("/web/stream") as stream:
                    self.seen[stream.status] += 1
                    async for line in stream.content:
                        if line.startswith(b"data: {") and b'"row"' in line:
                            self.said.put_nowait(json.loads(line[6:]))
            await asyncio.sleep(0.5)


@asynccontextmanager
async def visiting(port: int, source: str, *, works: bool = True) -> AsyncIterator[Page]:
    """Someone at this address who has opened the page."""
    connector = aiohttp.TCPConnector(local_addr=(source, 0), ssl=False, limit=4)
    headers = {"Host": HOST, "Origin": f"https://{HOST}"}
    base = f"https://127.0.0.1:{port}"
    # The cookie is kept by hand: a jar would not send it to a number.
    async with aiohttp.ClientSession(base, connector=connector, headers=headers) as client:
        page = Page(client, works=works)
        cookie = ""
        while not cookie:
            async with client.get("/") as answer:
                page.seen[answer.status] += 1
                cookie = answer.headers.get("Set-Cookie", "").partition(";")[0]
            if not cookie:
                await asyncio.sleep(0.5)
        client.headers["Cookie"] = cookie
        yield page


def message(**content: object) -> bytes:
    """A message of the page, under a new id."""
    return json.dumps({"id": secrets.token_hex(16), "language": "fr"} | content).encode()


@dataclass
class Honest:
    """One honest reporter: a forwarded text, a photo, and the report is sent."""

    port: int
    source: str
    waits: list[float] = field(default_factory=list)
    receipts: int = 0
    wrong: str = ""

    async def reports(self) -> None:
        """File one report, and note how long each answer took."""
        try:
            async with visiting(self.port, self.source) as page:
                listening = asyncio.create_task(page.listens())
                try:
                    await self._reports(page)
                finally:
                    listening.cancel()
        except Exception as error:
            self.wrong = f"{type(error).__name__}: {error}"

    async def _reports(self, page: Page) -> None:
        await self._asks(page, message(hello=True))
        said = await self._asks(page, message(text=SMS))
        photo = f"/web/files?id={secrets.token_hex(16)}&kind=photo"
        begun = time.perf_counter()
        await page.sends(photo, PHOTO, "image/jpeg")
        self.waits.append(time.perf_counter() - begun)
        send = next(one["id"] for one in said["buttons"] if one["id"].endswith(":send"))
        await page.sends("/web/messages", message(button=send))
        async with asyncio.timeout(PATIENCE):
            while not (await page.said.get())["codes"]:
                pass
        self.receipts += 1

    async def _asks(self, page: Page, body: bytes) -> dict[str, Any]:
        begun = time.perf_counter()
        await page.sends("/web/messages", body)
        async with asyncio.timeout(PATIENCE):
            said = await page.said.get()
        self.waits.append(time.perf_counter() - begun)
        while not page.said.empty():
            said = page.said.get_nowait()
        return said
