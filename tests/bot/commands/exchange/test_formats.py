"""What is written is valid for the libraries of STIX and MISP; what others write is read."""

import csv
import io
import json
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import stix2
from pymisp import MISPEvent

from bot.bags.patterns import pattern
from bot.commands.exchange import bundles, misp, patterns, sheet, stix
from bot.commands.exchange.rows import BadFile, Row, strictest
from bot.commands.exchange.shared import TLP, Export, SharedIndicator, Tlp
from bot.commands.exchange.stix_markings import TLP_IDS
from bot.commands.harmless import FORMULA
from flows.indicators.listed import ListedKind, Refused, as_listed

NOW = 1_790_000_000.0
VALUES: tuple[tuple[ListedKind, str], ...] = (
    ("phone", "+212612345678"),
    ("phone", "+33612345678"),
    ("domain", "poste-ma.xyz"),
    ("domain", "xn--brid-z0a.ma"),
    ("domain", "203.0.113.7"),
    ("link", "bit.ly/Colis9"),
    ("link", "bit.ly/a'b"),
    ("email", "aide@poste-ma.xyz"),
    ("handle", "instagram:@colis.maroc"),
    ("handle", "x:@colis"),
    ("handle", "skype:@colis.maroc"),
    ("handle", ":@colis"),
    ("group", "whatsapp:AbCdEfGhIjKlMnOpQrStUv"),
    ("group", "telegram:AbCdEfGhIjKlMnOp"),
    ("rib", "011519000001205000534921"),
    ("iban", "MA64011519000001205000534921"),
    ("crypto", "BTC 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
    ("crypto", "ETH 0x52908400098527886E0F7030069857D2E4169EE7"),
)
MADE = tuple(
    SharedIndicator(kind, value, date(2026, 9, 1), date(2026, 9, 20), confirmed=bool(number % 2))
    for number, (kind, value) in enumerate(VALUES)
)


def export(tlp: Tlp = "amber", now: float = NOW, fingerprint: str = "3f2a-91bc", made=MADE) -> Export:
    return Export("Ligne d'écoute", fingerprint, tlp, now, made)


WRITERS = {"csv": sheet.written, "stix": stix.written, "misp": misp.written}
READERS = {"csv": sheet.rows, "stix": lambda data: bundles.rows(data, NOW), "misp": misp.rows}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("tlp", TLP)
def test_every_kind_of_value_and_the_mark_come_back(form, tlp):
    found = list(READERS[form](WRITERS[form](export(tlp))))
    assert [(row.wrong, row.tlp) for row in found] == [("", tlp)] * len(MADE)
    for one, row in zip(MADE, found, strict=True):
        assert row.kind is not None
        pair = as_listed(row.kind, row.value)
        assert pair == ("link" if one.kind == "domain" else one.kind, one.value), row


def test_a_bundle_is_valid_for_the_library():
    bundle = stix2.parse(stix.written(export("green")))
    kinds = [one.type for one in bundle.objects]
    assert kinds == ["identity", "marking-definition", "extension-definition"] + ["indicator"] * len(MADE)
    assert bundle.objects[0].name == "Ligne d'écoute"
    assert bundle.objects[1].id == TLP_IDS["green"]
    for one, made in zip(bundle.objects[3:], MADE, strict=True):
        assert one.created_by_ref == bundle.objects[0].id
        assert one.object_marking_refs == [TLP_IDS["green"]]
        assert one.confidence == (85 if made.confirmed else 50)
        assert one.valid_from == datetime(2026, 9, 1, tzinfo=UTC)
        assert one.valid_until == datetime(2027, 9, 20, tzinfo=UTC)
        assert one.modified == datetime.fromtimestamp(NOW, UTC)


def test_patterns_name_values_as_others_do():
    told = {one.value: pattern(one.kind, one.value) for one in MADE}
    assert told["+212612345678"] == "[phone-number:value = '+212612345678']"
    assert told["203.0.113.7"] == "[ipv4-addr:value = '203.0.113.7']"
    assert told["011519000001205000534921"] == "[bank-account:account_number = '011519000001205000534921']"
    assert told["instagram:@colis.maroc"] == (
        "[user-account:account_login = 'colis.maroc' AND user-account:account_type = 'instagram']"
    )


def test_ids_stay_the_same_in_every_export_of_one_server_and_differ_between_servers():
    first, later, other = (
        [one.id for one in stix2.parse(stix.written(each)).objects if one.type != "marking-definition"]
        for each in (export(), export("red", NOW + 86400), export(fingerprint="77a1"))
    )
    assert first == later
    assert not set(first) & set(other)
    assert {uuid.UUID(each.partition("--")[2]).version for each in first} == {5}
    events = [json.loads(misp.written(each))["Event"] for each in (export(), export(now=NOW + 86400))]
    assert events[0]["uuid"] == events[1]["uuid"]
    assert [one["uuid"] for one in events[0]["Attribute"]] == [one["uuid"] for one in events[1]["Attribute"]]


def test_an_event_is_valid_for_the_library():
    event = MISPEvent()
    event.load(misp.written(export()).decode())
    assert [tag.name for tag in event.tags] == ["tlp:amber"]
    assert event.orgc.name == "Ligne d'écoute"
    kinds = {one.type for one in event.attributes}
    assert kinds == {
        *("phone-number", "domain", "ip-dst", "url", "email-src", "twitter-id", "other"),
        *("bank-account-nr", "iban", "btc"),
    }
    assert len(event.attributes) == len(MADE)
    for one in event.attributes:
        assert one.to_ids
        assert one.first_seen.date() == date(2026, 9, 1)
        assert one.last_seen.date() == date(2026, 9, 20)
        assert one.type in event.describe_types["category_type_mappings"][one.category], one.type
    assert event.to_json()


def test_a_sheet_is_one_of_rfc_4180_that_no_spreadsheet_calculates():
    formula = replace(MADE[7], value="-x@poste-ma.xyz")
    data = sheet.written(export(made=(*MADE, formula)))
    assert data.count(b"\r\n") == len(MADE) + 2
    assert b"\n" not in data.replace(b"\r\n", b"")
    table = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    assert table[0] == list(sheet.COLUMNS)
    for cells in table[1:]:
        assert not [cell for cell in cells if cell[0] in FORMULA]
        assert not [cell for cell in cells if cell.isdecimal()], "it would become a sum"
    assert table[-1][1] == "'-x@poste-ma.xyz"
    assert list(sheet.rows(data))[-1].value == "-x@poste-ma.xyz"
    assert ["phone", "tel:+212612345678", "2026-09-01", "2026-09-20", "no", "amber"] in table


def indicator(pattern: str, **more: object) -> dict[str, object]:
    given = {"pattern_type": "stix", "valid_from": datetime(2026, 1, 1, tzinfo=UTC), **more}
    return json.loads(stix2.v21.Indicator(pattern=pattern, **given).serialize())


def bundle(*objects: object) -> bytes:
    return json.dumps({"type": "bundle", "id": f"bundle--{uuid.uuid4()}", "objects": objects}).encode()


@pytest.mark.parametrize(
    ("pattern", "values"),
    [
        ("[domain-name:value = 'evil.top']", [("domain", "evil.top")]),
        (
            "[domain-name:value='evil.top' OR url:value = 'http://e.top/a']",
            [("domain", "evil.top"), ("link", "http://e.top/a")],
        ),
        (
            "[email-addr:value = 'a@e.top'] OR [email-message:from_ref.value = 'b@e.top']",
            [("email", "a@e.top"), ("email", "b@e.top")],
        ),
        (
            "[user-account:account_type = 'twitter' AND user-account:account_login = '@abc']",
            [("handle", "x:@abc")],
        ),
        ("[user-account:account_login = 'abc']", [("handle", "abc")]),
        ("[cryptocurrency-wallet:value = 'x']", [("crypto", "x")]),
        (r"[url:value = 'http://e.top/\'a\\b']", [("link", "http://e.top/'a\\b")]),
        (
            "[file:hashes.MD5 = 'd41d8cd98f00b204e9800998ecf8427e']",
            [(None, "d41d8cd98f00b204e9800998ecf8427e")],
        ),
        ("[domain-name:value = 'evil.top' AND domain-name:resolves_to_refs[*].value = '1.2.3.4']", []),
        ("[domain-name:value = 'a.top' AND email-addr:value = 'b@a.top']", []),
        ("[user-account:account_login = 'a' AND user-account:user_id = '7']", []),
        ("[user-account:account_login = 'a' AND user-account:account_login = 'b']", []),
        ("[domain-name:value != 'google.com']", []),
        ("[domain-name:value NOT = 'google.com']", []),
        ("[domain-name:value LIKE '%.top']", []),
        ("[url:value MATCHES '^(a+)+$']", []),
        ("[domain-name:value IN ('a.top', 'b.top')]", []),
        ("[domain-name:value = 'a.top'] FOLLOWEDBY [domain-name:value = 'b.top']", []),
        ("[domain-name:value = 'a.top'] REPEATS 5 TIMES", []),
    ],
)
def test_plain_patterns_of_others_are_read_and_others_named(pattern, values):
    found = list(bundles.rows(bundle(indicator(pattern)), NOW))
    assert [(row.kind, row.value) for row in found if row.wrong in {"", "kind"}] == values
    assert [row.wrong for row in found if row.wrong == "compound"] == ([] if values else ["compound"])


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"revoked": True}, "revoked"),
        ({"valid_until": datetime(2026, 2, 1, tzinfo=UTC)}, "expired"),
        ({"valid_until": datetime.fromtimestamp(NOW, UTC) + timedelta(days=1)}, ""),
        ({"indicator_types": ["benign"]}, "benign"),
        ({"labels": ["benign"]}, "benign"),
    ],
)
def test_what_is_no_longer_bad_or_never_was_is_not_taken(more, wrong):
    (row,) = bundles.rows(bundle(indicator("[domain-name:value = 'evil.top']", **more)), NOW)
    assert row.wrong == wrong


