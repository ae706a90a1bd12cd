"""What officers do with campaigns: join, split, dismiss, name; each act is in the custody log."""

import pytest

from storage.audit.verify import verify
from storage.cases.files import EvidenceStore, FileLimits
from storage.custody.directory import CAMPAIGNS
from storage.tables.campaigns import StoredRuling
from tests.storage.campaigns.test_joining import (
    HOST,
    PHONE,
    STRANGE,
    TEXT,
    erase,
    file,
    forget,
    members,
    withdraw,
)
from tests.storage.sealed import NOW

OTHER = ("phone", "+212699999999")


@pytest.fixture
def two(storage):
    """Two campaigns of three cases each, and a case alone; their references and codes."""
    first = [file(storage, PHONE) for _ in range(3)]
    second = [file(storage, OTHER) for _ in range(3)]
    alone = file(storage, HOST)
    with storage.read() as unit:
        codes = [unit.campaigns.of_case(each[0]) for each in (first, second)]
    return first, second, alone, codes


def acts(storage, chain):
    with storage.read() as unit:
        return [(link.event, link.actor, link.purpose) for link in unit.custody.of_case(chain)]


def whole(storage, tmp_path):
    return verify(storage, EvidenceStore(tmp_path / "evidence", storage.seals, FileLimits(reserve=0)))


def test_a_case_joins_another_campaign_and_stands_for_it(storage, tmp_path, two):
    first, second, alone, (code, other) = two
    with storage.write() as unit:
        assert unit.campaigns.join(alone, code, "officer1", NOW)
        assert unit.campaigns.join(first[2], other, "officer1", NOW)
    assert members(storage) == [[*first[:2], alone], [first[2], *second]]
    assert ("campaign-joined", "officer1", code) in acts(storage, alone)
    later = file(storage, HOST)
    assert members(storage)[0] == [*first[:2], alone, later]
    assert whole(storage, tmp_path) == []
    with storage.read() as unit:
        found = unit.campaigns.gathered(code, NOW)
    assert {one.state for one in found.cases} == {"founder", "confirmed", "member"}


@pytest.mark.parametrize("reference", ["NOSUCH99", None])
def test_no_such_case_or_campaign(storage, two, reference):
    first, *_ = two
    with storage.write() as unit:
        assert not unit.campaigns.join(reference or first[0], "CNOSUC", "officer1", NOW)
        assert not unit.campaigns.dismiss("CNOSUC", "officer1", NOW)
        assert not unit.campaigns.name("CNOSUC", "x", "officer1", NOW)
        assert not unit.campaigns.merge("CNOSUC", "CNOSUC", "officer1", NOW)
        assert not unit.campaigns.split(reference or two[2], "officer1", NOW)
        assert not unit.decisions.decide("CNOSUC", "referred", "", "officer1", NOW)
        assert unit.campaigns.gathered("CNOSUC", NOW) is None


def test_a_campaign_joins_another_with_all_that_stands_for_it(storage, tmp_path, two):
    first, second, _, (code, other) = two
    with storage.write() as unit:
        unit.decisions.decide(other, "referred", "", "officer1", NOW)
        assert unit.campaigns.merge(other, code, "officer1", NOW)
        assert not unit.campaigns.merge(code, code, "officer1", NOW)
    assert members(storage) == [[*first, *second]]
    later = [file(storage, OTHER), file(storage, PHONE)]
    assert members(storage) == [[*first, *second, *later]]
    with storage.read() as unit:
        (one,) = unit.campaigns.listed(NOW, 5)[0]
        assert (one.cases, one.chats) == (8, 8)
        assert [each.waiting for each in unit.campaigns.gathered(code, NOW).decisions] == [3]
    assert whole(storage, tmp_path) == []


def test_a_case_that_was_split_off_is_alone_and_does_not_come_back(storage, tmp_path, two):
    first, _, _, (code, _) = two
    with storage.write() as unit:
        for reference in first[:2]:
            assert unit.campaigns.split(reference, "officer1", NOW) == code
        assert unit.campaigns.split(first[0], "officer1", NOW) == ""
    assert members(storage)[0] == [first[2]]
    assert ("campaign-split", "officer1", code) in acts(storage, first[0])
    later = file(storage, PHONE)
    assert members(storage)[0] == [first[2], later], "the campaign goes on with the case that is left"
    with storage.write() as unit:
        assert unit.campaigns.join(first[0], code, "officer1", NOW), "but an officer can put it back"
    assert members(storage)[0] == [first[0], first[2], later]
    assert whole(storage, tmp_path) == []


