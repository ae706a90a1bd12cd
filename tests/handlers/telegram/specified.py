"""Updates made from the official specification: each kind, and each field of a message by itself.

There are none where the specification is not at hand.
"""

import re
from collections.abc import Iterator
from typing import Any

from tests.fakes.telegram.rules import Json, specification

DEEPEST = 2
"""Optional fields are filled in down to this depth."""
PLAIN = {"Integer": 1_600_000_000, "Float": 1.5, "Boolean": True, "True": True}


def updates() -> Iterator[Json]:
    """An update for each field of `Update`, and for each variant of what the field holds."""
    if not specification():
        return
    for field in specification()["types"]["Update"]["fields"]:
        if field["name"] != "update_id":
            yield from ({"update_id": 1, field["name"]: each} for each in variants(field["types"][0]))


def variants(kind: str) -> Iterator[Json]:
    """The object with its required fields alone, with each optional one, and with all of them."""
    described = specification()["types"][kind]
    if "subtypes" in described:
        for subtype in described["subtypes"]:
            yield from variants(subtype)
        return
    bare = {
        field["name"]: value(field, DEEPEST) for field in described.get("fields", []) if field["required"]
    }
    yield bare
    for field in described.get("fields", []):
        for each in values(field):
            yield {**bare, field["name"]: each}
    yield made(kind, 0)


def values(field: Json) -> Iterator[Any]:
    """A field's values: one of each type that it may have."""
    for kind in field["types"]:
        kinds = specification()["types"].get(kind, {}).get("subtypes", [kind])
        yield from (value({**field, "types": [each]}, 1) for each in kinds)


def value(field: Json, depth: int) -> Any:
    """One value for a field."""
    described = field["description"]
    if fixed := re.search(r"[aA]lways [\"“](\w+)[\"”]", described):
        return fixed[1]
    if "lways 0" in described:
        return 0
    return of_type(field["types"][0], field["name"], depth)


def of_type(kind: str, name: str, depth: int) -> Any:
    """One value of a type; a string says the name of its field."""
    if kind.startswith("Array of "):
        return [of_type(kind.removeprefix("Array of "), name, depth)] if depth <= DEEPEST else []
    if kind == "String":
        return name
    if kind in PLAIN:
        return PLAIN[kind]
    subtypes = specification()["types"][kind].get("subtypes")
    return of_type(subtypes[0], name, depth) if subtypes else made(kind, depth)


def made(kind: str, depth: int) -> Json:
    """An object with its required fields, and above the greatest depth with its optional ones."""
    return {
        field["name"]: value(field, depth + 1)
        for field in specification()["types"][kind].get("fields", [])
        if field["required"] or depth < DEEPEST
    }
