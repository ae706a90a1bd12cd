"""An officer at the desk in Chromium, with a passkey that a virtual authenticator keeps."""

import os
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, ConsoleMessage, Page, expect

from bot.desk import people
from handlers.desk.settings import BUILT
from tests.fakes.telegram.server import FakeTelegram
from tests.product.person import CHROMIUM, DESK
from tests.product.product import Product, serving, settings

PATIENCE = 40_000
expect.set_options(timeout=PATIENCE)  # a busy machine draws later
SHOTS = os.environ.get("BALLEGH_SHOTS", "")
ROOT = Path(__file__).parents[3]
AXE = ROOT / "handlers" / "desk" / "page" / "node_modules" / "axe-core" / "axe.min.js"
AUTHENTICATOR: dict[str, Any] = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
KEY = re.compile(r"AGE-SECRET-KEY-1[A-Z0-9]{58}")
BROWSERS: list[Browser] = []
"""The browser of all tests here, while they run."""
NAMES = {"fr": "Salma Bennani", "ar": "سلمى بناني"}


def texts(language: str) -> dict[str, str]:
    """The desk's own messages without values, by key."""
    text = (ROOT / "locales" / "desk" / f"{language}.ftl").read_text("utf-8")
    return dict(re.findall(r"^([a-z][\w-]*) = ([^{}\n]+)$", text, re.M))


def skipped() -> str:
    """Why the page cannot be tried here; empty if it can."""
    if CHROMIUM is None:
        return "no browser here: apt-get install chromium"
    return "" if (BUILT / "index.html").is_file() else "the officers' page is not built: make desk"


@dataclass
class Officer:
    """`page` is on the desk; what goes wrong there is in `wrong`."""

    product: Product
    page: Page
    language: str = "fr"
    wrong: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = texts(self.language)
        self.page.set_default_timeout(PATIENCE)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", self._console)

    def _console(self, line: ConsoleMessage) -> None:
        if "Content Security Policy" in line.text or "TrustedHTML" in line.text:
            self.wrong.append(line.text)

    @property
    def url(self) -> str:
        return self.product.url.replace("127.0.0.1", "localhost")

    async def reloads(self) -> None:
        """Load the page anew and unlock it."""
        await self.page.reload()
        await self.does("unlock")
        await expect(self.button("lock")).to_be_visible(timeout=PATIENCE)

    async def authenticator(self, **more: Any) -> None:
        if not self.keys:
            self.cdp = await self.page.context.new_cdp_session(self.page)
            await self.cdp.send("WebAuthn.enable")
        made = await self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR | more})
        self.keys.append(made["authenticatorId"])

    async def forgets_first(self) -> None:
        """Take the first authenticator away: a lost device."""
        await self.cdp.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.keys.pop(0)})

    def button(self, key: str):
        return self.page.get_by_role("button", name=self.words[key], exact=True)

    async def does(self, key: str) -> None:
        await self.button(key).click()

    async def sees(self, key: str) -> None:
        await expect(self.page.get_by_role("heading", name=self.words[key], exact=True)).to_be_visible(
            timeout=PATIENCE
        )

    async def opens(self, path: str) -> None:
        await self.page.goto(f"{self.url}{path}")

    async def enrols(self, path: str) -> None:
        """Follow a one-time link, make the passkey and sign in with it."""
        await self.opens(path)
        await self.does("passkey-make")
        await self.sees("sign-in")
        await self.does("sign-in-do")
        await self.sees("sheet")

    async def proves(self) -> str:
        """Print the recovery sheet and type it back, in groups of four and small letters; return the key."""
        await self.does("sheet-print")
        shown = await self.page.locator(".paper .key").inner_text()
        assert KEY.search(shown.replace(" ", ""))
        await self.does("sheet-printed")
        await self.page.locator("#key").fill(shown.lower())
        await self.does("sheet-check")
        await self.sees("confirm-wait")
        return shown

    async def sees_list(self) -> None:
        await self.sees("queue-all")

    async def faults(self) -> list[str]:
        """What axe-core finds wrong with the page as it stands."""
        await self.page.evaluate(AXE.read_text("utf-8"))
        found: list[dict[str, Any]] = await self.page.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then(done => done.violations)"
        )
        return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]

    async def shot(self, name: str) -> None:
        if SHOTS:
            await self.page.screenshot(path=Path(SHOTS) / f"{name}.png", animations="disabled")


def invited(product: Product, name: str, role: str = "supervisor") -> str:
    """The path of a one-time link for a new officer."""
    with product.made.storage.write() as unit:
        now = time.time()
        return people.invite(unit, unit.officers.invite(name, role, now), now)


def confirmed(product: Product, name: str, fingerprint: str) -> None:
    """Confirm an officer's key from the shell. Raises what the command would say."""
    with product.made.storage.write() as unit:
        officer = next(one for one in unit.officers.present() if one.name == name)
        people.confirm(unit, officer, fingerprint, time.time())


@asynccontextmanager
async def at_desk(
    product: Product, browser: Browser, language: str = "fr", *, prf: bool = True, **options: Any
) -> AsyncIterator[Officer]:
    """An officer's own browser, closed at the end; whatever went wrong on its page fails the test."""
    context = await browser.new_context(locale=language, timezone_id="Africa/Casablanca", **(DESK | options))
    officer = Officer(product, await context.new_page(), language)
    await officer.authenticator(hasPrf=prf)
    yield officer
    await context.close()
    assert officer.wrong == []


@dataclass
class House:
    """A running product with its desk, a fake Telegram, and a browser."""

    telegram: FakeTelegram
    product: Product
    browser: Browser

    def officer(self, language: str = "fr", **options: Any):
        return at_desk(self.product, self.browser, language, **options)


@asynccontextmanager
async def house(folder: Path, **more: Any) -> AsyncIterator[House]:
    async with (
        FakeTelegram() as telegram,
        serving(settings(folder, telegram, **more)) as product,
    ):
        yield House(telegram, product, BROWSERS[-1])


async def enters(
    officer: Officer, name: str = "", role: str = "supervisor", begins: str = "queue-all"
) -> str:  # the heading of the officer's first list
    """The whole way in, from the one-time link to the inbox; return the key on the recovery sheet."""
    name = name or NAMES[officer.language]
    await officer.enrols(invited(officer.product, name, role))
    key = await officer.proves()
    shown = await officer.page.locator(".card code").inner_text()
    confirmed(officer.product, name, shown)
    await officer.does("look-again")
    await officer.sees(begins)
    return key
