"""The bodies of the desk's calls. Octets are base64."""

from typing import Annotated, Literal

import msgspec

Code = Annotated[str, msgspec.Meta(max_length=100)]
Key = Annotated[str, msgspec.Meta(max_length=100)]
Officer = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
Box = Annotated[bytes, msgspec.Meta(min_length=1, max_length=4000)]
Way = Literal["prf", "passphrase"]


class Empty(msgspec.Struct):
    """No more than an object."""


class Invitation(msgspec.Struct):
    """A one-time code."""

    code: Code


class Enrolment(msgspec.Struct):
    """The passkey, the public key and the box that a browser made for a one-time code."""

    code: Code
    credential: msgspec.Raw
    recipient: Key
    way: Way
    box: Box


class SignIn(msgspec.Struct):
    """A passkey's signature, as the browser gives it."""

    credential: msgspec.Raw


class Proof(msgspec.Struct):
    """Random bytes that were opened with the officer's key."""

    answer: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    way: Literal["passkey", "sheet"]


class Passkey(msgspec.Struct):
    """A further passkey and its box."""

    credential: msgspec.Raw
    way: Way
    box: Box


Words = Annotated[str, msgspec.Meta(max_length=1000)]
Reason = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$")]
Version = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,19}$")]
Action = Literal["take", "assign", "status", "ask", "note", "hold", "release", "snooze", "seen", "suspect"]


class Case(msgspec.Struct):
    """The fields of a change of a case; which of them count is the action's."""

    version: Version | Literal[""] = ""
    officer: Annotated[str, msgspec.Meta(max_length=40)] = ""
    status: Annotated[str, msgspec.Meta(max_length=20)] = ""
    note: Words = ""
    question: Words = ""
    reason: Reason | Literal[""] = ""
    until: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    id: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{0,32}$")] = ""
    age: Annotated[bytes, msgspec.Meta(max_length=48_000)] = b""
    number: Annotated[int, msgspec.Meta(ge=0, le=99)] = 0
    outcome: Annotated[str, msgspec.Meta(max_length=20)] = ""


class Export(msgspec.Struct):
    """Why a case leaves the server."""

    reason: Reason


class Step(Case):
    """One of several changes of a case."""

    action: Action = "seen"


Steps = Annotated[list[Step], msgspec.Meta(min_length=1, max_length=5)]


class Several(msgspec.Struct):
    """Several changes of a case in one."""

    steps: Steps
    version: Version | Literal[""] = ""


class Many(msgspec.Struct):
    """The same changes of many cases."""

    references: Annotated[list[Code], msgspec.Meta(min_length=1, max_length=200)]
    steps: Steps


class Preview(msgspec.Struct):
    """A question or a status, with the officer's words."""

    language: Annotated[str, msgspec.Meta(max_length=10)]
    kind: Literal["ask", "status"]
    text: Words = ""
    status: Annotated[str, msgspec.Meta(max_length=20)] = ""


class Statement(msgspec.Struct):
    """The days and the language of a statement."""

    first: Annotated[str, msgspec.Meta(max_length=10)]
    last: Annotated[str, msgspec.Meta(max_length=10)]
    language: Annotated[str, msgspec.Meta(max_length=10)]


class Invited(msgspec.Struct):
    """A colleague to invite."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    role: Annotated[str, msgspec.Meta(max_length=20)]


class Deed(msgspec.Struct):
    """The officer who is meant."""

    officer: Officer


class Confirmed(Deed):
    """An officer, and the fingerprint that somebody compared."""

    fingerprint: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}$")]


class Wrap(msgspec.Struct):
    """The private key of a content, wrapped for a colleague; `number` is too large for a number of JSON."""

    number: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,19}$")]
    age: Annotated[bytes, msgspec.Meta(max_length=1000)]


class Granted(msgspec.Struct):
    """Wraps for the key of a fingerprint."""

    to: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}$")]
    wraps: Annotated[list[Wrap], msgspec.Meta(max_length=200)]
    of: Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{16})?$")] = ""
