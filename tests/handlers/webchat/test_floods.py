"""Floods of the web chat: budgets by network and for all, known sessions' reserve, work under pressure."""

import json
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import altcha
import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from flows.core.events import Text
from handlers.buckets import Rate
from handlers.networks import Networks, network_of
from handlers.webchat.channel import WebLimits
from handlers.webchat.proof import VALID, Proofs
from handlers.webchat.session import chat_of
from handlers.webchat.settings import minutely
from tests.fakes.webchat import House

SITE = "http://report.example"
NEVER = Rate(burst=0, per_second=1e-6)


@dataclass
class Crowd:
    """Visitors of one served house, each with a session of its own."""

    house: House
    app: Starlette
    stack: AsyncExitStack
    now: list[float]
    networks: Networks = field(default_factory=Networks)
    refused: list[str] = field(default_factory=list)

    async def visitor(self, address: str = "") -> httpx.AsyncClient:
        """Someone who has opened the page, from this address."""
        transport = httpx.ASGITransport(self.app, client=("127.0.0.1", 5000))
        headers = {"Origin": SITE} | ({"X-Real-IP": address} if address else {})
        client = httpx.AsyncClient(transport=transport, base_url=SITE, headers=headers)
        await self.stack.enter_async_context(client)
        assert (await client.get("/")).status_code == 200
        return client


@asynccontextmanager
async def crowd(**changes):
    house, now, networks = House(), [0.0], Networks()
    refused: list[str] = []
    channel = house.open(clock=lambda: now[0], networks=networks, refused=refused.append, **changes)
    await channel.start(house.take)
    async with AsyncExitStack() as stack:
        yield Crowd(house, Starlette(routes=list(channel.routes())), stack, now, networks, refused)


async def says(client: httpx.AsyncClient, text: str = "bonjour", given: str = "0f1e2d3c4b5a"):
    return await client.post("/web/messages", json={"id": given, "text": text})


async def uploads(client: httpx.AsyncClient, size: int, given: str = "a1b2c3d4e5f6"):
    query = {"id": given, "kind": "photo"}
    headers = {"Content-Type": "image/png"}
    return await client.post("/web/files", params=query, content=b"x" * size, headers=headers)


def solved(challenge: dict) -> dict[str, str]:
    """The body of a proof for this challenge."""
    given = altcha.Challenge.from_dict(challenge)
    solution = altcha.solve_challenge(given)
    assert solution
    return {"payload": altcha.Payload(given, solution).to_base64()}


def test_a_challenge_ends_by_the_clock_that_is_passed_in():
    now = [1e9]
    proofs = Proofs(b"key", lambda: now[0])
    early, late = (solved(proofs.challenge("web:1"))["payload"] for _ in range(2))
    now[0] += VALID
    assert proofs.holds("web:1", early)
    now[0] += 1
    assert not proofs.holds("web:1", late)


def chat(client: httpx.AsyncClient) -> str:
    return chat_of(client.cookies["ballegh"].partition(".")[0])


@pytest.mark.parametrize(
    ("peer", "named", "network"),
    [
        ("198.51.7.9", "", "198.51.7"),
        ("41.140.7.9", "", "41.140.7"),
        ("41.140.7.9", "105.1.2.3", "41.140.7"),
        ("127.0.0.1", "105.1.2.3", "105.1.2"),
        ("172.18.0.1", "2a01:db8:1:2:3:4:5:6", "2a01:0db8:0001"),
        ("::1", "::ffff:105.1.2.3", "105.1.2"),
        ("172.18.0.1", "", "172.18.0"),
        ("127.0.0.1", "", ""),
        ("127.0.0.1", "nonsense", ""),
        ("not an address", "105.1.2.3", ""),
    ],
)
def test_the_network_of_a_visitor(peer, named, network):
    headers = [(b"x-real-ip", named.encode())] if named else []
    assert network_of(Request({"type": "http", "client": (peer, 1), "headers": headers})) == network


async def test_beyond_the_budget_a_new_session_shows_work_and_is_heard():
    async with crowd(limits=WebLimits(network_sessions=minutely(1))) as here:
        first, second = await here.visitor("105.1.2.3"), await here.visitor("105.1.2.99")
        assert (await says(first)).status_code == 200
        asked = await says(second)
        assert asked.status_code == 428
        assert (await uploads(second, 5)).status_code == 428
        assert len(here.house.events) == 1
        assert (await says(first, given="0f1e2d3c4b5b")).status_code == 200
        assert (await says(await here.visitor("105.9.9.9"))).status_code == 200
        assert (await second.post("/web/proof", json=solved(asked.json()))).status_code == 200
        assert (await says(second)).status_code == 200
        assert here.refused == ["proof", "proof"]


