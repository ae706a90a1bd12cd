"""The gate of the web chat, where several calls count at once."""

import asyncio
from dataclasses import replace

from handlers.buckets import Rate
from handlers.networks import Networks
from handlers.sharing import Granted, Sharing
from handlers.webchat.gate import Gate
from handlers.webchat.session import Visitor
from handlers.webchat.settings import WebLimits
from tests.fakes.webchat import House

NETWORK = "10.0.0"
FILER, OTHERS = "web:filer", ("web:one", "web:two")


async def test_two_visitors_are_let_in_while_a_session_that_filed_twice_is_counted():
    sharing = Sharing(nodes=lambda: 2)
    networks = Networks(sharing=sharing)
    filed: list[str] = []
    limits = WebLimits(session_filings=Rate(burst=2, per_second=1e-6))
    settings = replace(House().settings(), networks=networks, limits=limits)
    gate = Gate(settings, filed.append)
    gate.said(FILER)
    coming = []
    for other in OTHERS:
        networks.filed(FILER)
        coming.append(asyncio.create_task(gate.admit(Visitor(other, NETWORK))))
        await asyncio.sleep(0)
    while not all(each.done() for each in coming):
        asks = sharing.asks()
        none_left = {(ask.kind, ask.key): ask.kind == "filings of a session" for ask in asks.values()}
        sharing.answered(asks, {name: Granted(0.0 if none else 9.0, 9.0) for name, none in none_left.items()})
        await asyncio.sleep(0)
    await asyncio.gather(*coming)
    assert filed == [FILER, FILER]
    assert [gate.admitted(chat) for chat in (FILER, *OTHERS)] == [False, True, True]
