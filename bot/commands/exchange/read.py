"""Reads a partner's list, in whichever of the three formats it is, and takes what can be taken."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.commands.exchange import bundles, misp, sheet
from bot.commands.exchange.rows import BadFile, Row
from flows.indicators.listed import Refused, as_listed
from flows.record import record
from storage.campaigns.listed import Marked

LARGEST = 32 << 20
"""Bytes of a file: some 100,000 indicators in any format."""
MOST = 200_000
"""Rows of a file."""
TOLD = ("", "clear")
"""The marks under which the public may hear that a value is on the list."""

_BUNDLE = re.compile(rb'"type"\s{0,20}:\s{0,20}"bundle"')


@record
class ReadList:
    """A list as it was read: its indicators, each once, and the rows that were not taken with the reason.

    `digest` is the SHA-256 of the file.
    """

    marked: tuple[Marked, ...]
    refused: tuple[tuple[str, str], ...]
    tlp: dict[str, int]
    digest: str


def read(path: Path, now: float, *, public: bool, context: bool) -> ReadList:
    """Read a list. `public`: the public may hear of it whatever its marks. Raises BadFile and OSError.

    `context`: take attributes of MISP that are not marked for detection too. What is over `now` is refused.
    """
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise BadFile(f"it is larger than {LARGEST >> 20} MiB: split it")
    marked: dict[tuple[str, str], Marked] = {}
    refused: list[tuple[str, str]] = []
    marks: Counter[str] = Counter()
    for number, row in enumerate(_rows(data, now, context=context), 1):
        if number > MOST:
            raise BadFile(f"it has more than {MOST} rows: split it")
        taken = Refused("unreadable") if row.kind is None else as_listed(row.kind, row.value)
        if row.wrong or isinstance(taken, Refused):
            refused.append((row.place, row.wrong or getattr(taken, "reason", "")))
            continue
        marks[row.tlp] += 1
        told = public or row.tlp in TOLD
        known = marked.get(taken)
        marked[taken] = Marked(taken, told and (known is None or known.told))
    return ReadList(tuple(marked.values()), tuple(refused), dict(marks), hashlib.sha256(data).hexdigest())


def _rows(data: bytes, now: float, *, context: bool) -> Iterator[Row]:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return sheet.rows(data)
    plain = data.removeprefix(b"\xef\xbb\xbf")
    if _BUNDLE.search(plain):
        return bundles.rows(plain, now)
    return misp.rows(plain, context=context)
