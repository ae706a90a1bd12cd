"""Links and addresses as people disguise or break them, put back into one piece.

`fraude[.]top`, `fraude (dot) top`, `ali(at)mail.com`, `hxxp[:]//`, and a link that goes on in the next line.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from flows.indicators.marks import SEAM
from flows.indicators.web.hosts import known_ending

_SPELLED = re.compile(
    rf"(?P<seam>{SEAM}+)"
    r"|(?P<dot>[ \n]{0,2}[\[({<] ?(?:\.|dot|point|نقطة) ?[\])}>] {0,2}"
    r"|(?<=\w) dot (?=(?:com|net|org|top|xyz|shop|info|online|site|vip|club|icu|cc|ma|fr)(?!\w))"
    r"|(?<=\w) point (?=com(?!\w)))"
    r"|(?P<at>(?<=\w) {0,2}[\[({<] ?(?:at|arobase|@) ?[\])}>] {0,2}|(?<=\w) arobase (?=\w)"
    r"|(?<=\w) @(?=(?:gmail|hotmail|outlook|yahoo|live|icloud|proton(?:mail)?)\.)"
    r"|(?<=\w) ?@ (?=[\w-]{1,63}\.[A-Za-z])"
    r"|(?<=\w) at (?=[\w-]{1,63} ?(?:dot|\[dot\]|\(dot\)) ?[A-Za-z]))"
    r"|(?P<slashes>(?<=[ps]) ?(?:\[:\] ?|: ?)(?://|\\\\) ?(?=[\w\[])|\[://\])"
    r"|(?P<slash>\[/\])|(?P<line>\r?\n)",
    re.IGNORECASE,
)
_PLAIN = {"seam": "", "dot": ".", "at": "@", "slashes": "://", "slash": "/"}
_AS_FAR = 300
_GOES_ON = re.compile(r"\w[=?&%]\w|[=&]\w|\d[-_/]\w|\w[-_/]\d")
_CUT_AFTER = "=?&%_-"
_HOST_PIECE = re.compile(r"[A-Za-z0-9-]{0,63}(?:\.[A-Za-z0-9-]{1,63}){0,6}")
_MIXED = re.compile(r"(?=[^\d\s]{0,80}\d)(?=[^A-Za-z\s]{0,80}[A-Za-z])[A-Za-z0-9_-]{5,80}")


class Written(NamedTuple):
    """A text whose disguises are undone, and for each of its characters the place in the text as sent."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text as sent."""
        return self.places[start], self.places[end - 1] + 1


def plainly(work: str) -> Written:
    """Undo the disguises of a flat text."""
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for match in _SPELLED.finditer(work):
        plain = _instead(work, match)
        if plain is None:
            continue
        pieces += (work[at : match.start()], plain)
        places += range(at, match.start())
        places += [match.start()] * len(plain)
        at = match.end()
    if not at:
        return Written(work, range(len(work)))
    places += range(at, len(work))
    return Written("".join((*pieces, work[at:])), places)


def _instead(work: str, match: re.Match[str]) -> str | None:
    """The plain form of a disguise; None to leave the text as it is."""
    kind = match.lastgroup or ""
    if kind != "line":
        return _PLAIN[kind]
    tail = work[max(0, match.start() - _AS_FAR) : match.start()]
    head = work[match.end() : match.end() + _AS_FAR]
    if not tail or not head or tail[-1].isspace() or head[0].isspace():
        return None
    alone = len(head.split("\n", 1)[0].split()) == 1
    return "" if _goes_on(tail.split()[-1], head.split()[0], alone=alone) else None


def _goes_on(tail: str, head: str, *, alone: bool) -> bool:
    """True where a link ends the line and the next line begins with the rest of it."""
    if "://" in head or head.lower().startswith("www.") or not head[0].isascii():
        return False
    _, scheme, body = tail.rpartition("://")
    named = bool(scheme) or body.lower().startswith("www.")
    host, slash, path = body.partition("/")
    if not slash:
        return _host_goes_on(host, head, named=named)
    if not (named or _ends_well(host)) or _is_host(head):
        return False
    if path.endswith(tuple(_CUT_AFTER)) and head[0].isalnum():
        return True
    return bool(_GOES_ON.search(head)) or (alone and bool(_MIXED.fullmatch(head)))


def _host_goes_on(host: str, head: str, *, named: bool) -> bool:
    """True where a host is cut: alone it has no ending that exists, with the next line it has."""
    piece = _HOST_PIECE.match(head)
    rest = piece[0] if piece else ""
    whole = _ends_well(host + rest)
    if named:
        return whole and (host.endswith(("-", ".")) or not _ends_well(host))
    return whole and host.endswith(("-", ".")) and head[len(rest) : len(rest) + 1] == "/"


def _ends_well(host: str) -> bool:
    _, dot, ending = host.rpartition(".")
    return bool(dot) and known_ending(ending)


def _is_host(head: str) -> bool:
    return _ends_well(re.split(r"[/?#]", head, maxsplit=1)[0])