async def test_a_proof_is_one_sessions_and_used_once():
    async with crowd(limits=WebLimits(sessions=NEVER, session_filings=NEVER)) as here:
        one, other = await here.visitor(), await here.visitor()
        proof = solved((await says(one)).json())
        assert (await other.post("/web/proof", json=proof)).status_code == 403
        for wrong in ("", "e30=", "é", json.dumps(proof)):
            assert (await other.post("/web/proof", json={"payload": wrong})).status_code == 403
        assert (await one.post("/web/proof", json=proof)).status_code == 200
        assert (await says(one)).status_code == 200
        here.networks.filed(chat(one))
        assert (await says(one, given="0f1e2d3c4b5b")).status_code == 428
        assert (await one.post("/web/proof", json=proof)).status_code == 403


async def test_work_shown_to_one_server_counts_at_another_for_ten_minutes_and_for_no_other_session():
    now, limits = [1e9], WebLimits(sessions=NEVER, session_filings=NEVER)
    async with crowd(limits=limits) as here, crowd(limits=limits, now=lambda: now[0]) as there:
        one, other = await here.visitor(), await here.visitor()
        one_there, other_there = await there.visitor(), await there.visitor()
        now[0] = time.time()
        one_there.cookies, other_there.cookies = one.cookies, other.cookies
        proof = solved((await says(one)).json())
        assert (await says(one_there)).status_code == 428
        assert (await one.post("/web/proof", json=proof)).status_code == 200
        one_there.cookies = one.cookies
        other_there.cookies.set("ballegh-proven", one.cookies["ballegh-proven"])
        assert (await says(other_there)).status_code == 428, "the work was another session's"
        now[0] += VALID + 1
        assert (await says(one_there)).status_code == 428, "long ago"
        now[0] -= VALID + 1
        assert (await says(one_there)).status_code == 200
        now[0] += 1
        there.networks.filed(chat(one))
        assert (await says(one_there, given="0f1e2d3c4b5b")).status_code == 428, "a report needs work anew"
        assert (await one_there.post("/web/proof", json=proof)).status_code == 403, "and not the same again"
        assert (await one.post("/web/leave")).status_code == 200
        assert "ballegh-proven" not in one.cookies


async def test_work_is_known_to_others_where_the_session_was_admitted_without_it():
    """The page that was asked for work by one server may show it to another, which asks for none."""
    async with crowd() as here, crowd(limits=WebLimits(sessions=NEVER)) as there:
        one, one_there = await here.visitor(), await there.visitor()
        one_there.cookies = one.cookies
        assert (await says(one)).status_code == 200
        proof = solved((await says(one_there)).json())
        assert (await one.post("/web/proof", json={"payload": ""})).status_code == 200
        assert (await says(one_there)).status_code == 428
        assert (await one.post("/web/proof", json=proof)).status_code == 200
        one_there.cookies = one.cookies
        assert (await says(one_there)).status_code == 200


@pytest.mark.parametrize("free", [1, 3])
async def test_a_session_that_files_many_reports_works_for_each_further_one_without_any_flood(free):
    """All budgets of networks and of all together are as good as unused."""
    async with crowd(limits=WebLimits(session_filings=Rate(burst=free, per_second=1 / 600))) as here:
        one, other = await here.visitor(), await here.visitor()
        for number in range(free):
            assert (await says(one, given=f"free-{number:08}")).status_code == 200
            here.networks.filed(chat(one))
        assert (await says(one, given="free-last")).status_code == 200
        for number in range(3):
            here.networks.filed(chat(one))
            asked = await says(one, given=f"more-{number:08}")
            assert asked.status_code == 428
            assert (await says(one, given=f"more-{number:08}")).status_code == 428
            assert (await one.post("/web/proof", json=solved(asked.json()))).status_code == 200
            assert (await says(one, given=f"more-{number:08}")).status_code == 200
        assert (await says(other)).status_code == 200


async def test_too_many_that_worked_wait():
    async with crowd(limits=WebLimits(sessions=NEVER, proofs=Rate(burst=1, per_second=0.1))) as here:
        one, other = await here.visitor(), await here.visitor()
        proofs = [solved((await says(client)).json()) for client in (one, other)]
        assert (await one.post("/web/proof", json=proofs[0])).status_code == 200
        late = await other.post("/web/proof", json=proofs[1])
        assert (late.status_code, late.headers["retry-after"]) == (429, "10")
        assert late.headers["ballegh-reason"] == "crowded"
        here.now[0] = 10.0
        assert (await other.post("/web/proof", json=proofs[1])).status_code == 200


async def test_reports_beyond_their_budget_make_new_sessions_work():
    async with crowd(limits=WebLimits(network_filings=minutely(2))) as here:
        flooding = [await here.visitor("105.1.2.3") for _ in range(3)]
        for client in flooding:
            assert (await says(client)).status_code == 200
        for client in flooding:
            here.networks.filed(chat(client))
        assert (await says(flooding[0], given="0f1e2d3c4b5b")).status_code == 200
        assert (await says(await here.visitor("105.1.2.4"))).status_code == 428
        assert (await says(await here.visitor("105.9.9.9"))).status_code == 200


