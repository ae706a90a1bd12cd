"""Serving: the site on its address, until a signal ends it in order."""

import asyncio
import gc
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn
import uvloop

from bot.app import App
from bot.base import Base
from bot.commands import keys
from bot.commands.doctor import findings
from bot.settings.environment import BadSettings

GENERATION = 5_000


def serve(made: Base) -> None:
    """Serve until told to stop. Raises BadSettings where the address cannot be had, InUse."""
    work_in_batches()
    made.database.claim_exclusive()
    for line in keys.first(made):
        print(line)
    made.storage.selftest()
    listening = _bind(made)
    try:
        uvloop.run(_serve(made, listening))
    finally:
        listening.close()


def work_in_batches() -> None:
    """A thread that has something for another one finishes first: fewer switches, less work for each reply.

    Every thread made from here on inherits it. Where the system has no such policy, or forbids it, nothing
    is lost but speed.
    """
    with suppress(AttributeError, OSError):
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def _bind(made: Base) -> socket.socket:
    host, port = made.settings.listen.host, made.settings.listen.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise BadSettings(f"BALLEGH_LISTEN: {host}:{port} cannot be had ({error.strerror})") from None


class _Server(uvicorn.Server):
    """Leaves signals to us: uvicorn's own handling would end the process before our stop is through."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _serve(made: Base, listening: socket.socket) -> None:
    app = App(made)
    config = uvicorn.Config(
        app.site,
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
    )
    server = _Server(config)
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    await app.start()
    _spare_the_collector()
    print(banner(made, listening.getsockname()[1]), flush=True)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    serving.add_done_callback(lambda _: told.set())
    await told.wait()
    await app.drain()
    server.should_exit = True
    await serving
    await app.stop()


def _spare_the_collector() -> None:
    """What is loaded stays: looking through it at every collection is what stalls a busy server."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GENERATION)


def banner(made: Base, port: int) -> str:
    """What is on and off, and the address to open."""
    host = "localhost" if made.settings.listen.host in {"127.0.0.1", "0.0.0.0", "::1", "::"} else ""  # noqa: S104 - compared
    lines = [f"{made.settings.organisation} is running", *map(str, findings(made))]
    return "\n".join([*lines, f"  open  http://{host or made.settings.listen.host}:{port}"])