def test_other_objects_of_a_bundle():
    yara = {"type": "indicator", "pattern": "rule a {}", "pattern_type": "yara"}
    data = bundle({"type": "malware"}, {"type": "domain-name", "value": "a.top"}, yara, {"type": 7}, [1], "x")
    assert [(row.place, row.wrong) for row in bundles.rows(data, NOW)] == [
        ("object 2", "observable"),
        ("object 3", "kind"),
        *[(f"object {number}", "unreadable") for number in (4, 5, 6)],
    ]


@pytest.mark.parametrize(
    "mark", [stix2.v21.TLP_WHITE, stix2.v21.TLP_GREEN, stix2.v21.TLP_AMBER, stix2.v21.TLP_RED]
)
def test_marks_of_the_first_version_are_known(mark):
    found = indicator("[domain-name:value = 'a.top']", object_marking_refs=[mark.id])
    (row,) = bundles.rows(bundle(found), NOW)
    assert row.tlp == mark.definition.tlp.replace("white", "clear")


def test_a_mark_that_the_bundle_defines_itself_counts():
    own = f"marking-definition--{uuid.uuid4()}"
    found = indicator("[domain-name:value = 'a.top']", object_marking_refs=[own])
    mark = {"type": "marking-definition", "id": own, "name": "TLP:AMBER+STRICT"}
    (row,) = bundles.rows(bundle(mark, found), NOW)
    assert row.tlp == "amber+strict"


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        ((), ""),
        (("", " "), ""),
        (("TLP:WHITE",), "clear"),
        (("tlp:green", "amber"), "amber"),
        (("tlp:ex:chr",), "red"),
        (("AMBER+STRICT", "amber"), "amber+strict"),
    ],
)
def test_the_strictest_mark_counts(marks, found):
    assert strictest(marks) == found


