"""An officer's browser at the desk: passkey and key in software, real calls to a real server."""

import base64
from dataclasses import dataclass, field
from typing import Any

import httpx
import pyrage

from storage.sealing.age import fingerprint
from tests.fakes.authenticator import Authenticator
from tests.fakes.loopback import NO_CERTIFICATES

API = "/desk/api"


def encoded(octets: bytes) -> str:
    return base64.b64encode(octets).decode()


@dataclass
class Browser:
    """`url` is the server's address with a name that passkeys can be bound to."""

    url: str
    authenticator: Authenticator = field(default_factory=Authenticator)
    identity: Any = field(default_factory=pyrage.x25519.Identity.generate)

    def __post_init__(self) -> None:
        headers = {"origin": self.url}
        self.client = httpx.AsyncClient(
            base_url=self.url, headers=headers, timeout=60, verify=NO_CERTIFICATES
        )

    async def close(self) -> None:
        await self.client.aclose()

    @property
    def recipient(self) -> str:
        return str(self.identity.to_public())

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.recipient)

    async def post(self, path: str, body: Any = None, **options: Any) -> httpx.Response:
        return await self.client.post(f"{API}/{path}", json=body if body is not None else {}, **options)

    async def get(self, path: str, **options: Any) -> httpx.Response:
        return await self.client.get(f"{API}/{path}", **options)

    def box(self) -> bytes:
        """The private half, sealed as the page seals it: to a key that only the passkey gives."""
        from_passkey = pyrage.x25519.Identity.generate()
        return bytes(pyrage.encrypt(f"{self.identity}\n".encode(), [from_passkey.to_public()]))

    async def invited(self, code: str) -> dict[str, Any]:
        """The body that uses the code up, made from what the invitation offers."""
        offered = (await self.post("invitation", {"code": code})).json()
        made = self.authenticator.make(offered["options"], self.url)
        return {
            "code": code,
            "credential": made,
            "recipient": self.recipient,
            "way": "prf",
            "box": encoded(self.box()),
        }

    async def enrols(self, code: str) -> httpx.Response:
        return await self.post("enrolment", await self.invited(code))

    async def signs_in(self) -> httpx.Response:
        offered = (await self.post("sign-in/options")).json()
        return await self.post(
            "sign-in", {"credential": self.authenticator.use(offered["options"], self.url)}
        )

    async def proves(self, way: str) -> httpx.Response:
        answer = self.answers(await self.post("proof/challenge"))
        return await self.post("proof", {"answer": answer, "way": way})

    def answers(self, challenge: httpx.Response) -> str:
        """The random bytes of a challenge that is sealed to this browser's key."""
        age = base64.b64decode(challenge.json()["age"])
        return encoded(pyrage.decrypt(age, [self.identity]))

    async def enters(self, code: str) -> dict[str, Any]:
        """Everything up to the confirmation of the key by somebody else."""
        assert (await self.enrols(code)).status_code == 200
        assert (await self.signs_in()).status_code == 200
        assert (await self.proves("passkey")).status_code == 200
        me: dict[str, Any] = (await self.proves("sheet")).json()
        return me
