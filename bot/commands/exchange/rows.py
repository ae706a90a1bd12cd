"""Rows of a partner's list, whatever its format, and the words by which others name our kinds."""

from collections.abc import Iterable
from typing import Literal

from bot.commands.exchange.shared import TLP
from flows.indicators.listed import ListedKind
from flows.record import record

Wrong = Literal["", "unreadable", "kind", "compound", "revoked", "expired", "benign", "context", "observable"]
"""The reasons why a row is not taken before its value is read. `kind`: of a kind that messages do not name.
`compound`: a pattern of several conditions. `context`: MISP's `to_ids` is off. `observable`: STIX has the
value without saying that it is an indicator."""


class BadFile(Exception):
    """The file cannot be read as a list; the text says why."""


@record
class Row:
    """A row of a list: its place in the file, its kind, value and mark (empty if none), and what is wrong."""

    place: str
    kind: ListedKind | None
    value: str
    tlp: str = ""
    wrong: Wrong = ""


_WORDS: dict[ListedKind, str] = {
    "phone": "phone phone-number phonenumber tel telephone msisdn",
    "domain": "domain domain-name hostname host fqdn ip ipv4 ip-dst ipv4-addr",
    "link": "link url uri",
    "email": "email email-src email-addr e-mail mail",
    "handle": "handle account user-account username",
    "group": "group invitation",
    "rib": "rib bank-account-nr",
    "iban": "iban",
    "crypto": "crypto wallet btc cryptocurrency-wallet",
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}


def kind_named(word: str) -> ListedKind | None:
    """The kind that a word of ours, of MISP or of STIX names; None for another one."""
    return _KINDS.get(word.strip().lower().replace("_", "-").replace(" ", "-"))


def strictest(marks: Iterable[str]) -> str:
    """The strictest of some TLP marks, written as `tlp:amber` or `amber`; empty if none is a mark.

    A mark of TLP that is not known counts as the strictest.
    """
    said = [mark.strip().lower().removeprefix("tlp:") for mark in marks if mark.strip()]
    known = ["clear" if mark == "white" else mark if mark in TLP else "red" for mark in said]
    return max(known, key=TLP.index, default="")
