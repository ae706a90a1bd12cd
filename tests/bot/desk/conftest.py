"""A running product, and officers' browsers at its desk."""

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import pytest

from bot.desk import people
from flows.core.effects import AmendCase, Fetch, FileCase
from flows.core.events import Event, Media, Text
from storage.audit.verify import verify
from storage.cases.views import Reporter
from tests.fakes.desk import Browser
from tests.product.product import Product, serving, settings


def pieces(product: Product, count: int, content: bytes = b"a picture") -> tuple[str, ...]:
    """Store so many files of somebody in the web chat; return their ids."""
    store, names = product.made.store("evidence"), tuple([f"piece-{number}" for number in range(count)])
    with product.made.storage.write() as unit:
        for name in names:
            incoming = store.open_write(name)
            incoming.write(content)
            event = Event(f"event {name}", "web:somebody", time.time(), Text(""), message=name)
            unit.evidence.expect(Fetch(name, Media("photo", name, name="x.png", size=9), None), event)
            unit.evidence.stored(name, incoming.finish(), time.time())
    return names


@dataclass
class Line:
    """The product, and the browsers that were opened on it."""

    product: Product
    browsers: list[Browser] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.product.url.replace("127.0.0.1", "localhost")

    def browser(self) -> Browser:
        self.browsers.append(Browser(self.url))
        return self.browsers[-1]

    def invitation(self, name: str = "Salma", role: str = "supervisor") -> str:
        """The one-time code for a new officer."""
        with self.product.made.storage.write() as unit:
            now = time.time()
            path = people.invite(unit, unit.officers.invite(name, role, now), now)
        return path.rpartition("/")[2]

    def officer(self, name: str):
        with self.product.made.storage.read() as unit:
            return next(one for one in unit.officers.present() if one.name == name)

    def confirm(self, name: str, fingerprint: str) -> bool:
        with self.product.made.storage.write() as unit:
            return people.confirm(unit, self._present(unit, name), fingerprint, time.time())

    @staticmethod
    def _present(unit, name: str):
        return next(one for one in unit.officers.present() if one.name == name)

    def file(self, reference: str = "AC23CD45", text: str = "قصة سرية", **changes) -> str:
        """A case that somebody filed in the web chat."""
        traces = changes.pop("traces", ())
        effect = FileCase(
            reference, "s3cr3t-s3cr3t-s3cr3t", "fraud", False, True, "casablanca", (("story", text),)
        )
        with self.product.made.storage.write() as unit:
            reporter = Reporter(changes.pop("chat", "web:somebody"), "fr")
            unit.filing.open(replace(effect, traces=traces, **changes), reporter, time.time())
        return reference

    def adds(self, reference: str, text: str = "oui") -> None:
        """The reporter adds to the case."""
        with self.product.made.storage.write() as unit:
            unit.filing.amend(AmendCase(reference, (("story", text),)), time.time())

    def chain(self, reference: str) -> list[tuple[str, str]]:
        """The acts of a case's chain, with their purposes."""
        with self.product.made.storage.read() as unit:
            return [(link.event, link.purpose) for link in unit.custody.of_case(reference)]

    def sound(self) -> None:
        """Every row is as the custody log has it."""
        assert verify(self.product.made.storage, self.product.made.store("evidence")) == []

    async def enters(self, name: str = "Salma", role: str = "supervisor") -> Browser:
        """An officer who is signed in with a confirmed key."""
        browser = self.browser()
        await browser.enters(self.invitation(name, role))
        self.confirm(name, browser.fingerprint)
        return browser


@pytest.fixture
async def line(tmp_path) -> AsyncIterator[Line]:
    async with serving(settings(tmp_path / "data")) as product:
        line = Line(product)
        yield line
        for each in line.browsers:
            await each.close()
