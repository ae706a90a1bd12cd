"""Doubt about a mark of STIX keeps a value from the public."""

import json
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.commands.exchange import bundles
from bot.commands.exchange.read import read
from bot.commands.exchange.stix_markings import TLP_BY_ID, TLP_IDS

NOW = 1_790_000_000.0
OWN = "marking-definition--5b1a2c3d-0000-4000-8000-000000000001"
OTHER = "marking-definition--5b1a2c3d-0000-4000-8000-000000000002"
NAMED = {"name": "TLP:CLEAR"}
STATEMENT = {"definition_type": "statement", "definition": {"statement": "Copyright 2026"}}


def bundle(more: Mapping[str, object], *definitions: Mapping[str, object]) -> bytes:
    objects = [{"type": "marking-definition", "id": OWN, **one} for one in definitions]
    listed = {"type": "indicator", "pattern": "[domain-name:value = 'a.top']", **more}
    return json.dumps({"type": "bundle", "objects": [*objects, listed]}).encode()


def refs(*marks: str) -> dict[str, object]:
    return {"object_marking_refs": list(marks)}


GRANULAR = {"granular_markings": [{"marking_ref": TLP_IDS["clear"], "selectors": ["name"]}]}


@pytest.mark.parametrize(
    ("data", "tlp"),
    [
        (bundle({}), ""),
        (bundle(refs(OWN), NAMED), "clear"),
        (bundle(refs(OWN), STATEMENT), ""),
        (bundle(refs(OWN, TLP_IDS["green"]), STATEMENT), "green"),
        (bundle(refs(OWN), {"definition_type": "tlp", "definition": {"tlp": "amber"}}), "amber"),
        (bundle(refs(OWN), {"extensions": {"x": {"extension_type": "property-extension"}}}), "red"),
        (bundle(refs(OWN), {"name": 7}), "red"),
        (bundle(refs(OWN), NAMED, {"name": "TLP:RED"}), "red"),
        (bundle(refs(OWN), {"name": "TLP:RED"}, NAMED), "red"),
        (bundle(refs(OTHER), NAMED), "red"),
        (bundle(refs(OTHER, TLP_IDS["clear"])), "red"),
        (bundle(GRANULAR), "red"),
        (bundle({**GRANULAR, **refs(TLP_IDS["clear"])}), "red"),
        (bundle({"granular_markings": ["x"]}), "red"),
    ],
)
def test_doubt_about_a_mark_counts_as_the_strictest(data: bytes, tlp: str, tmp_path: Path) -> None:
    row = list(bundles.rows(data, NOW))[-1]
    assert (row.wrong, row.tlp) == ("", tlp)
    file = tmp_path / "list.json"
    file.write_bytes(data)
    (marked,) = read(file, time.time(), public=False, context=False).marked
    assert marked.told is (tlp in {"", "clear"})


@pytest.mark.parametrize("mark", TLP_BY_ID)
@pytest.mark.parametrize("claim", [{"name": "TLP:CLEAR"}, {"name": "TLP:RED"}, STATEMENT, {}])
def test_no_bundle_says_what_a_mark_of_oasis_means(mark: str, claim: dict[str, object]) -> None:
    (row,) = bundles.rows(bundle(refs(mark), {**claim, "id": mark}), NOW)
    assert row.tlp == TLP_BY_ID[mark]
