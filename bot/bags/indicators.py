"""The indicators of one case as a STIX 2.1 bundle: a report with the reporter's own list of indicators.

Only what stands in the case's list is in it, each under its own id: the same as in a list for partners. The
objects are plain JSON, so that an officer's computer needs no library; the tests read them with `stix2`.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from bot.bags.contents import OpenedCase
from bot.bags.patterns import SCHEMA, SCHEMA_NAME, pattern

KINDS = ("phone", "link", "email", "handle", "group", "rib", "iban", "crypto")
CONFIDENCE = 50
"""*Medium* on the scale of STIX: somebody reported it."""
_INVITATION = re.compile(r"(?:whatsapp|telegram):\S+\Z")
"""Another answer under this name is the name of a group, in words."""
Json = dict[str, Any]  # Any: what JSON holds


def named(case: OpenedCase) -> list[tuple[str, str]]:
    """Return the indicators that a case names, by kind and value, each once."""
    found = [
        (question, _value(question, value))
        for entry in case.opened.entries
        for question, value in entry.answers
        if question in KINDS and value and (question != "group" or _INVITATION.match(value))
    ]
    return list(dict.fromkeys(found))


def _value(kind: str, told: str) -> str:
    """Return an indicator's value as lists hold it: an account behind its platform, a link alone."""
    if kind == "handle":
        name, _, platform = told.partition(" (")
        return f"{platform.removesuffix(')')}:{name}"
    return told.partition(" ≈ ")[0]


def bundle(case: OpenedCase) -> Json:
    """Return the bundle."""
    root = uuid5(NAMESPACE_URL, f"ballegh:{case.opened.signer}")
    reference = case.facts.reference
    return {
        "type": "bundle",
        "id": f"bundle--{uuid5(root, f'case {reference} {case.facts.exported}')}",
        "objects": [*_objects(case, root)],
    }


def _objects(case: OpenedCase, root: UUID) -> Iterator[Json]:
    filed, exported = _time(case.facts.created), _time(case.facts.exported)
    identity = _object("identity", root, "identity", filed, filed)
    yield identity | {"name": case.facts.organisation, "identity_class": "organization"}
    by = {"created_by_ref": identity["id"]}
    yield (
        _object("extension-definition", root, "extension", filed, filed)
        | by
        | {
            "name": SCHEMA_NAME,
            "schema": SCHEMA,
            "version": "1.0.0",
            "extension_types": ["new-sco"],
        }
    )
    found = [
        _object("indicator", root, f"{kind} {value}", filed, exported)
        | by
        | {
            "name": f"{kind} {value}",
            "indicator_types": ["malicious-activity"],
            "pattern": pattern(kind, value),
            "pattern_type": "stix",
            "pattern_version": "2.1",
            "valid_from": filed,
            "confidence": CONFIDENCE,
        }
        for kind, value in named(case)
    ]
    yield from found
    yield (
        _object("report", root, f"case {case.facts.reference}", filed, exported)
        | by
        | {
            "name": f"Case {case.facts.reference}: {case.facts.category}",
            "report_types": ["indicator"],
            "published": exported,
            "object_refs": [one["id"] for one in found] or [identity["id"]],
        }
    )


def _object(kind: str, root: UUID, name: str, created: str, modified: str) -> Json:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": f"{kind}--{uuid5(root, name)}",
        "created": created,
        "modified": max(created, modified),
    }


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
