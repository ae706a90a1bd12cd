"""Lists of known indicators: looked up by keyed tokens, never where an officer cleared the value."""

from dataclasses import replace

import pytest
from sqlmodel import select

from flows.core.effects import AmendCase
from flows.indicators.find import find
from flows.indicators.listed import on_lists
from flows.indicators.traces import of_indicators
from storage.audit.verify import verify
from storage.campaigns.listed import OURS, Marked
from storage.campaigns.shareable import DAY, Span
from storage.cases.views import Reporter
from storage.tables.campaigns import StoredListedIndicator
from tests.storage.sealed import FILED, NOW, Line

PHONE, DOMAIN = ("phone", "+212612345678"), ("link", "poste-ma.xyz")
PAGE = ("link", "sites.google.com/view/poste")
TEXT = "06 12 34 56 78, https://suivi.poste-ma.xyz/p?id=1, https://sites.google.com/view/poste"
TODAY = int(NOW) // DAY


def keep(storage, pairs, source="partner", *, told=True):
    with storage.write() as unit:
        unit.listed.keep([Marked(pair, told) for pair in pairs], source, NOW)


def known(storage, text, *, public=False):
    with storage.read() as unit:
        return unit.listed.known(on_lists(find(text)), public=public)


def file(storage, reference, chat, *, text=TEXT, contests=False):
    found = find(text)
    effect = replace(
        FILED,
        reference=reference,
        traces=tuple(of_indicators(found)),
        listed=on_lists(found),
        contests=contests,
    )
    with storage.write() as unit:
        unit.filing.open(effect, Reporter(chat, "fr"), NOW)


def test_what_no_list_names_is_known_to_none(storage):
    assert known(storage, TEXT) == ((), (), ())
    assert known(storage, "rien") == ()


@pytest.mark.parametrize(("pair", "place"), [(PHONE, 0), (DOMAIN, 1), (PAGE, 2)])
def test_a_listed_value_is_known_by_its_sources(storage, pair, place):
    keep(storage, [pair], "b")
    keep(storage, [pair], "a", told=False)
    expected: list[tuple[str, ...]] = [(), (), ()]
    expected[place] = ("a", "b")
    assert known(storage, TEXT) == tuple(expected)
    assert known(storage, TEXT, public=True)[place] == ("b",)


def test_a_listed_page_says_nothing_of_its_site(storage):
    keep(storage, [("link", "boutique.ma/wp-content/p.php")])
    assert known(storage, "https://boutique.ma/wp-content/p.php https://boutique.ma/a") == (("partner",), ())


def test_what_was_cleared_is_on_no_list_whole_links_of_it_neither(storage):
    keep(storage, [DOMAIN, PHONE, ("link", "suivi.poste-ma.xyz/p?id=1")])
    file(storage, "R1", "telegram:1", text="https://suivi.poste-ma.xyz/p?id=1", contests=True)
    assert known(storage, TEXT)[:2] == (("partner",), ("partner",))
    with storage.write() as unit:
        unit.tokens.clear("R1", on=True)
        assert unit.listed.cleared(DOMAIN)
        assert not unit.listed.cleared(PHONE)
    assert known(storage, TEXT)[:2] == (("partner",), ())


def test_a_list_is_counted_replaced_and_dropped(storage):
    keep(storage, [PHONE, DOMAIN])
    keep(storage, [PHONE], told=False)
    keep(storage, [PAGE], OURS)
    with storage.write() as unit:
        assert [(one.name, one.count, one.told, one.day) for one in unit.listed.sources()] == [
            (OURS, 1, 1, TODAY),
            ("partner", 2, 1, TODAY),
        ]
        assert unit.listed.drop("partner", PAGE) == 0
        assert unit.listed.drop("partner", PHONE) == 1
        assert unit.listed.drop("partner") == 1
        assert [one.name for one in unit.listed.sources()] == [OURS]


def test_a_token_copied_from_a_case_is_no_confirmed_indicator(storage, tmp_path):
    """Someone who writes to the database without the server's key confirms nothing."""
    line = Line.opened(storage, tmp_path)
    file(storage, "R1", "telegram:1")
    with storage.write() as unit:
        (token,) = unit.tokens.of((PHONE,))
        row = StoredListedIndicator(
            token=token, source=OURS, kind="phone", day=TODAY, told=True, proof="0" * 32
        )
        unit.transaction.connection.execute(
            StoredListedIndicator.__table__.insert().values(**row.model_dump())
        )
        assert unit.listed.confirmed() == frozenset()
    assert known(storage, TEXT)[0] == ()
    assert [each.what for each in verify(storage, line.files)] == ["listed-indicator-not-ours"]


def test_no_value_is_stored(storage):
    keep(storage, [PHONE, DOMAIN], OURS)
    with storage.read() as unit:
        rows = unit.transaction.found(select(StoredListedIndicator))
        assert not any("poste" in str(row) or "12345678" in str(row) for row in rows)
        assert unit.listed.confirmed() == frozenset(unit.tokens.of((PHONE, DOMAIN)))


def test_the_log_of_a_case_names_the_lists_that_knew_it(storage, tmp_path):
    line = Line.opened(storage, tmp_path)
    keep(storage, [PHONE, DOMAIN], "cert")
    keep(storage, [PHONE], OURS)
    file(storage, "R1", "telegram:1")
    file(storage, "R2", "telegram:1", text="bonjour")
    with storage.write() as unit:
        unit.filing.amend(AmendCase("R2", listed=on_lists(find(TEXT))), NOW)
    with storage.read() as unit:
        listed = [
            [link.purpose for link in unit.custody.of_case(case) if link.event == "listed"]
            for case in ("R1", "R2")
        ]
    assert listed == [["cert", "confirmed"]] * 2 or listed == [["confirmed", "cert"]] * 2
    assert verify(storage, line.files) == []


def test_only_what_enough_people_reported_may_be_shared(storage):
    for number, chat in enumerate(("telegram:1", "telegram:1", "telegram:2")):
        file(storage, f"R{number}", chat)
    file(storage, "R9", "telegram:9", contests=True)
    with storage.write() as unit:
        phone, domain = unit.tokens.of((PHONE, DOMAIN))
        assert unit.shareable.reported(3) == {}
        assert unit.shareable.reported(2) == {phone: Span(TODAY, TODAY), domain: Span(TODAY, TODAY)}
        assert unit.shareable.among([phone, 7]) == {phone: Span(TODAY, TODAY)}
        assert unit.shareable.among([]) == {}
        assert unit.shareable.cases_of(phone) == ["R2", "R1", "R0"]
        assert unit.shareable.tokens_of("R0") == {phone: True, domain: True}
        unit.tokens.clear("R9", on=True)
        assert unit.shareable.reported(1) == {}
