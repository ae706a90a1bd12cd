"""A person at the web chat, in Chromium; they tap and read by message keys, as the dialogues are written."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, ConsoleMessage, Locator, Page, async_playwright, expect

from tests.product.product import Product

CHROMIUM = shutil.which("chromium")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PATIENCE = 40_000
SHOTS = os.environ.get("BALLEGH_SHOTS", "")
"""A folder for a picture of the page after each answer; for looking at them."""


@asynccontextmanager
async def chromium(*flags: str) -> AsyncIterator[Browser]:
    """A browser without a window."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])
        yield browser
        await browser.close()


@dataclass
class Person:
    """`open` before anything else. Whatever goes wrong on the page is in `wrong`."""

    product: Product
    page: Page
    language: str
    wrong: list[str] = field(default_factory=list)

    async def open(self) -> "Person":
        """Open the site; it speaks first."""
        self.page.set_default_timeout(PATIENCE)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", self._console)
        await self.page.goto(self.product.url)
        await self.answered(0)
        return self

    def _console(self, line: ConsoleMessage) -> None:
        if line.type == "error":
            self.wrong.append(line.text)

    async def returns(self) -> "Person":
        """Close the page and come back later in a new one, in the same browser."""
        return Person(self.product, await self.page.context.new_page(), self.language, self.wrong)

    @property
    def theirs(self) -> Locator:
        return self.page.locator(".message.us")

    @property
    def codes(self) -> Locator:
        """The codes of the last message."""
        return self.theirs.last.locator(".code code")

    def word(self, key: str) -> str:
        """What stands on the page for a key without values."""
        return self.product.made.catalogue.label(self.language, key)

    async def answered(self, before: int) -> None:
        """Returns when there is more than that many messages from the other side."""
        await expect(self.theirs.nth(before)).to_be_visible(timeout=PATIENCE)
        if SHOTS:
            await self.page.wait_for_timeout(300)
            await self.shot(Path(SHOTS) / f"{self.language}-{id(self) % 10000}-{before:02}.png")

    async def shot(self, path: Path) -> None:
        """A picture of the page as it stands."""
        await self.page.mouse.move(1, 1)
        await self.page.screenshot(path=path, animations="disabled")

    async def looks_down(self) -> None:
        """Follow the hint that something new is below, where there is one."""
        if await self.page.locator("#newer").is_visible():
            await self.page.locator("#newer").click()

    async def says(self, text: str) -> None:
        before = await self.theirs.count()
        await self.page.locator("#text").fill(text)
        await self.page.locator("#send").click()
        await self.answered(before)

    async def taps(self, *keys: str) -> None:
        """Tap these, one after the other, each in the newest message."""
        for key in keys:
            before = await self.theirs.count()
            await self.theirs.last.get_by_role("button", name=self.word(key), exact=True).click()
            await self.answered(before)

    async def attaches(self, name: str, content: bytes, kind: str = "image/png") -> None:
        before = await self.theirs.count()
        given: Any = {"name": name, "mimeType": kind, "buffer": content}
        await self.page.locator("#files").set_input_files(given)
        await self.answered(before)

    async def sees(self, *words: str) -> None:
        """The newest message says all of this: message keys, or words as they stand."""
        for word in words:
            known = self.product.made.catalogue
            said = known.text(self.language, word) if word in known.names() else word
            await expect(self.theirs.last).to_contain_text(said, timeout=PATIENCE)


async def visit(product: Product, browser: Browser, language: str, **options: Any) -> Person:
    """Someone opens the site for the first time, in a browser of this language."""
    context = await browser.new_context(locale=language, timezone_id="Africa/Casablanca", **(DESK | options))
    return await Person(product, await context.new_page(), language).open()