def event(*attributes: object, **more: object) -> bytes:
    return json.dumps({"Event": {"info": "x", "Attribute": attributes, **more}}).encode()


@pytest.mark.parametrize(
    ("attribute", "row"),
    [
        ({"type": "domain|ip", "value": "a.top|1.2.3.4", "to_ids": True}, ("domain", "a.top", "")),
        ({"type": "ip-dst|port", "value": "1.2.3.4|80", "to_ids": "1"}, ("domain", "1.2.3.4", "")),
        (
            {"type": "phone-number", "value": "+212612345678", "to_ids": False},
            ("phone", "+212612345678", "context"),
        ),
        ({"type": "email-dst", "value": "a@b.ma", "to_ids": True}, (None, "a@b.ma", "kind")),
        ({"type": "link", "value": "https://blog.ma/a", "to_ids": True}, (None, "https://blog.ma/a", "kind")),
        ({"type": "md5", "value": "d4", "to_ids": True}, (None, "d4", "kind")),
        (
            {"type": "url", "value": "https://a.top", "to_ids": True, "deleted": True},
            ("link", "https://a.top", "revoked"),
        ),
        ({"type": "url", "value": 7}, (None, "", "unreadable")),
        ("x", (None, "", "unreadable")),
        ({"type": "url", "value": "a", "category": ["x"]}, (None, "", "unreadable")),
    ],
)
def test_attributes_of_others(attribute, row):
    for data in (event(attribute), event(Object=[{"name": "x", "Attribute": [attribute]}])):
        (found,) = misp.rows(data)
        assert (found.kind, found.value, found.wrong) == row


