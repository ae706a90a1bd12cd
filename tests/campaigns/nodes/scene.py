"""Three nodes on one Postgres and one store of objects, a balancer before them, and the providers."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bot.base import Base, base
from bot.settings.environment import Settings
from tests.campaigns.kill.process import MANY_VISITORS, ROOT
from tests.campaigns.nodes.balancer import Balancer, Target
from tests.campaigns.nodes.database import Wire
from tests.campaigns.nodes.node import LISTENS, Node
from tests.campaigns.nodes.older import unpacked
from tests.campaigns.nodes.people import Crowd, Officer
from tests.ceph import ObjectServer
from tests.dialogue import words
from tests.fakes.desk import Browser
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.twilio.server import FakeTwilio
from tests.product.product import ANSWERED_AT_ONCE, free_port
from tests.storage.cluster import Cluster

COUNT = 3
NAME = "Salma"
FETCHES_LATER = (
    "UPDATE outbox SET lease = 1 "
    "WHERE state = 'queued' AND kind = 'fetch' AND lease > extract(epoch FROM now()) + 60"
)
"""As if the quarter of an hour were over for which a fetch is leased."""
Rows = Sequence[Any]


@dataclass
class Scene:
    """Everything that runs."""

    cluster: Cluster
    objects: ObjectServer
    telegram: FakeTelegram
    twilio: FakeTwilio
    balancer: Balancer
    nodes: Sequence[Node]
    crowd: Crowd
    releases: Sequence[Path] = (ROOT,)

    async def officer(self) -> Officer:
        """Somebody with a key that was confirmed, at the desk behind the balancer."""
        browser = Browser(self.balancer.url)
        (said,) = await self.runs(("officer", "invite", NAME))
        await browser.enters(said.rpartition("/")[2])
        await self.runs(("officer", "confirm", NAME, browser.fingerprint))
        return Officer(browser, self.crowd)

    async def runs(self, *commands: Sequence[str]) -> list[str]:
        """What these commands say on the first node."""
        done = await asyncio.to_thread(self.nodes[0].house.runs, *commands)
        for said, command in zip(done, commands, strict=True):
            assert said.status == 0, f"{' '.join(command)}: {said.text}"
        return [said.text.strip() for said in done]

    def made(self) -> Base:
        """What the nodes keep, opened beside them and not by their lines."""
        given = dict(self.nodes[0].house.environment)
        given["BALLEGH_DATABASE_URL"] = given["BALLEGH_DATABASE_URL"].replace(
            str(self.nodes[0].wire.folder), str(self.cluster.folder)
        )
        fields = {name: value for name, value in given.items() if name not in {"PYTHONPATH", "TMPDIR"}}
        return base(Settings(**fields))  # type: ignore[arg-type]  # texts, as in the environment

    def queried(self, query: str) -> Rows:
        """The rows of a query."""
        made = self.made()
        with closing(made.database), made.database.read() as connection:
            return connection.execute(text(query)).fetchall()

    def changed(self, statement: str) -> None:
        """Change rows."""
        made = self.made()
        with closing(made.database), made.database.write() as connection:
            connection.execute(text(statement))


@asynccontextmanager
async def playing(
    folder: Path, cluster: Cluster, objects: ObjectServer, *, seed: int, again: float, older: str = ""
) -> AsyncIterator[Scene]:
    """Start everything; `again` is the seconds after which a page opens its stream anew.

    With the commit of an `older` release, all nodes begin with that one.
    """
    releases = (unpacked(older, folder / "older"), ROOT) if older else (ROOT,)
    config = folder / "ballegh.toml"
    config.write_text(f"{ANSWERED_AT_ONCE}{MANY_VISITORS}", "utf-8")
    database = cluster.empty()
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(FakeTelegram())
        twilio = await stack.enter_async_context(FakeTwilio())
        nodes: list[Node] = []
        balancer = Balancer(free_port(), [Target(f"http://127.0.0.1:{free_port()}") for _ in range(COUNT)])
        shared = _settings(balancer, objects, telegram, twilio) | {"BALLEGH_CONFIG": str(config)}
        for number, target in enumerate(balancer.targets):
            wire = await stack.enter_async_context(Wire(cluster.folder / f"wire-{number}", cluster))
            own = {
                LISTENS: target.url.removeprefix("http://"),
                "BALLEGH_DATABASE_URL": wire.url(database),
            } | ({"BALLEGH_SERVER_KEY_FILE": str(nodes[0].house.key)} if nodes else {})
            nodes.append(Node(folder / f"node-{number}", shared | own, wire, releases[0]))
        labels = {label: key for key, every in words().names().items() for label in every}
        crowd = Crowd(balancer.url, telegram, twilio, labels, again, seed)
        twilio.serves(balancer.url, balancer.url)
        scene = Scene(cluster, objects, telegram, twilio, balancer, nodes, crowd, releases)
        await scene.runs(("init",))
        for node in nodes:
            stack.push_async_callback(node.stop)
            await node.start()
        await stack.enter_async_context(balancer)
        yield scene


def _settings(
    balancer: Balancer, objects: ObjectServer, telegram: FakeTelegram, twilio: FakeTwilio
) -> dict[str, str]:
    """The settings that all nodes share."""
    evidence = objects.settings(objects.address())
    return {f"BALLEGH_{name.upper()}": str(value) for name, value in evidence.items()} | {
        "BALLEGH_LOG_LEVEL": "INFO",
        "BALLEGH_PUBLIC_URL": balancer.url,
        "BALLEGH_READ_PICTURES": "off",
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "TELEGRAM_API_URL": telegram.url,
        "TWILIO_ACCOUNT_SID": twilio.account_sid,
        "TWILIO_AUTH_TOKEN": twilio.auth_token,
        "TWILIO_WHATSAPP_FROM": twilio.sender,
        "TWILIO_API_URL": twilio.url,
    }
