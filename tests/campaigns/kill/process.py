"""The product in a process of its own, as a deployment starts it."""

import asyncio
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Self

from tests.databases import variables
from tests.fakes.twilio.server import FakeTwilio
from tests.product.product import configured

ROOT = Path(__file__).parents[3]
PATIENCE = 60.0
MANY_VISITORS = (
    "\n[limits]\nweb_sessions_per_minute = 1000000\nweb_filings_per_minute = 1000000\n"
    "unfiled_megabytes = 1000000\n"
)
"""Limits for campaigns whose visitors all come from this machine, and show no work."""
OURS = ("BALLEGH", "TELEGRAM", "TWILIO", "SMTP", "DIGEST")


class Process:
    """`main.py serve` on a port of its own; what it logs is in `log`. `under` is a command that starts it."""

    def __init__(self, folder: Path, more: Mapping[str, str], under: Sequence[str] = ()) -> None:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        own = variables(folder) | {"BALLEGH_LISTEN": "127.0.0.1:0"}
        if "BALLEGH_CONFIG" not in more:
            own["BALLEGH_CONFIG"] = str(configured(folder))
        self._environment = inherited | own | dict(more)
        self.data = folder
        self.log = folder / "log"
        self.url = ""
        self._under = under

    async def __aenter__(self) -> Self:
        """Start it; it serves once it says where."""
        self._log: IO[bytes] = self.log.open("ab")
        self._process = await asyncio.create_subprocess_exec(
            *(*self._under, sys.executable, str(ROOT / "main.py"), "serve"),
            cwd=self.log.parent,
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=self._log,
        )
        try:
            async with asyncio.timeout(PATIENCE):
                self.url = await self._address()
        except BaseException:
            await self._end()
            raise
        return self

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    async def _address(self) -> str:
        assert self._process.stdout
        async for line in self._process.stdout:
            if found := re.search(r"open +http://localhost:(\d+)", line.decode()):
                return f"http://127.0.0.1:{found[1]}"
        raise RuntimeError(f"it ended at once:\n{self.log.read_text('utf-8')[-2000:]}")

    async def __aexit__(self, *_: object) -> None:
        await self._end()

    async def _end(self) -> None:
        if self._process.returncode is None:
            self._process.terminate()
        await self._process.wait()
        self._log.close()

    @property
    def running(self) -> bool:
        """Whether it still does."""
        return self._process.returncode is None

    @property
    def status(self) -> int | None:
        """How it ended; None while it runs."""
        return self._process.returncode

    def errors(self) -> list[str]:
        """The lines of its log that tell of an error."""
        return [line for line in self.log.read_text("utf-8").splitlines() if '"level": "error"' in line]


def whatsapp(twilio: FakeTwilio, api_url: str = "") -> dict[str, str]:
    """Settings with WhatsApp on; `api_url` is what is taken for Twilio, where it is not Twilio itself."""
    return {
        "BALLEGH_PUBLIC_URL": twilio.delivery.public,
        "TWILIO_ACCOUNT_SID": twilio.account_sid,
        "TWILIO_AUTH_TOKEN": twilio.auth_token,
        "TWILIO_WHATSAPP_FROM": twilio.sender,
        "TWILIO_API_URL": api_url or twilio.url,
    }
