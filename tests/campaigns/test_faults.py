"""A bad line between the bot and its providers, in small; `make faults` plays it in full."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.campaigns.kill.faults import (
    TELEGRAM,
    TWILIO,
    Found,
    Plan,
    bad_line,
    found,
    talk_telegram,
    talk_whatsapp,
)
from tests.campaigns.kill.line import QUICK, Fault, Passage
from tests.campaigns.kill.tally import Arrived, Due, tally, without_late_copies
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.twilio.server import FakeTwilio
from tests.product.product import running, settings
from tests.product.whatsapp import line as on_whatsapp

SMALL = Plan(seed=104, messages=100, chats=25, dead=0.3, pause=0.3, long=2, odds=QUICK)
OTHER = replace(SMALL, seed=103)
"""Both meet every fault, and no chat so many in a row that its waits grow long."""


def suffered(seen: Found) -> set[Fault]:
    """Everything that the line did."""
    return {passage.fault for passage in seen.passages if passage.fault}


@pytest.mark.long
async def test_over_a_bad_line_telegram_loses_nothing(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, bad_line(telegram.url, TELEGRAM, SMALL) as line:
        given = settings(tmp_path, telegram_bot_token=telegram.token, telegram_api_url=line.url)
        async with running(given):
            screens = await talk_telegram(telegram, line, SMALL, tmp_path)
        seen = found((tmp_path, 0), screens, line, [call.method for call in telegram.refusals])
    assert seen.wrong == []
    assert (seen.tally.due, suffered(seen)) == (100, set(QUICK))


@pytest.mark.long
async def test_over_a_bad_line_whatsapp_loses_and_doubles_nothing(tmp_path: Path) -> None:
    async with FakeTwilio(shuffled=True) as twilio, bad_line(twilio.url, TWILIO, OTHER) as line:
        async with on_whatsapp(tmp_path, twilio, twilio_api_url=line.url):
            screens = await talk_whatsapp(twilio, line, OTHER, tmp_path)
        seen = found((tmp_path, 0), screens, line, [call.path for call in twilio.refusals])
    assert seen.wrong == []
    assert (seen.tally.due, seen.tally.delivered, seen.tally.doubled) == (100, 100, 0)
    assert suffered(seen) == set(QUICK)


# The counting itself


def due(*rows: str) -> list[Due]:
    """Rows of one chat: a state and ids, marked where there is a star."""
    told = (row.rstrip("*").partition(" ") for row in rows)
    marks = [row.endswith("*") for row in rows]
    return [
        Due("a", state, tuple(sids.split()), mark) for (state, _, sids), mark in zip(told, marks, strict=True)
    ]


def screen(*shown: str) -> list[Arrived]:
    """What is seen: `sid text`."""
    return [Arrived(*each.split()) for each in shown]


COUNTS = [
    (("sent 1", "sent 2"), ("1 a", "2 b"), {"delivered": 2}),
    (("sent 1", "sent 2"), ("2 b",), {"delivered": 1, "lost": 1}),
    (("sent 1", "undeliverable"), ("1 a",), {"delivered": 1, "lost": 1}),
    (("sent 2*", "sent 3"), ("1 a", "2 a", "3 b"), {"delivered": 2, "doubled": 1}),
    (("sent 2", "sent 3"), ("1 a", "2 a", "3 b"), {"delivered": 2, "doubled": 1, "unmarked": 1}),
    (("sent 1", "sent 2"), ("2 b", "1 a"), {"delivered": 1, "lost": 1, "stray": 1}),
    (("sent 1", "sent 3"), ("1 a", "2 x", "3 b"), {"delivered": 1, "lost": 1, "stray": 2}),
    (("unknown*", "sent 1"), ("1 a",), {"delivered": 1, "unknown": 1, "absent": 1}),
    (("unknown*", "sent 3"), ("1 a", "2 a", "3 b"), {"delivered": 2, "unknown": 1, "doubled": 1}),
    (("unknown*", "sent 2*"), ("1 b", "2 b"), {"delivered": 1, "unknown": 1, "absent": 1, "doubled": 1}),
    (("unknown*",), ("1 a",), {"delivered": 1, "unknown": 1}),
    (("unknown*",), (), {"unknown": 1, "absent": 1}),
    (("sent 1 picture", "sent 2"), ("1 a", "2 b"), {"delivered": 2}),
]


@pytest.mark.parametrize(("rows", "shown", "counts"), COUNTS)
def test_what_is_counted(rows, shown, counts):
    total = tally(due(*rows), [screen(*shown)])
    names = ("delivered", "lost", "doubled", "unmarked", "unknown", "absent", "stray")
    assert {name: getattr(total, name) for name in names if getattr(total, name)} == counts
    assert total.due == len(rows)


def test_what_nobody_was_owed_is_a_stray():
    assert tally(due("sent 1"), [screen("1 a"), screen("2 b")]).stray == 1


@pytest.mark.parametrize(
    ("fault", "status", "doubtful", "silent"),
    [
        (None, 200, False, False),
        (Fault.LIMITED, 429, False, False),
        (Fault.CUT_BEFORE, 0, True, True),
        (Fault.LIED, 502, True, False),
        (Fault.REFUSED, 504, True, True),
    ],
)
def test_what_leaves_the_bot_in_doubt(fault, status, doubtful, silent):
    passage = Passage("send:1", fault, 0.0, status)
    assert (passage.doubtful, passage.silent) == (doubtful, silent)


@dataclass(frozen=True)
class Marked:
    resent: bool = True


@pytest.mark.parametrize(
    ("came", "rows", "kept", "late"),
    [
        (["1a", "2a", "3b", "4a"], {"1": True, "3": False}, ["1a", "3b", "4a"], 1),
        (["1b", "2a", "3a"], {"1": False, "2": True}, ["1b", "2a"], 1),
        (["1a", "2b", "3a"], {"3": True, "2": False}, ["3a", "2b"], 1),
        (["1a", "2b", "3a"], {"1": False, "2": False}, ["1a", "2b", "3a"], 0),
        (["1a", "2a", "3b"], {"2": True, "3": False}, ["1a", "2a", "3b"], 0),
        (["1a", "2b", "3a", "4b", "5a"], {"1": True, "2": False, "4": False}, ["1a", "2b", "4b", "5a"], 1),
    ],
)
def test_one_late_copy_is_told_of_a_row_that_is_marked(came, rows, kept, late):
    """A message is its id and its text."""
    screen = [Arrived(each[0], each[1]) for each in came]
    whose = {sid: Marked(resent) for sid, resent in rows.items()}
    seen, copies = without_late_copies(screen, whose)
    assert ([f"{one.sid}{one.text}" for one in seen], len(copies)) == (kept, late)
