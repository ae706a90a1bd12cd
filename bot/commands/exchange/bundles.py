"""The indicators of a STIX bundle, of 2.0 or 2.1, whoever made it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

import msgspec

from bot.commands.exchange.patterns import compared
from bot.commands.exchange.rows import BadFile, Row, Wrong, strictest
from bot.commands.exchange.stix_markings import TLP_BY_ID

OBSERVABLES = frozenset(
    {
        *("url", "domain-name", "hostname", "ipv4-addr", "email-addr", "phone-number"),
        *("bank-account", "cryptocurrency-wallet", "user-account"),
    }
)
_BENIGN = "benign"


_STRICTEST = "red"
"""The mark of a value about whose mark there is doubt."""


class _Definition(msgspec.Struct, frozen=True):
    tlp: str = ""


class _Object(msgspec.Struct):
    """The fields of any STIX object that an import reads."""

    type: str = ""
    id: str = ""
    name: str = ""
    pattern: str = ""
    pattern_type: str = "stix"
    revoked: bool = False
    valid_until: datetime | None = None
    indicator_types: list[str] = []
    object_marking_refs: list[str] = []
    granular_markings: list[msgspec.Raw] = []
    labels: list[str] = []
    definition_type: str = ""
    definition: _Definition = _Definition()


class _Bundle(msgspec.Struct):
    objects: list[msgspec.Raw]


_bundle, _object = msgspec.json.Decoder(_Bundle).decode, msgspec.json.Decoder(_Object).decode


def rows(data: bytes, now: float) -> Iterator[Row]:
    """The indicators of a bundle, and the observables that it does not call indicators. Raises BadFile."""
    try:
        objects = [_read(raw) for raw in _bundle(data).objects]
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadFile(f"it is no bundle of STIX ({error})") from None
    marks = _marks(one for one in objects if one and one.type == "marking-definition")
    for number, one in enumerate(objects, 1):
        place = f"object {number}"
        if one is None:
            yield Row(place, None, "", wrong="unreadable")
        elif one.type == "indicator":
            yield from _indicator(place, one, _tlp(one, marks), now)
        elif one.type in OBSERVABLES:
            yield Row(place, None, "", wrong="observable")


def _read(raw: msgspec.Raw) -> _Object | None:
    try:
        return _object(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _marks(definitions: Iterable[_Object]) -> dict[str, str]:
    """The TLP mark of each marking's id. A bundle may define its own ids, and not those of OASIS."""
    marks: dict[str, str] = {}
    for one in definitions:
        marks[one.id] = strictest((marks.get(one.id, ""), _mark(one)))
    return {**marks, **TLP_BY_ID}


def _mark(one: _Object) -> str:
    """The TLP mark that a bundle defines itself; empty for a statement, as of copyright."""
    named = one.name if one.name.upper().startswith("TLP:") else ""
    return strictest((named, one.definition.tlp)) or (
        "" if one.definition_type == "statement" else _STRICTEST
    )


def _tlp(one: _Object, marks: Mapping[str, str]) -> str:
    """The mark of an indicator. One that cannot be read, or is for a part of it, may be any."""
    if one.granular_markings:
        return _STRICTEST
    return strictest(marks.get(mark, _STRICTEST) for mark in one.object_marking_refs)


def _indicator(place: str, one: _Object, tlp: str, now: float) -> Iterator[Row]:
    wrong = _wrong(one, now)
    found = () if wrong else compared(one.pattern)
    if wrong or not found:
        yield Row(place, None, "", tlp=tlp, wrong=wrong or "compound")
    for each in found:
        yield Row(place, each.kind, each.value, tlp=tlp, wrong="" if each.kind else "kind")


def _wrong(one: _Object, now: float) -> Wrong:
    if one.revoked:
        return "revoked"
    until = one.valid_until
    if until is not None and until.replace(tzinfo=until.tzinfo or UTC).timestamp() <= now:
        return "expired"
    if _BENIGN in (*one.indicator_types, *one.labels):
        return "benign"
    return "" if one.pattern_type == "stix" else "kind"
