"""A server that stands still: no answer comes, and no connection ends. The page says so until it goes on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page, Route, expect

from tests.handlers.desk.officer import House, enters, house, skipped
from tests.handlers.desk.test_team import case
from tests.handlers.desk.test_working import opens

if why := skipped():
    pytest.skip(why, allow_module_level=True)


@dataclass
class Line:
    """Passes octets between a browser and the server while `going`."""

    port: int
    going: asyncio.Event = field(default_factory=asyncio.Event)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._carry(reader, writer))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self.port)
        both = [asyncio.create_task(self._pass_on(*one)) for one in ((reader, back), (there, writer))]
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in both:
                each.cancel()
            for target in (back, writer):
                target.transport.abort()
            await asyncio.gather(*both, return_exceptions=True)

    async def _pass_on(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while octets := await source.read(1 << 16):
                await self.going.wait()
                target.write(octets)
                await target.drain()
            target.write_eof()


@asynccontextmanager
async def slowed(here: House) -> AsyncIterator[tuple[House, Line]]:
    """The same house behind a line that can be stopped."""
    line = Line(urlsplit(here.product.url).port or 0)
    line.going.set()
    server = await asyncio.start_server(line.connected, "127.0.0.1")
    port = server.sockets[0].getsockname()[1]
    yield replace(here, product=replace(here.product, url=f"http://127.0.0.1:{port}")), line
    server.close()
    left = [*line.tasks]
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    await server.wait_closed()


async def passes(page: Page, seconds: int) -> None:
    """Let so much time pass on the page, second by second."""
    for _ in range(seconds):
        await page.clock.run_for(1_000)


async def test_the_page_tells_of_a_server_that_stands_still_and_when_it_goes_on(tmp_path):
    async with house(tmp_path) as inside, slowed(inside) as (here, line), here.officer() as salma:
        await enters(salma)
        await opens(salma, await case(here))
        await expect(salma.page.locator(".away")).to_have_count(0)
        await salma.page.clock.install()
        line.going.clear()
        await passes(salma.page, 20)
        await expect(salma.page.locator(".away")).to_have_text(salma.words["away"])
        await salma.shot("standing-still")
        line.going.set()
        await passes(salma.page, 15)
        await expect(salma.page.locator(".away")).to_have_count(0)
        await salma.page.keyboard.press("t")
        await expect(salma.page.get_by_role("status")).to_have_text(salma.words["taken"])


@pytest.mark.parametrize("role", ["supervisor", "administrator"])
@pytest.mark.few(1)
async def test_a_call_that_is_not_answered_ends_in_words(tmp_path, role):
    begins = "queue-all" if role == "supervisor" else "team"
    async with house(tmp_path) as inside, slowed(inside) as (here, line), here.officer() as salma:
        await enters(salma, role=role, begins=begins)
        await salma.page.evaluate("location.hash = '#/team'")
        await salma.sees("team")
        await salma.does("invite")
        await salma.page.locator("dialog input[name=name]").fill("Omar")
        await salma.page.clock.install()
        line.going.clear()
        await salma.does("invite-do")
        await passes(salma.page, 21)
        await expect(salma.page.locator(".notice")).to_have_text(salma.words["error-late"])
        await expect(salma.page.locator(".away")).to_be_visible()
        line.going.set()
        await passes(salma.page, 15)
        await expect(salma.page.locator(".away")).to_have_count(0)


async def test_a_search_that_is_not_answered_was_not_done_either(tmp_path):
    async with house(tmp_path) as inside, slowed(inside) as (here, line), here.officer() as salma:
        await enters(salma)
        await salma.page.clock.install()
        line.going.clear()
        async with salma.page.expect_request("**/desk/api/search"):
            await salma.page.evaluate("location.hash = '#/search'")
            await salma.page.locator("input[name=q]").fill("0612345678")
            await salma.page.keyboard.press("Enter")
        await salma.page.clock.run_for(21_000)
        await expect(salma.page.locator(".notice")).to_have_text(salma.words["error-offline"])
        line.going.set()


IN_PARTS = """() => {
  const real = window.fetch;
  window.fetch = async (url, how) => {
    if (!String(url).endsWith("/export")) return real(url, how);
    return new Response(new ReadableStream({
      start(parts) {
        window.parts = parts;
        how.signal.addEventListener("abort", () => parts.error(how.signal.reason));
      },
    }));
  };
}"""


async def test_a_long_download_that_goes_on_is_not_broken_off_and_a_silent_one_is(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        await opens(salma, await case(here))
        page = salma.page
        await page.clock.install()
        await page.evaluate(IN_PARTS)
        for flows in (True, False):
            await page.keyboard.press("e")
            await page.locator("dialog input").fill("PV-7")
            await salma.does("export-do")
            await page.wait_for_function("window.parts")
            if not flows:
                await page.clock.run_for(181_000)
                await expect(page.locator(".notice")).to_have_text(salma.words["error-offline"])
                continue
            for _ in range(3):
                await page.evaluate("window.parts.enqueue(new Uint8Array(10))")
                await page.clock.run_for(100_000)
            async with page.expect_download() as download:
                await page.evaluate("window.parts.close(); window.parts = null")
            assert (await (await download.value).path()).stat().st_size == 30
            await expect(page.locator("dialog")).to_have_count(0)


async def test_a_page_whose_stream_is_refused_sees_that_the_server_is_back(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        api = f"{salma.url}/desk/api/**"
        await salma.page.route(api, lambda route: route.abort())
        await here.product.app.drain()  # ends the open streams
        await expect(salma.page.locator(".away")).to_be_visible()
        await salma.page.route(f"{salma.url}/desk/api/stream", partial(Route.fulfill, status=429))
        await salma.page.unroute(api)
        await expect(salma.page.locator(".away")).to_have_count(0)


UNHEARD = """
const add = EventSource.prototype.addEventListener;
EventSource.prototype.addEventListener = function (name, ...more) {
  if (name !== "alive") add.call(this, name, ...more);
};
"""


async def test_the_stream_of_a_server_that_sends_no_sign_of_life_stays_open(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await salma.page.add_init_script(UNHEARD)
        opened: list[str] = []
        salma.page.on("request", lambda one: opened.append(one.url) if one.url.endswith("/stream") else None)
        await salma.page.clock.install()
        await enters(salma)
        before = len(opened)
        for _ in range(5):
            async with salma.page.expect_response("**/desk/api/me"):
                await salma.page.clock.run_for(10_000)
        assert len(opened) == before
