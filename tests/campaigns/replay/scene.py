"""The replay's scene: a server by the replay's clock, the fakes of Telegram and Twilio, and an officer."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine, text

from tests.campaigns.canary.mouths import InTelegram, InWeb, InWhatsApp, Mouth
from tests.campaigns.kill.house import House
from tests.campaigns.kill.process import MANY_VISITORS, OURS
from tests.campaigns.replay.clock import Clock
from tests.campaigns.replay.quarter import LANGUAGES, PERIOD, Report
from tests.dialogue import words
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.twilio.server import FakeTwilio
from tests.product.product import ANSWERED_AT_ONCE, free_port

ROOT = Path(__file__).parents[3]
ZONE = ZoneInfo("Africa/Casablanca")
TEMPLATES = ROOT / "deploy" / "whatsapp"
PATIENCE = 120.0


def template(language: str) -> Any:
    """Return the template of a notice that the deployment hands in to WhatsApp."""
    return json.loads((TEMPLATES / f"status.{language}.json").read_text("utf-8"))


class Scene:
    """Everything that runs. `database` is the URL of a Postgres, or empty for SQLite.

    `toml` is more of the configuration file, `more` are further variables.
    """

    def __init__(
        self,
        folder: Path,
        telegram: FakeTelegram,
        twilio: FakeTwilio,
        database: str = "",
        toml: str = "",
        more: Mapping[str, str] | None = None,
    ) -> None:
        self.house = House(folder)
        self.clock = Clock(folder / "clock")
        self._telegram, self._twilio = telegram, twilio
        self._labels = {label: key for key, labels in words().names().items() for label in labels}
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        config = folder / "ballegh.toml"
        named = "".join(f'{one} = "{twilio.approve_content(template(one))}"\n' for one in LANGUAGES)
        templates = f"[whatsapp.templates.status]\n{named}"
        config.write_text(f"{ANSWERED_AT_ONCE}{MANY_VISITORS}{templates}{toml}", "utf-8")
        twilio.serves(self.url, self.url)
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        self._environment = inherited | {
            **self.house.environment,
            "PYTHONPATH": str(ROOT),
            "BALLEGH_LOG_LEVEL": "WARNING",
            "BALLEGH_CONFIG": str(config),
            "BALLEGH_LISTEN": f"127.0.0.1:{port}",
            "BALLEGH_PUBLIC_URL": self.url,
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": telegram.url,
            "TWILIO_ACCOUNT_SID": twilio.account_sid,
            "TWILIO_AUTH_TOKEN": twilio.auth_token,
            "TWILIO_WHATSAPP_FROM": twilio.sender,
            "TWILIO_API_URL": twilio.url,
            **(more or {}),
        }
        self._database = database
        if database:
            self._environment["BALLEGH_DATABASE_URL"] = database

    def set_clock(self, day: int, hour: int) -> None:
        """Set every clock to an hour of a day of the quarter, which is counted from 0."""
        moment = datetime.combine(PERIOD.first + timedelta(days=day), time(hour), ZONE)
        ahead = self.clock.set(moment.timestamp())
        self._telegram.skew = self._twilio.skew = ahead

    async def start(self) -> None:
        """Start the server; return when it listens."""
        self._log = (self.house.told / "server.log").open("ab")
        self._process = await asyncio.create_subprocess_exec(
            *self._command("serve"),
            env=self._environment,
            cwd=self.house.server,
            stdout=asyncio.subprocess.PIPE,
            stderr=self._log,
        )
        async with asyncio.timeout(PATIENCE):
            await self._listening()

    async def _listening(self) -> None:
        assert self._process.stdout
        async for line in self._process.stdout:
            if line.startswith(b"  open  "):
                return
        raise RuntimeError(
            f"the server ended at once:\n{(self.house.told / 'server.log').read_text()[-2000:]}"
        )

    async def stop(self) -> None:
        """End the server in order; it can be started again."""
        if self._process.returncode is None:
            self._process.terminate()
        await self._process.communicate()
        self._log.close()

    async def close(self) -> None:
        """End everything."""
        await self.stop()
        self.clock.close()

    def runs(self, *commands: Sequence[str]) -> list[str]:
        """Run commands on the server, one after the other; return the words of each."""
        run = subprocess.run(
            self._command(),
            input="".join(json.dumps(["-q", *one]) + "\n" for one in commands).encode(),
            env=self._environment,
            cwd=self.house.server,
            capture_output=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr.decode()
        return run.stdout.decode().split("\x1e")[:-1]

    def _command(self, *command: str) -> list[str]:
        clock = ("-m", "tests.campaigns.replay.clock", str(self.clock.path))
        return [sys.executable, "-X", "utf8", *clock, *command]

    def size(self) -> int:
        """Return the bytes of everything that the server keeps."""
        kept = sum(path.stat().st_size for path in self.house.data.rglob("*") if path.is_file())
        if self._database:
            with create_engine(self._database).connect() as connection:
                kept += int(
                    connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
                )
        return kept

    async def mouth(self, report: Report, number: int) -> Mouth:
        """Return a person with a phone or a page of their own, the same one for the same number."""
        if report.channel == "telegram":
            language = "ar" if report.language == "ary" else report.language
            return InTelegram(self._telegram.chat(1_000_000 + number, language=language))
        if report.channel == "whatsapp":
            return InWhatsApp(self._twilio.person(f"+2126{number:08}"), self._labels)
        return await InWeb(self.url, report.language).opens()
