"""The host of a link: its plain form, the domain that somebody registered, and the name it imitates.

The public suffix list comes with the library `publicsuffixlist` and is read when the first name asks for it.
"""

import ipaddress
import re
import unicodedata
from functools import cache

from publicsuffixlist import PublicSuffixList

from flows.record import record
from flows.remembered import remembered

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_WHOLE_NUMBER = re.compile(r"0x[0-9a-f]{1,8}|[0-9]{5,10}")
_MOST_LABELS = 30
# Letters of other scripts that are read as Latin ones.
SEEN_AS = str.maketrans(
    "абвгдеёзикмнорстухцьѕіјԁһԛԝӏαβγεηικνορτυχωɑɡıɩʟ", "a6brдeeзukmhopctyxцbsijdhqwlaβyenikvoptuxwagiil"
)


@record
class Host:
    """`name` in lower case and punycode; `domain` as registered; `imitates`: the Latin name it looks like."""

    name: str
    domain: str
    imitates: str = ""


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)


@remembered(4096)
def _registered(name: str) -> str:
    """The part of a name that somebody registered; empty for no known suffix, or a suffix alone."""
    return _suffixes().privatesuffix(name) or ""


@remembered(4096)
def known_ending(label: str) -> bool:
    """True for a last label that exists: `com`, `ma`, `المغرب`."""
    plain = _plain_label(label)
    return bool(plain) and _suffixes().publicsuffix(plain) is not None


def suffix_length(name: str) -> int:
    """How many labels of a name are its public suffix: two for `x.co.uk`."""
    return (_suffixes().publicsuffix(name) or "").count(".") + 1


def _plain_label(label: str) -> str:
    """The label in lower case, in punycode where it is not ASCII; empty where it can be no label."""
    label = unicodedata.normalize("NFKC", label).lower()
    if not label.isascii():
        if not label.replace("-", "").isalnum() or label.strip("-") != label or len(label) > 59:
            return ""
        label = f"xn--{label.encode('punycode').decode('ascii')}"
    return label if _LABEL.fullmatch(label) else ""


def _address(written: str) -> str:
    """An IP address in its usual form, from four numbers, one whole number or brackets; or empty."""
    try:
        if _WHOLE_NUMBER.fullmatch(written):
            return str(ipaddress.IPv4Address(int(written, 0)))
        return str(ipaddress.ip_address(written.strip("[]")))
    except ValueError:
        return ""


def read_host(written: str) -> Host | None:
    """Read a host by the real rules; None where no browser would find one."""
    if address := _address(written.lower()):
        return Host(f"[{address}]" if ":" in address else address, address)
    labels = written.rstrip(".").split(".")
    plain = [_plain_label(label) for label in labels[: _MOST_LABELS + 1]]
    if not 2 <= len(plain) <= _MOST_LABELS or not all(plain):
        return None
    name = ".".join(plain)
    return Host(name, _registered(name), _imitated(plain))


def _imitated(plain: list[str]) -> str:
    """The Latin name that labels in punycode are read as; empty where none of them deceives the eye."""
    seen = [_seen(label) for label in plain]
    return ".".join(seen) if seen != plain and all(map(str.isascii, seen)) else ""


def _seen(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        letters = label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label
    apart = unicodedata.normalize("NFKD", letters.translate(SEEN_AS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
