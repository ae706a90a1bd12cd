"""The service tells systemd that it is ready, alive and stopping."""

import asyncio
import socket
from pathlib import Path

import pytest

from bot.serve.systemd import ALIVE, READY, keep_alive, notify, watchdog_seconds


@pytest.fixture
def listening(tmp_path: Path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiving:
        receiving.bind(str(tmp_path / "notify"))
        receiving.settimeout(10)
        yield receiving


def test_a_state_is_sent_to_the_named_socket(listening, tmp_path: Path) -> None:
    notify(READY, {"NOTIFY_SOCKET": str(tmp_path / "notify")})
    assert listening.recv(100) == READY


def test_an_abstract_socket_is_reached_too() -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiving:
        receiving.bind("\0ballegh-test-notify")
        receiving.settimeout(10)
        notify(READY, {"NOTIFY_SOCKET": "@ballegh-test-notify"})
        assert receiving.recv(100) == READY


async def test_signs_of_life_go_on(listening, tmp_path: Path) -> None:
    environment = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "20000"}
    task = asyncio.create_task(keep_alive(environment))
    received = [await asyncio.to_thread(listening.recv, 100) for _ in range(2)]
    task.cancel()
    assert received == [ALIVE, ALIVE]


async def test_without_systemd_nothing_is_sent() -> None:
    notify(READY, {})
    await keep_alive({})
    assert watchdog_seconds({}) == 0
