"""A receipt in the web chat: its link as a picture in the frame, and nowhere else."""

import base64
import json

import httpx
import pytest

from handlers import receipt_link
from handlers.channel import Message
from handlers.webchat.stream import message_frame
from tests.fakes.loopback import NO_CERTIFICATES
from tests.fakes.webchat import House, served
from tests.handlers.test_receipt_link import WEB, receipt
from tests.handlers.webchat.test_webchat import chat_of, frames
from tests.qr import scanned

HEAD = "data:image/png;base64,"


def shown(data: bytes) -> dict:
    """What a frame carries."""
    return json.loads(data.decode().split("data: ", 1)[1])


def test_a_receipt_brings_its_picture(tmp_path):
    frame = shown(message_frame(42, receipt(), 1.0, case_link=WEB).data)
    picture = base64.b64decode(frame["picture"].removeprefix(HEAD), validate=True)
    assert picture == receipt_link.draw(WEB, receipt())
    assert scanned(picture, tmp_path) == receipt_link.link(WEB, receipt())
    assert frame["text"] == receipt().text


@pytest.mark.parametrize(
    ("message", "address"), [(receipt(), ""), (Message("bonjour"), WEB), (Message("x", codes=("x",)), WEB)]
)
def test_nothing_else_has_one(message, address):
    assert "picture" not in shown(message_frame(42, message, 1.0, case_link=address).data)


@pytest.mark.parametrize("address", [WEB, ""])
def test_a_page_that_was_away_gets_it_too(address):
    house = House()
    with (
        served(house, case_link=address) as site,
        httpx.Client(base_url=site.address, timeout=10, verify=NO_CERTIFICATES) as client,
    ):
        client.get("/")
        site.do(house.say(chat_of(client), receipt()))
        with client.stream("GET", "/web/stream") as stream:
            told = frames(stream)
            missed = next(told)["data"]
            site.do(house.say(chat_of(client), receipt()))
            live = next(told)["data"]
    assert missed.get("picture") == live.get("picture")
    assert bool(missed.get("picture")) is bool(address)


def test_what_waits_for_a_page_holds_no_picture():
    """It is drawn when it is sent: the outbox keeps the words alone."""
    house = House()
    with served(house, case_link=WEB) as site:
        site.do(house.say("web:a", receipt()))
    assert house.outbox == {"web:a": {1: receipt()}}
