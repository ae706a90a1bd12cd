"""Changed requests against the running product, in small; `make mutants` plays ten thousand."""

import logging
import random
from collections import Counter

import pytest

from tests.campaigns.mutants import edits, genuine
from tests.campaigns.mutants.changes import Kind
from tests.campaigns.mutants.mutants import campaign
from tests.campaigns.mutants.raw import Request


@pytest.mark.long
async def test_five_hundred_forged_requests_do_nothing(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "uvicorn")  # it tells of every broken request
    seen = await campaign(seed=1, count=500, only=None)
    assert seen.wrong == []
    assert (seen.count(Kind.FORGED), seen.accepted, seen.errors) == (500, 0, 0)
    played = Counter(each.change.surface for each in seen.played if each.change.kind is Kind.FORGED)
    assert set(played.values()) == {125}


# The changes themselves


FIELDS = [("Body", "salam, ça va ?"), ("From", "whatsapp:+212600000001"), ("Label", ""), ("To", "x")]


def test_a_changed_form_says_something_else():
    body, dice = edits.form(FIELDS), random.Random(1)
    assert edits.pairs(body) == FIELDS
    for _ in range(300):
        assert sorted(edits.pairs(edits.other_bytes(dice, body))) != sorted(FIELDS)
        assert sorted(edits.pairs(edits.spelled(dice, FIELDS))) == sorted(FIELDS)


def test_a_border_moves_and_nothing_else():
    dice = random.Random(1)
    for _ in range(300):
        moved = edits.moved_border(dice, FIELDS)
        assert moved != FIELDS
        assert "".join(map("".join, moved)) == "".join(map("".join, FIELDS))


def test_changed_bytes_are_others():
    dice = random.Random(1)
    for _ in range(300):
        assert edits.edited(dice, b"a-secret") != b"a-secret"
        assert isinstance(edits.other_json(dice, genuine.written(genuine.update(dice))), bytes)


def test_a_request_as_it_is_written():
    request = Request(b"POST", b"/x", ((b"A", b"1"), (b"B", b"2")), b"body").with_header(b"a", b"3")
    assert request.written() == (
        b"POST /x HTTP/1.1\r\nB: 2\r\na: 3\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody"
    )
    assert request.without(b"A").header(b"A") == b""