def test_a_case_that_was_split_off_can_found_a_campaign_of_its_own(storage):
    cases = [file(storage, PHONE, HOST), file(storage, PHONE), file(storage, PHONE)]
    with storage.write() as unit:
        unit.campaigns.split(cases[0], "officer1", NOW)
    new = file(storage, HOST)
    assert members(storage) == [[cases[0], new], cases[1:]]


@pytest.mark.parametrize("shared", [(PHONE,), TEXT, (PHONE, *TEXT)], ids=["value", "text", "both"])
def test_what_a_dismissed_campaign_shared_brings_nobody_together_again(storage, tmp_path, shared):
    cases = [file(storage, *shared, HOST), file(storage, *shared), file(storage, *shared)]
    with storage.write() as unit:
        code = unit.campaigns.of_case(cases[0])
        assert unit.campaigns.dismiss(code, "officer1", NOW)
        assert not unit.campaigns.dismiss(code, "officer1", NOW)
    assert members(storage) == []
    for _ in range(3):
        file(storage, *shared)
    assert members(storage) == []
    with storage.read() as unit:
        assert unit.tokens.reported((PHONE,), 1) == ()
        assert not unit.tokens.copied(TEXT, 1)
    later = file(storage, HOST)
    assert members(storage) == [[cases[0], later]], "what they did not share still counts"
    assert ("campaign-dismissed", "officer1", code) in acts(storage, CAMPAIGNS)
    assert whole(storage, tmp_path) == []


def test_a_name_is_protected_and_moves_to_another_key(storage, two):
    code = two[3][0]
    with storage.write() as unit:
        assert unit.campaigns.name(code, "Colis de la poste", "officer1", NOW)
    with storage.read() as unit:
        listed, count = unit.campaigns.listed(NOW, 1, 0)
        assert count == 2
        assert unit.campaigns.gathered(code, NOW).campaign.name == "Colis de la poste"
        del listed
    assert ("campaign-named", "officer1", code) in acts(storage, CAMPAIGNS)


def test_a_campaign_tells_what_its_cases_are(storage):
    file(storage, PHONE, *TEXT, HOST)
    file(storage, PHONE, *TEXT, at=NOW + 5, place="rabat", urgent=True, category="threat")
    file(storage, HOST, *STRANGE, at=NOW + 9)
    with storage.read() as unit:
        (one,) = unit.campaigns.listed(NOW, 5)[0]
        found = unit.campaigns.gathered(one.code, NOW)
        assert unit.campaigns.growing(NOW, 5)[0][1] == 3
    assert (one.first, one.last, one.urgent, one.cases) == (NOW, NOW + 9, True, 3)
    assert found.kinds == {"phone": 2, "near": 2, "link": 1}
    assert found.categories == {"fraud": 2, "threat": 1}
    assert found.places == {"casablanca": 2, "rabat": 1}
    assert found.channels == {"web": 3}


@pytest.mark.parametrize("goes", [erase, withdraw, forget])
@pytest.mark.parametrize("traces", [(PHONE,), TEXT], ids=["number", "text"])
def test_what_was_dismissed_stays_so_when_its_cases_are_erased(storage, goes, traces):
    cases = [file(storage, *traces) for _ in range(3)]
    with storage.write() as unit:
        unit.campaigns.dismiss(unit.campaigns.of_case(cases[0]), "officer1", NOW)
        for one in cases:
            goes(unit, one)
    for _ in range(3):
        file(storage, *traces)
    assert members(storage) == []
    with storage.read() as unit:
        assert unit.tokens.reported(traces, 3) == ()
        assert not unit.tokens.copied(traces, 3)
        assert {*StoredRuling.__table__.c.keys()} == {"token", "ruling"}
    with storage.write() as unit:
        tokens = unit.tokens.of(traces)
        assert [unit.rulings.lift(token) for token in tokens] == [True] * len(tokens)
        assert not unit.rulings.lift(tokens[0])
    file(storage, *traces)
    assert len(members(storage)) == 1
