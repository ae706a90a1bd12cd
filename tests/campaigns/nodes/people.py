"""Reporters on three channels, each with one case and a photo of it, and an officer who answers them."""

import asyncio
import hashlib
import random
import time
from collections import Counter, deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import httpx

from flows.core.step import STANDING
from tests.campaigns.canary.mouths import File, InTelegram, InWhatsApp, Mouth, Shown
from tests.campaigns.kill.kill import Tally
from tests.campaigns.kill.reporters import RECEIPT
from tests.campaigns.nodes.page import PATIENCE, Lost, Page
from tests.fakes.desk import Browser
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.twilio.server import FakeTwilio

CHANNELS = ("web", "telegram", "whatsapp")
PHOTO = 3000
STAYING = 0.3
"""How many pages stay open after the report; the others are opened once more in the end."""


@dataclass
class Crowd:
    """Everybody who came so far, and what they did. `filed` are references that the officer may take."""

    url: str
    telegram: FakeTelegram
    twilio: FakeTwilio
    labels: dict[str, str]
    again: float
    seed: int
    tally: Tally = field(default_factory=Tally)
    pages: list[Page] = field(default_factory=list)
    filed: deque[str] = field(default_factory=deque)
    waiting: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    longest: float = 0.0
    _count: int = 0

    async def lane(self, channel: str, stop: asyncio.Event) -> None:
        """One person after the other, until it is time to stop."""
        while not stop.is_set():
            self._count += 1
            number = self._count
            dice = random.Random(f"{self.seed} {number}")
            try:
                mouth = await self._mouth(channel, number)
                await Person(self, mouth, number, dice).reports()
                if isinstance(mouth, Page):
                    await mouth.rests(listens=dice.random() < STAYING)
            except Lost as lost:
                self.lost.append(f"{channel} {number}: {lost}")
            except TimeoutError:
                self.waiting.append(channel)
                if channel == "telegram":
                    self.tally.waiting.append(1000 + number)
            with suppress(TimeoutError):
                async with asyncio.timeout(dice.uniform(0, 1)):
                    await stop.wait()

    async def leaves(self) -> None:
        """Everybody who came so far closes the page: nothing more happens to them."""
        for page in self.pages:
            await page.leaves()
        for each in (self.pages, self.filed, self.waiting, self.lost):
            each.clear()
        self.longest = 0.0

    async def _mouth(self, channel: str, number: int) -> Mouth:
        if channel == "telegram":
            return InTelegram(self.telegram.chat(1000 + number))
        if channel == "whatsapp":
            return InWhatsApp(self.twilio.person(f"+2126{number:08}"), self.labels)
        source = f"127.{1 + number // 250}.{1 + number % 250}.1"
        page = await Page(self.url, source, self.again).opens()
        self.pages.append(page)
        return page


@dataclass
class Person:
    """Somebody with one report."""

    crowd: Crowd
    mouth: Mouth
    number: int
    dice: random.Random
    known: set[str] = field(default_factory=set)

    async def reports(self) -> None:
        """File it, and read the receipt. Raises TimeoutError where an answer does not come."""
        tally, mouth = self.crowd.tally, self.mouth
        words = f"Arnaque {self.number} : votre colis est bloqué, payez sur http://poste-{self.number}.top"
        await mouth.forwards(words, "+212600000000")
        await self._until("send")
        photo = b"\xff\xd8\xff\xe0" + self.dice.randbytes(PHOTO)
        await mouth.sends(File("photo", photo))
        offer = await self._until("send")
        tally.photos[hashlib.sha256(photo).hexdigest()] = photo
        tally.sent[words] = str(self.number)
        await mouth.taps(offer)
        await mouth.taps(await self._until("no"))
        await self._until("new")
        tally.updates += 4

    async def _until(self, option: str) -> str:
        """Read until a message offers this; its button. One of an earlier step that comes again is known."""
        began = time.monotonic()
        while True:
            shown = await self.mouth.sees(PATIENCE)
            self._receipt(shown)
            found = next((one for one in shown.buttons if one.rpartition(":")[2] == option), "")
            if found and found not in self.known:
                self.known.update(() if found.startswith(STANDING) else (found,))
                self.crowd.longest = max(self.crowd.longest, time.monotonic() - began)
                return found

    def _receipt(self, shown: Shown) -> None:
        if found := RECEIPT.search(shown.text):
            if not self.crowd.tally.receipts[found[1]]:
                self.crowd.filed.append(found[1])
            self.crowd.tally.receipts[found[1]] += 1


@dataclass
class Officer:
    """At the desk behind the balancer: examines each case, and asks its reporter something."""

    browser: Browser
    crowd: Crowd
    examined: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    seen: Counter[str] = field(default_factory=Counter)

    async def works(self, stop: asyncio.Event) -> None:
        """One case after the other, until it is time to stop."""
        while not stop.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(0.5):
                    await stop.wait()
            if self.crowd.filed:
                reference = self.crowd.filed.popleft()
                if not await self._answers(reference):
                    self.crowd.filed.append(reference)

    async def _answers(self, reference: str) -> bool:
        """Examine a case and ask; False where it has to be tried again. A question is put at most once."""
        told = await self._called("GET", f"cases/{reference}")
        if told is None:
            return False
        if told["case"]["status"] != "examined":
            change = {"version": told["version"], "status": "examined"}
            if await self._called("POST", f"cases/{reference}/status", change) is None:
                return False
        self.examined.add(reference)
        if await self._called("POST", f"cases/{reference}/ask", {"question": "Depuis quand ?"}) is not None:
            self.asked.add(reference)
        return True

    async def _called(self, method: str, path: str, body: Any = None) -> Any:
        """The answer; None where there is none, or another one than 200."""
        try:
            call = self.browser.get(path) if method == "GET" else self.browser.post(path, body)
            answer = await call
            if answer.status_code == 401:
                await self.browser.signs_in()
        except httpx.HTTPError:
            self.seen["none"] += 1
            return None
        self.seen[str(answer.status_code)] += 1
        return answer.json() if answer.status_code == 200 else None
