"""An officer at the desk in the browser: every case is opened there, and nothing on the way can be read."""

import base64
import random
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from storage.cases.entries import Entry, decode_said
from storage.sealing import age, bare_wraps
from tests.campaigns.canary.canaries import Canaries
from tests.campaigns.canary.needles import Needles
from tests.campaigns.canary.officers import Reading
from tests.fakes.desk import Browser, encoded

NAME = "Rachid"


@dataclass
class DeskOfficer:
    """`bodies` is every answer that the server gave about cases."""

    browser: Browser
    canaries: Canaries
    dice: random.Random
    bodies: list[bytes] = field(default_factory=list)
    readings: dict[str, Reading] = field(default_factory=dict)

    async def works(self, references: list[str]) -> None:
        """Open each case with its files, leave a sealed note in it, and export one."""
        await self._get("cases")
        for reference in references:
            told = await self._opened(reference)
            await self._notes(reference, told["case"]["recipient"])
        reference = self.dice.choice(references)
        answer = await self.browser.post(f"cases/{reference}/export", {"reason": "PV-7"})
        assert answer.status_code == 200
        with tarfile.open(fileobj=BytesIO(answer.content)) as tar:
            assert "case.json" in tar.getnames()
        self.bodies.append(answer.content)

    async def _opened(self, reference: str) -> dict[str, Any]:
        told: dict[str, Any] = await self._get(f"cases/{reference}")
        keys = {name: self._unwrapped(wrap) for name, wrap in told["wraps"].items()}
        entries = []
        for each in told["entries"]:
            place = reference, each["id"]
            said = decode_said(age.unseal(base64.b64decode(each["age"]), place, keys["case"]))
            entries.append(Entry(each["kind"], said.answers, each["time"], said.evidence, said.sent))
        files = []
        for piece in told["evidence"]:
            if piece["state"] == "stored":
                answer = await self.browser.get(f"evidence/{piece['id']}")
                self.bodies.append(answer.content)
                out = BytesIO()
                age.unseal_file(iter([answer.content]), piece["id"], keys[piece["id"]], out)
                files.append(out.getvalue())
        self.readings[reference] = Reading(tuple(entries), tuple(files))
        return told

    async def _notes(self, reference: str, recipient: str) -> None:
        """A note that holds a name and a number, which only officers can read."""
        name = self.dice.randbytes(16).hex()
        said = f'{{"text": "{self.canaries.name()} {self.canaries.phone()}"}}'.encode()
        sealed = age.seal(said, (reference, f"note:{name}"), [age.recipient(recipient)])
        noted = await self.browser.post(f"cases/{reference}/note", {"id": name, "age": encoded(sealed)})
        assert noted.status_code == 200
        self.bodies.append(noted.content)

    async def _get(self, path: str) -> dict[str, Any]:
        answer = await self.browser.get(path)
        assert answer.status_code == 200
        self.bodies.append(answer.content)
        told: dict[str, Any] = answer.json()
        return told

    def _unwrapped(self, wrap: str) -> str:
        return bare_wraps.unwrap(base64.b64decode(wrap), str(self.browser.identity))

    def leaks(self, needles: Needles) -> Iterator[str]:
        """What could be read in the answers of the server."""
        for body in self.bodies:
            yield from (str(hit) for hit in needles.data("an answer of the desk", body))
