"""`main.py serve`: the site on its address, until a signal ends the server in order."""

import asyncio
import gc
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import structlog
import uvicorn
import uvloop

from bot.app import App
from bot.base import Base, base, bring_up
from bot.commands.answer import Printed, Refused, Stop, say
from bot.commands.casework import keys
from bot.commands.confined import hide_memory
from bot.commands.operations.doctor import findings
from bot.nodes.membership import refuse_elsewhere
from bot.serve import systemd
from bot.serve.connections import LimitedProtocol, raise_file_limit
from bot.serve.workers import NotStarted, Workers, ending, inherited, when_alone
from bot.settings.environment import Settings
from flows.reading.model import model
from storage.selftest import selftest

GENERATION = 5_000
"""Objects made before the garbage collector looks at the youngest again."""
EVERYWHERE = frozenset({"127.0.0.1", "0.0.0.0", "::1", "::"})  # noqa: S104 - compared, never listened on

log = structlog.get_logger()


def serve(settings: Settings) -> Printed:
    """Serve the web chat and the channels that are on, until SIGTERM, SIGHUP or Ctrl-C.

    Makes the data folder, the database and the server key if there are none.
    """
    deployment = base(settings)
    try:
        _serve(deployment)
    finally:
        deployment.database.close()
    return Printed()


def _serve(deployment: Base) -> None:
    hide_memory()
    work_in_batches()
    raise_file_limit()
    deployment.database.claim_exclusive()
    bring_up(deployment, refuse_elsewhere)
    made = keys.first(deployment)
    selftest(deployment.storage)
    given = inherited()
    listening = given or _bind(deployment.settings)
    _tell(made)
    try:
        if given is None and deployment.settings.workers > 1:
            _share(deployment, listening)
        else:
            uvloop.run(_until_told(deployment, listening, worker=given is not None))
    finally:
        listening.close()


def _share(deployment: Base, listening: socket.socket) -> None:
    """Let workers serve on this socket."""
    lines = banner(deployment, listening.getsockname()[1])
    deployment.database.close()
    workers = Workers(listening, deployment.settings.workers)
    try:
        workers.run(lambda: _tell((*lines, f"  {deployment.settings.workers} workers")))
    except NotStarted:
        raise Refused("BALLEGH_WORKERS: a worker did not start, as its line above says") from None


def _tell(lines: tuple[str, ...]) -> None:
    """Say something at the start; a server whose output is closed serves all the same."""
    try:
        say(Printed(lines))
    except Stop as error:
        log.warning("standard output is closed", reason=type(error).__name__)


def work_in_batches() -> None:
    """Let a thread that has work finish before another one runs: fewer switches, less work for each reply.

    Every thread made from here on inherits this. A system without such a policy serves too, only slower.
    """
    with suppress(AttributeError, OSError):
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def _bind(settings: Settings) -> socket.socket:
    host, port = settings.listen.host, settings.listen.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused(f"BALLEGH_LISTEN: cannot listen on {settings.listen} ({reason})") from None


class _Server(uvicorn.Server):
    """A server that leaves signals to us: uvicorn itself would end the process before our stop is through."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _until_told(deployment: Base, listening: socket.socket, *, worker: bool = False) -> None:
    app = App(deployment)
    server = _Server(_configured(app))
    told = asyncio.Event()
    for number in ending():
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    if worker:
        when_alone(told.set)
    await app.start()
    model()  # or the first message would wait for the reader's weights
    freeze_startup_objects()
    if not worker:
        _tell(banner(deployment, listening.getsockname()[1]))
    with suppress(OSError):  # whoever watches is gone: a worker is told so, and ends in order
        systemd.notify(systemd.READY)
    alive = asyncio.create_task(systemd.keep_alive())
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    serving.add_done_callback(lambda _: told.set())
    await told.wait()
    with suppress(OSError):  # whoever watched is gone
        systemd.notify(systemd.STOPPING)
    alive.cancel()
    # New connections are refused first, so that a balancer asks another server; what was asked is answered.
    server.should_exit = True
    await asyncio.gather(app.drain(), serving)
    await app.stop()


def _configured(app: App) -> uvicorn.Config:
    return uvicorn.Config(
        app.site,
        http=LimitedProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
    )


def freeze_startup_objects() -> None:
    """Exclude everything loaded so far from garbage collection: shorter pauses."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GENERATION)


def banner(deployment: Base, port: int) -> tuple[str, ...]:
    """The lines printed at the start: the findings of `doctor`, and the address to open or to watch."""
    settings = deployment.settings
    host = "localhost" if settings.listen.host in EVERYWHERE else settings.listen.host
    head = f"{settings.organisation} is running"
    here = f"http://{host}:{port}"
    use = f"  open  {here}" if deployment.answers else f"  watch {here}/ready"
    return (head, *map(str, findings(deployment)), use)
