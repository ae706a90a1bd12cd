"""Referring in a chat: the service, why, the others; the log; what the reporter reads of it."""

from dataclasses import replace

import pytest

from flows.core.effects import Label, Line
from flows.desk.referring import SERVICE
from flows.offered import OfferedService, OfferedServices
from flows.places.services import Service
from flows.said import Named
from tests.dialogue import House, Person

RABAT = Named("Rabat", "الرباط")
CENTRAL = Service("central", Named("Unité centrale", "الوحدة المركزية"), RABAT, central=True)
FES = Service(
    "fes",
    Named("Police judiciaire", "الشرطة القضائية"),
    Named("Fès", "فاس"),
    "05 35 00 00 00",
    provinces=("03.231",),
    shown=True,
)


@pytest.fixture
def reporter_of_fes(house: House) -> Person:
    """Somebody who has reported something that happened in Fès, where services are set."""
    house.rules = replace(house.rules, services=(CENTRAL, FES))
    who = house.person("telegram:1").starts().taps("fr").taps("other").says("On m'a pris mon téléphone hier.")
    who.skips_to("ask-where").taps("morocco").taps("fes").says("fes").skips_to("ask-confirm").taps("send")
    return who.sees("filed")


def acts(house: House, reference: str) -> list[tuple[str, str]]:
    with house.storage.read() as unit:
        links = unit.custody.of_case(reference)
    return [(link.event, link.purpose) for link in links if link.event.startswith("handed")]


def referred(officer: Person, reporter: Person) -> Person:
    officer.says(reporter.case.reference).sees("case-province").taps("status").taps("referred")
    return officer


def test_the_proposed_service_comes_first_with_its_reason(officer, reporter_of_fes, house):
    referred(officer, reporter_of_fes).sees(
        "service-proposed", "why-province", "service-contact", "ask-service"
    )
    assert officer.options[:3] == ["fes", "central", "later"]
    officer.taps("fes").says("passer").sees("status-set")
    assert reporter_of_fes.case.status == "referred"
    assert acts(house, reporter_of_fes.case.reference) == [("handed-over", "fes")]
    officer.says(reporter_of_fes.case.reference).sees("case-with")
    reporter_of_fes.says("statut").sees("case-service")
    assert "Police judiciaire" in reporter_of_fes.last.text


def test_a_service_that_is_not_shown_is_not_told(officer, reporter_of_fes, house):
    referred(officer, reporter_of_fes).taps("central").says("passer")
    assert acts(house, reporter_of_fes.case.reference) == [("handed-over", "central")]
    reporter_of_fes.says("statut").sees("case-status").misses("case-service")


def test_no_service_may_be_named_now(officer, reporter_of_fes, house):
    referred(officer, reporter_of_fes).taps("later").says("passer").sees("status-set")
    assert (reporter_of_fes.case.status, acts(house, reporter_of_fes.case.reference)) == ("referred", [])


def test_without_services_in_the_settings_none_is_asked_for(officer, house):
    who = house.person("telegram:1").starts().taps("fr").taps("other").says("On m'a pris mon téléphone hier.")
    who.skips_to("ask-confirm").taps("send").sees("filed")
    officer.says(who.case.reference).taps("status").taps("referred").misses("ask-service").sees(
        "ask-officer_note"
    )
    officer.says("passer").sees("status-set")
    assert (who.case.status, acts(house, who.case.reference)) == ("referred", [])


def test_other_statuses_ask_for_no_service(officer, reporter_of_fes):
    officer.says(reporter_of_fes.case.reference).taps("status").taps("examined").misses("ask-service")


OFFERED = OfferedService("central", CENTRAL.name, CENTRAL.city)
WITH_CONTACT = OfferedService("fes", FES.name, FES.city, FES.contact)


def shown(found: OfferedServices) -> dict[str, Line]:
    look = SERVICE.look
    assert look is not None
    return {line.key: line for line in look.show(found) if isinstance(line, Line)}


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("service", [OFFERED, WITH_CONTACT])
def test_a_contact_is_told_where_there_is_one_and_the_desk_where_keys_are_given_there(service, sealed):
    told = shown(OfferedServices((service,), "central", sealed=sealed))
    assert ("service-contact" in told) is bool(service.contact)
    assert ("service-at-desk" in told) is sealed


def test_why_by_category_names_the_category_and_without_services_nothing_is_proposed():
    told = shown(OfferedServices((OFFERED,), "category", "fes", "threat"))
    assert told["why-category"].args == {"category": Label("category-threat")}
    assert shown(OfferedServices()).keys() == {"ask-service"}
