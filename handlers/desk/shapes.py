"""The bodies of the desk's calls. Octets are base64."""

from typing import Annotated, Literal

import msgspec

NAMED = r"^[^\x00]+$"
"""A text that every database can look for: not all have one with a NUL."""
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


class PasskeyRemoved(msgspec.Struct):
    """The passkey to take away, by its credential id."""

    id: Annotated[str, msgspec.Meta(pattern=NAMED, max_length=2000)]


Words = Annotated[str, msgspec.Meta(max_length=1000)]
Reason = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$")]
Version = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,19}$")]
Action = Literal[
    "take", "assign", "status", "refer", "ask", "note", "hold", "release", "snooze", "seen", "suspect"
]
Fingerprint = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}$")]


MOST_WRAPS = 2000
"""The wraps of a thousand contents for two keys: a case is given in one call, whole or not at all."""


class ServiceWrap(msgspec.Struct):
    """The private key of a content of a case, wrapped for a key of a service."""

    content: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    to: Fingerprint
    age: Annotated[bytes, msgspec.Meta(max_length=1000)]


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
    service: Annotated[str, msgspec.Meta(max_length=30)] = ""
    wraps: Annotated[list[ServiceWrap], msgspec.Meta(max_length=MOST_WRAPS)] = []


class Search(msgspec.Struct):
    """A text that a case is known by: in a body, so that no address and no proxy has a phone number."""

    text: Annotated[str, msgspec.Meta(max_length=200)]


class Unmask(msgspec.Struct):
    """A step towards reading who the reporter is; the reason belongs to the asking."""

    step: Literal["ask", "agree", "refuse"]
    reason: Annotated[str, msgspec.Meta(pattern=r"^([A-Za-z0-9][A-Za-z0-9._/-]{0,39})?$")] = ""


Content = Annotated[str, msgspec.Meta(pattern=r"^(entry|evidence):[A-Za-z0-9_-]{1,64}$")]


class Brought(msgspec.Struct):
    """A case's new key: its public half, a header for each content, wraps by the officers' fingerprints."""

    recipient: Key
    headers: dict[Content, Annotated[bytes, msgspec.Meta(max_length=400)]]
    wraps: dict[Fingerprint, Annotated[bytes, msgspec.Meta(max_length=1000)]]


class Export(msgspec.Struct):
    """Why a case leaves the server, and in which form."""

    reason: Reason
    form: Literal["bundle", "bag"] = "bundle"


class Step(Case):
    """One of several changes of a case."""

    action: Action = "seen"


Steps = Annotated[list[Step], msgspec.Meta(min_length=1, max_length=5)]


class Several(msgspec.Struct):
    """Several changes of a case in one."""

    steps: Steps
    version: Version | Literal[""] = ""


class Chosen(msgspec.Struct):
    """Cases that an officer has chosen."""

    references: Annotated[list[Code], msgspec.Meta(min_length=1, max_length=200)]


class Many(Chosen, kw_only=True):
    """The same changes of many cases."""

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


class Discarded(msgspec.Struct):
    """The content of a case (`case`, or a file's id) whose wrap opens nothing."""

    reference: Annotated[str, msgspec.Meta(pattern=NAMED, max_length=40)]
    content: Annotated[str, msgspec.Meta(pattern=NAMED, max_length=100)]


class Granted(msgspec.Struct):
    """Wraps for the key of a fingerprint; `answer` is the opened challenge of an earlier key `of`."""

    to: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}$")]
    wraps: Annotated[list[Wrap], msgspec.Meta(max_length=200)]
    of: Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{16})?$")] = ""
    answer: Annotated[bytes, msgspec.Meta(max_length=32)] = b""


class EarlierKey(msgspec.Struct):
    """The fingerprint of an earlier key."""

    of: Fingerprint
