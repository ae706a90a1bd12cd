"""Indicators as one MISP event, and the indicators of others' events."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from bot.commands.exchange.rows import BadFile, Row, Wrong, kind_named, strictest
from bot.commands.exchange.shared import Export, SharedIndicator, address_of, midnight
from flows.indicators.listed import ListedKind

_TYPES = {
    "phone": ("phone-number", "Other"),
    "domain": ("domain", "Network activity"),
    "email": ("email-src", "Payload delivery"),
    "rib": ("bank-account-nr", "Financial fraud"),
    "iban": ("iban", "Financial fraud"),
}
_URL, _ADDRESS = ("url", "Network activity"), ("ip-dst", "Network activity")
_WALLET, _ACCOUNT = ("other", "Financial fraud"), ("other", "Social network")


def written(export: Export) -> bytes:
    """The export as JSON that MISP imports; a later one updates the same event, for its ids stay the same."""
    event = {
        "uuid": str(export.id("event")),
        "info": f"Indicators of online crime reported to {export.organisation}",
        "date": export.time.date().isoformat(),
        "timestamp": str(int(export.now)),
        "threat_level_id": "2",
        "analysis": "2",
        "distribution": "0",
        "published": False,
        "Orgc": {"name": export.organisation, "uuid": str(export.id("identity"))},
        "Tag": [{"name": f"tlp:{export.tlp}"}],
        "Attribute": [_attribute(export, one) for one in export.indicators],
    }
    return json.dumps({"Event": event}, indent=1).encode() + b"\n"


def _attribute(export: Export, one: SharedIndicator) -> dict[str, Any]:
    (kind, category), value = _typed(one)
    return {
        "uuid": str(export.id(one.name)),
        "type": kind,
        "category": category,
        "value": value,
        "to_ids": True,
        "distribution": "5",
        "timestamp": str(int(export.now)),
        "first_seen": midnight(one.first).isoformat(),
        "last_seen": midnight(one.last).isoformat(),
        "comment": "confirmed by an officer" if one.confirmed else "reported by several people",
    }


def _typed(one: SharedIndicator) -> tuple[tuple[str, str], str]:
    """The type and category of an indicator, and its value as MISP has it."""
    where, _, name = one.value.partition(":")
    if one.kind == "handle" and where == "x":
        return ("twitter-id", "Social network"), name.removeprefix("@")
    if address := address_of(one):
        return _URL, address
    if one.kind in {"handle", "group"}:
        return _ACCOUNT, one.value.removeprefix(":")
    if one.kind == "crypto":
        name, _, wallet = one.value.partition(" ")
        return (("btc", "Financial fraud"), wallet) if name == "BTC" else (_WALLET, wallet)
    numbers = one.kind == "domain" and one.value.replace(".", "").isdecimal()
    return (_ADDRESS if numbers else _TYPES[one.kind]), one.value


class _Tag(msgspec.Struct):
    name: str = ""


class _Attribute(msgspec.Struct):
    type: str = ""
    value: str = ""
    category: str = ""
    to_ids: bool = False
    deleted: bool = False
    tags: list[_Tag] = msgspec.field(default_factory=list, name="Tag")


class _Object(msgspec.Struct):
    attributes: list[msgspec.Raw] = msgspec.field(default_factory=list, name="Attribute")
    deleted: bool = False


class _Event(msgspec.Struct):
    tags: list[_Tag] = msgspec.field(default_factory=list, name="Tag")
    attributes: list[msgspec.Raw] = msgspec.field(default_factory=list, name="Attribute")
    objects: list[_Object] = msgspec.field(default_factory=list, name="Object")


class _Held(msgspec.Struct):
    event: _Event = msgspec.field(name="Event")


class _Answer(msgspec.Struct):
    response: list[_Held]


_ONE, _MANY, _ANSWER = (msgspec.json.Decoder(kind, strict=False) for kind in (_Held, list[_Held], _Answer))

_ATTRIBUTE = msgspec.json.Decoder(_Attribute, strict=False)


def rows(data: bytes, *, context: bool = False) -> Iterator[Row]:
    """The attributes of one event, of a list of events, or of an answer of MISP's own interface.

    `context`: take attributes too that are not marked for detection (`to_ids`). Raises BadFile.
    """
    for number, event in enumerate(_events(data), 1):
        marks = [tag.name for tag in event.tags]
        for place, one in _attributes(event):
            if one is None:
                yield Row(f"event {number}, {place}", None, "", wrong="unreadable")
                continue
            told = [*marks, *(tag.name for tag in one.tags)]
            tlp = strictest(mark for mark in told if mark.lower().startswith("tlp:"))
            kind, value = _read(one)
            wrong = _wrong(one, kind, context=context)
            yield Row(f"event {number}, {place}", kind, value, tlp=tlp, wrong=wrong)


def _events(data: bytes) -> list[_Event]:
    wrong = ""
    for decoder in (_ONE, _MANY, _ANSWER):
        try:
            found: Any = decoder.decode(data)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            wrong = wrong or str(error)
        else:
            held = found.response if isinstance(found, _Answer) else found
            return [each.event for each in (held if isinstance(held, list) else [held])]
    raise BadFile(f"it is no event of MISP ({wrong})")


def _attributes(event: _Event) -> Iterator[tuple[str, _Attribute | None]]:
    """The attributes with their places; None for one that is none."""
    for number, raw in enumerate(event.attributes, 1):
        yield f"attribute {number}", _decoded(raw)
    for number, thing in enumerate(event.objects, 1):
        for place, raw in enumerate(thing.attributes, 1):
            if one := _decoded(raw):
                one.deleted = one.deleted or thing.deleted
            yield f"object {number}, attribute {place}", one


def _decoded(raw: msgspec.Raw) -> _Attribute | None:
    try:
        return _ATTRIBUTE.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _read(one: _Attribute) -> tuple[ListedKind | None, str]:
    """The kind and value of an attribute; a compound type such as `domain|ip` names its first part."""
    kind, value = one.type.partition("|")[0], one.value
    if "|" in one.type:
        value = value.partition("|")[0]
    if kind == "twitter-id":
        return "handle", f"x:@{value.removeprefix('@')}"
    if kind == "other" and one.category == "Financial fraud":
        return "crypto", value
    if kind == "other" and one.category == "Social network":
        return ("group" if value.startswith(("whatsapp:", "telegram:")) else "handle"), value
    # MISP's `link` is where more is told, and `email-dst` is whom a message was sent to.
    return (None if kind in {"link", "mail"} else kind_named(kind)), value


def _wrong(one: _Attribute, kind: ListedKind | None, *, context: bool) -> Wrong:
    if one.deleted:
        return "revoked"
    if kind is None:
        return "kind"
    return "" if one.to_ids or context else "context"
