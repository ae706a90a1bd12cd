"""The page in a frame: on the sites that are allowed, with a session for each, and a way out of the frame."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import httpx
import pytest

from flows.core.events import Start
from handlers.channel import Message
from handlers.webchat.session import FRAME_COOKIE, HOST_PROVEN, IN_FRAME
from tests.fakes.webchat import House, served
from tests.handlers.webchat.test_browser import CHROMIUM, FLAGS, sync_api


def test_no_site_frames_the_page_unless_it_is_named() -> None:
    with served(House()) as site:
        assert httpx.get(f"{site.address}/frame").status_code == 404
    with served(House(), secure=True, embed_sites=("https://www.example.org",)) as site:
        framed, alone = httpx.get(f"{site.address}/frame"), httpx.get(site.address)
        by_itself = httpx.get(f"{site.address}/frame", headers={"Sec-Fetch-Dest": "document"})
    assert (by_itself.status_code, by_itself.headers["location"]) == (303, "/")
    assert "frame-ancestors https://www.example.org;" in framed.headers["content-security-policy"]
    assert "x-frame-options" not in framed.headers
    assert "frame-ancestors 'none'" in alone.headers["content-security-policy"]
    assert alone.headers["x-frame-options"] == "DENY"
    cookie = framed.headers["set-cookie"]
    assert cookie.startswith(f"{FRAME_COOKIE}=")
    assert cookie.endswith("Path=/; Secure; HttpOnly; SameSite=None; Partitioned")


def test_a_frames_session_is_taken_from_its_own_page_alone() -> None:
    with served(House(), secure=True, embed_sites=("https://www.example.org",)) as site:
        cookie = httpx.get(f"{site.address}/frame").cookies[FRAME_COOKIE]
        headers = {"Cookie": f"{FRAME_COOKIE}={cookie}", "Origin": site.address}
        body = {"id": "0f1e2d3c4b5a", "text": "salam"}
        post = partial(httpx.post, f"{site.address}/web/messages", json=body)
        assert post(headers=headers | {"Sec-Fetch-Site": "same-origin"}).status_code == 200
        assert post(headers=headers | {"Sec-Fetch-Site": "cross-site"}).status_code == 401
        assert post(headers=headers | {"Origin": "https://www.example.org"}).status_code == 403
        left = httpx.post(f"{site.address}/web/leave", headers=headers)
        assert f"{FRAME_COOKIE}=; Max-Age=0" in left.headers["set-cookie"]
        assert f"{HOST_PROVEN}=; Max-Age=0; {IN_FRAME}" in left.headers["set-cookie"]


PHASED_OUT = "--test-third-party-cookie-phaseout"
"""As where other sites' cookies are blocked: only partitioned ones are kept in a frame."""


class Around(http.server.BaseHTTPRequestHandler):
    """A site with the chat in a frame, and a page to leave to."""

    frame = ""

    def do_GET(self) -> None:
        page = "left" if self.path == "/left" else f'<h1>A site</h1><iframe src="{self.frame}"></iframe>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *_: object) -> None:
        """No request is logged."""


@contextmanager
def around() -> Iterator[http.server.ThreadingHTTPServer]:
    """Serve such a site; its name is another one than that of the chat."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Around)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.skipif(CHROMIUM is None, reason="no browser here: apt-get install chromium")
def test_in_chromium_a_frame_keeps_its_session_and_leaves_the_whole_tab() -> None:
    house = House(answer=lambda event: [Message("Bonjour", (), (), "fr")])
    with around() as server, sync_api.sync_playwright() as driver:
        outside = f"http://localhost:{server.server_address[1]}"
        leave_to = f"{outside}/left"
        with served(house, secure=True, embed_sites=(outside,), leave_to=leave_to) as site:
            Around.frame = f"{site.address}/frame#start=report-fraud-fr"
            browser = driver.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, PHASED_OUT])
            context = browser.new_context(locale="fr-FR")
            page = context.new_page()
            page.goto(outside)
            chat = page.frame_locator("iframe")
            sync_api.expect(chat.locator("article.us")).to_contain_text("Bonjour")
            assert [event.body for event in house.events] == [Start("report-fraud-fr")]
            cookies = [one for one in context.cookies() if one["name"] == FRAME_COOKIE]
            assert [(one["sameSite"], one["secure"], one["httpOnly"]) for one in cookies] == [
                ("None", True, True)
            ]
            page.reload()
            chat.locator("#text").fill("encore")
            chat.locator("#send").click()
            sync_api.expect(chat.locator("article.you.sent")).to_have_count(1)
            assert len({event.chat for event in house.events}) == 1
            chat.locator("#leave").click()
            page.wait_for_url(f"{outside}/left")
            assert FRAME_COOKIE not in {one["name"] for one in context.cookies()}
            browser.close()
