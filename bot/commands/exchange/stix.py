"""Indicators as a STIX 2.1 bundle, made and checked by the `stix2` library.

The patterns are those of `bot/bags/patterns.py`; the bundle defines as an extension what STIX lacks.
Every id is computed from this server's key and the indicator, so that a later export updates an
earlier one where it is imported.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from stix2.v21 import Bundle, ExtensionDefinition, Identity, Indicator, MarkingDefinition

from bot.bags.patterns import SCHEMA, SCHEMA_NAME, pattern
from bot.commands.exchange.shared import VALID, Export, SharedIndicator, midnight
from bot.commands.exchange.stix_markings import TLP_IDS

_TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
_TLP_MADE = "2022-10-01T00:00:00.000Z"

CONFIRMED, REPORTED = 85, 50
"""Confidence: *high* on the scale of STIX where an officer confirmed, *medium* where people reported."""

_BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
"""The creation of the objects that never change."""


def written(export: Export) -> bytes:
    """The export as JSON. Raises the library's errors if it finds a mistake."""
    bundle = Bundle(*_objects(export), id=f"bundle--{export.id(f'bundle {export.time}')}")
    text: str = bundle.serialize(pretty=True)
    return text.encode() + b"\n"


def _objects(export: Export) -> Iterator[Any]:  # Any: an object of the library
    identity = Identity(
        id=f"identity--{export.id('identity')}",
        name=export.organisation,
        identity_class="organization",
        created=_BEGAN,
        modified=_BEGAN,
    )
    yield identity
    yield MarkingDefinition(
        id=TLP_IDS[export.tlp],
        created=_TLP_MADE,
        name=f"TLP:{export.tlp.upper()}",
        extensions={_TLP_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": export.tlp}},
    )
    yield ExtensionDefinition(
        id=f"extension-definition--{export.id('extension')}",
        created_by_ref=identity.id,
        created=_BEGAN,
        modified=_BEGAN,
        name=SCHEMA_NAME,
        schema=SCHEMA,
        version="1.0.0",
        extension_types=["new-sco"],
    )
    yield from (_indicator(export, identity.id, one) for one in export.indicators)


def _indicator(export: Export, creator: str, one: SharedIndicator) -> Any:  # Any: as above
    return Indicator(
        id=f"indicator--{export.id(one.name)}",
        created_by_ref=creator,
        created=midnight(one.first),
        modified=max(export.time, midnight(one.first)),
        name=one.name,
        indicator_types=["malicious-activity"],
        pattern=pattern(one.kind, one.value),
        pattern_type="stix",
        pattern_version="2.1",
        valid_from=midnight(one.first),
        valid_until=midnight(one.last) + VALID,
        confidence=CONFIRMED if one.confirmed else REPORTED,
        object_marking_refs=[TLP_IDS[export.tlp]],
    )