def test_context_is_taken_where_asked_for():
    (row,) = misp.rows(event({"type": "phone-number", "value": "+212612345678"}), context=True)
    assert row == Row("event 1, attribute 1", "phone", "+212612345678")


def test_events_in_every_wrapping_with_their_marks():
    one = json.loads(
        event(
            {"type": "domain", "value": "a.top", "to_ids": True, "Tag": [{"name": "tlp:red"}]},
            Tag=[{"name": "tlp:green"}, {"name": "type:OSINT"}],
        )
    )
    for data in (one, [one], {"response": [one]}):
        (row,) = misp.rows(json.dumps(data).encode())
        assert row.tlp == "red"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("kind,value\nphone,'+212612345678\n", Row("line 2", "phone", "+212612345678")),
        ("\ufeffType,Indicator,TLP\nFQDN,a.top,TLP:RED\n", Row("line 2", "domain", "a.top", tlp="red")),
        ('kind,value\ndomain,"a\n.top"\n', Row("line 3", "domain", "a\n.top")),
        ("kind,value,tlp\ndomain,a.top\n", Row("line 2", "domain", "a.top")),
        ("kind,value\ndomain\n", Row("line 2", None, "", wrong="unreadable")),
        ("kind,value\nsha1,a\n", Row("line 2", None, "a", wrong="kind")),
    ],
)
def test_sheets_of_others(text, row):
    assert list(sheet.rows(text.encode())) == [row]


@pytest.mark.parametrize(
    "text", [b"", b"a,b\n1,2\n", b"\xff\xfe", b'kind,value\ndomain,"a\n', b"kind;value\n"]
)
def test_what_is_no_sheet_is_refused(text):
    with pytest.raises(BadFile):
        list(sheet.rows(text))


def test_a_kind_that_is_refused_stays_refused():
    assert as_listed("phone", "0612345678") == Refused("country")
    assert patterns.compared("[domain-name:value = 'a.top'") != ()
