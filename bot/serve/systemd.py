"""Messages to systemd about the service's state, as sd_notify(3) describes them; none without systemd."""

import asyncio
import os
import socket
from collections.abc import Mapping
from contextlib import suppress

READY, STOPPING, ALIVE = b"READY=1", b"STOPPING=1", b"WATCHDOG=1"


def notify(state: bytes, environment: Mapping[str, str] = os.environ) -> None:
    """Send one state to the socket that systemd named. Raises OSError if the socket is gone.

    A sign of life waits for nobody: it raises OSError where the socket is full too.
    """
    address = environment.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sending:
        sending.setblocking(state != ALIVE)
        sending.sendto(state, "\0" + address[1:] if address.startswith("@") else address)


def watchdog_seconds(environment: Mapping[str, str] = os.environ) -> float:
    """The time within which systemd expects a sign of life, in seconds; 0 if it expects none."""
    return int(environment.get("WATCHDOG_USEC", "0")) / 1_000_000


async def keep_alive(environment: Mapping[str, str] = os.environ) -> None:
    """Tell systemd twice in each watchdog period that the event loop runs; return if there is no watchdog."""
    period = watchdog_seconds(environment)
    while period:
        with suppress(OSError):  # whoever watches is gone, or does not listen just now
            notify(ALIVE, environment)
        await asyncio.sleep(period / 2)