async def test_a_session_of_before_a_restart_is_known():
    async with crowd(limits=WebLimits(sessions=NEVER)) as here:
        client = await here.visitor()
        here.house.outbox[chat(client)] = {}
        assert (await says(client)).status_code == 200


async def test_what_no_session_was_let_in_for_writes_nothing():
    acknowledged = []

    async def acknowledge(given: str, shown: Sequence[int], up_to: int) -> None:
        acknowledged.append(given)

    async with crowd(acknowledge=acknowledge) as here:
        client = await here.visitor()
        assert (await client.post("/web/ack", json={"up_to": "1"})).status_code == 200
        assert acknowledged == []
        await says(client)
        await client.post("/web/ack", json={"up_to": "1"})
        assert acknowledged == [chat(client)]


async def test_uploads_from_fresh_cookies_leave_room_for_honest_ones():
    limits = WebLimits(unfiled=40_000, network_unfiled=10_000)
    async with crowd(limits=limits) as here:
        near = [await here.visitor("105.1.2.3") for _ in range(13)]
        assert [(await uploads(each, 2000)).status_code for each in near] == [200] * 5 + [429] * 8
        far = [await here.visitor(f"105.1.{n}.3") for n in range(10, 18)]
        assert [(await uploads(each, 2000)).status_code for each in far] == [200] * 5 + [429] * 3
        honest = await here.visitor("105.1.2.200")
        assert (await says(honest)).status_code == 200
        assert (await uploads(honest, 2000)).status_code == 200
        here.networks.filed(chat(near[0]))
        assert (await says(near[5])).status_code == 200
        assert (await uploads(await here.visitor("105.9.9.9"), 2000)).status_code == 429
        here.now[0] += limits.unfiled_seconds + 1
        assert (await uploads(await here.visitor("105.9.9.9"), 2000)).status_code == 200


async def test_an_upload_that_fails_holds_no_room():
    async with crowd(limits=WebLimits(unfiled=4000)) as here:
        client = await here.visitor()
        here.house.full = True
        for _ in range(5):
            assert (await uploads(client, 2000)).status_code == 503
        here.house.full = False
        assert (await uploads(client, 2000)).status_code == 200


async def test_uploads_never_take_the_last_of_the_disk():
    async with crowd(free=lambda: 5000) as here:
        fresh, honest = await here.visitor(), await here.visitor()
        assert (await uploads(fresh, 3000)).status_code == 429
        await says(honest)
        assert (await uploads(honest, 3000)).status_code == 200


async def test_streams_have_a_place_for_known_sessions():
    async with crowd(limits=WebLimits(all_streams=4, network_streams=2)) as here:
        streams = here.house.channel._streams
        stack = here.stack
        flooding = await here.visitor("105.1.2.3")
        for name in ("a", "b"):
            stack.enter_context(streams.listen(name, "105.1.2"))
        refused = await flooding.get("/web/stream")
        assert (refused.status_code, refused.headers["ballegh-reason"]) == (429, "crowded")
        assert not streams.full("105.9.9", known=False)
        stack.enter_context(streams.listen("c", "105.9.9"))
        assert streams.full("105.8.8", known=False)
        assert not streams.full("105.1.2", known=True)
        stack.enter_context(streams.listen("d", "105.1.2"))
        assert streams.full("105.1.2", known=True)


async def test_a_crowded_page_says_so_in_the_visitors_language():
    async with crowd(limits=WebLimits(pages=Rate(burst=1, per_second=0.5))) as here:
        client = await here.visitor("105.1.2.3")
        assert (await says(client)).status_code == 200
        assert (await client.get("/")).status_code == 200
        for language, texts in here.house.settings().texts.items():
            headers = {"X-Real-IP": "105.1.2.4", "Accept-Language": language, "Cookie": ""}
            answer = await client.get("/", headers=headers)
            assert (answer.status_code, answer.headers["retry-after"]) == (429, "2")
            assert texts["web-crowded"].split("19")[0] in answer.text
            assert "set-cookie" not in answer.headers


async def test_in_a_flood_a_session_that_was_let_in_is_not_slowed_by_its_network():
    async with crowd(limits=WebLimits(address=Rate(burst=2, per_second=1e-3))) as here:
        honest, other = await here.visitor("105.1.2.3"), await here.visitor("105.1.2.4")
        assert (await says(honest)).status_code == 200
        await other.post("/web/ack", json={"up_to": "1"})
        assert (await says(other)).status_code == 429
        more = [await says(honest, given=f"0f1e2d3c4b5{n}") for n in range(5)]
        assert {answer.status_code for answer in more} == {200}
        assert all(isinstance(event.body, Text) for event in here.house.events)
