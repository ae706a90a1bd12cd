"""An officer at the desk, who works off each day's cases in the evening, by the desk's own calls."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.campaigns.replay.scene import Scene
from tests.fakes.desk import Browser

NAME = "Salma"
AT_ONCE = 200
"""The most cases that one call changes."""
SHEET_DAYS = 30
"""The recovery sheet is proved again every so many days, which is oftener than asked for."""


@dataclass
class Officer:
    """A supervisor with a passkey."""

    browser: Browser
    calls: int = 0

    @classmethod
    async def arrives(cls, scene: Scene, code: str) -> "Officer":
        """Make a key for an invited officer, and have it confirmed."""
        browser = Browser(scene.url)
        await browser.enters(code)
        scene.runs(("officer", "confirm", NAME, browser.fingerprint))
        return cls(browser)

    async def enters(self, day: int) -> None:
        """Sign in: the session of the evening before is over."""
        assert (await self.browser.signs_in()).status_code == 200
        if day % SHEET_DAYS == 0:
            assert (await self.browser.proves("sheet")).status_code == 200

    async def examines(self, references: Sequence[str]) -> None:
        """Mark cases as examined, many at once."""
        for start in range(0, len(references), AT_ONCE):
            some = list(references[start : start + AT_ONCE])
            step = {"action": "status", "status": "examined"}
            told = await self._posts("bulk", {"references": some, "steps": [step]})
            assert told["refused"] == [], told["refused"][:3]

    async def refers(self, reference: str) -> None:
        """Refer a case to the police, and inform the prosecutor."""
        for status in ("referred", "informed"):
            await self._status(reference, status)

    async def finds(self, reference: str, outcome: str) -> None:
        """Have a case investigated, and name a suspect with this outcome."""
        for status in ("investigated", "identified"):
            await self._status(reference, status)
        await self._suspect(reference, outcome)
        if outcome != "identified":
            await self._status(reference, outcome)

    async def _status(self, reference: str, status: str) -> None:
        version = (await self.browser.get(f"cases/{reference}")).json()["version"]
        await self._posts(f"cases/{reference}/status", {"status": status, "version": version})

    async def _suspect(self, reference: str, outcome: str) -> None:
        version = (await self.browser.get(f"cases/{reference}")).json()["version"]
        new = {"outcome": outcome, "version": version}
        await self._posts(f"cases/{reference}/suspect", new)

    async def _posts(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        self.calls += 1
        answer = await self.browser.post(path, body)
        assert answer.status_code == 200, (path, answer.status_code, answer.text)
        told: dict[str, Any] = answer.json()
        return told
