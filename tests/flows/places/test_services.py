"""Which service is proposed for a case, and why: every kind of claim against every kind of place."""

import pytest

from flows.places.services import Service, of_officer, propose
from flows.said import Named

N = Named("A", "ا")
CENTRAL = Service("central", N, N, central=True)
FES = Service("fes", N, N, provinces=("03.231", "03.451"))
REGION = Service("fes-region", N, N, regions=("fes",))
TERROR = Service("terror", N, N, categories=("terrorism",))
CYBER_FES = Service("cyber-fes", N, N, regions=("fes",), categories=("fraud", "hacking"))
ALL = (CENTRAL, REGION, FES, TERROR, CYBER_FES)

PLACES = {
    "in the province": ("fes", "03.231"),
    "in the region": ("fes", ""),
    "in another province of the region": ("fes", "03.061"),
    "in a region of nobody": ("souss", "09.001"),
    "in Morocco": ("morocco", ""),
    "abroad": ("abroad", ""),
    "unknown": ("", ""),
}
EXPECTED = {
    "in the province": {"drugs": "fes province", "fraud": "cyber-fes region", "terrorism": "terror category"},
    "in the region": {
        "drugs": "fes-region region",
        "fraud": "cyber-fes region",
        "terrorism": "terror category",
    },
    "in another province of the region": {
        "drugs": "fes-region region",
        "fraud": "cyber-fes region",
        "terrorism": "terror category",
    },
    "in a region of nobody": {
        "drugs": "central uncovered",
        "fraud": "central uncovered",
        "terrorism": "terror category",
    },
    "in Morocco": {"drugs": "central unknown", "fraud": "central unknown", "terrorism": "terror category"},
    "abroad": {"drugs": "central abroad", "fraud": "central abroad", "terrorism": "terror category"},
    "unknown": {"drugs": "central unknown", "fraud": "central unknown", "terrorism": "terror category"},
}


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("category", ["drugs", "fraud", "terrorism"])
def test_the_service_of_each_place_and_category(where, category):
    for services in (ALL, ALL[::-1]):
        found = propose(services, category, *PLACES[where])
        assert found is not None
        assert f"{found.service.id} {found.kind}" == EXPECTED[where][category]


def test_the_first_of_the_file_is_taken_among_equals_and_none_where_there_are_none():
    other = Service("other", N, N, provinces=("03.231",))
    assert propose((other, FES, CENTRAL), "drugs", "fes", "03.231") == propose(
        (other, CENTRAL), "drugs", "fes", "03.231"
    )
    assert propose((), "drugs", "fes", "03.231") is None


def test_an_officer_belongs_to_the_services_that_name_them() -> None:
    both = (Service("a", N, N, officers=("Salma",)), Service("b", N, N, officers=("Salma", "Karim")), FES)
    assert [one.id for one in of_officer(both, "Karim")] == ["b"]
    assert [one.id for one in of_officer(both, "Salma")] == ["a", "b"]
    assert of_officer(both, "Omar") == []
