"""The place in a report: tapped, typed in any script, chosen among namesakes, unknown, abroad."""

import pytest

from tests.dialogue import House, Person

FES, ROUND_CASABLANCA = "03.231", "06.141"


def at_place(house: House) -> Person:
    """Somebody who has come to the question about the place."""
    who = house.person("telegram:1").starts().taps("fr").taps("other").says("On m'a pris mon téléphone hier.")
    return who.skips_to("ask-where")


def at_city(house: House, region: str = "") -> Person:
    """Somebody who has come to the question about the town."""
    who = at_place(house).taps("morocco").sees("ask-region")
    return (who.taps(region) if region else who.says("passer")).sees("ask-city")


def sent(who: Person) -> Person:
    """The report, sent without a name."""
    return who.skips_to("ask-confirm").taps("send").sees("filed")


@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [
        ("fez", "Fès", True),
        ("fès", "Fès", False),
        ("فاس", "فاس", False),
        ("Fès, Narjiss", "Fès, Narjiss", False),
    ],
)
def test_a_town_is_typed_and_its_province_is_kept(house, typed, kept, told):
    who = at_city(house).says(typed)
    assert ("town-understood" in who.last.keys) is told
    sent(who)
    assert (who.case.place, who.case.province) == ("fes", FES)
    assert [value for question, value in who.answers if question == "city"] == [kept]


def test_a_town_of_the_region_is_tapped_or_chosen_by_its_number(house):
    who = at_city(house, "fes")
    assert who.options[:2] == ["03.231.01.0", "03.061.01.01"]
    sent(who.taps("03.231.01.0"))
    assert (who.case.province, ("city", "Fès") in who.answers) == (FES, True)


def test_the_number_of_a_town_in_the_list_is_the_town(house):
    assert ("city", "Meknès") in sent(at_city(house, "fes").says("2")).answers


def test_namesakes_are_shown_and_one_is_chosen(house):
    who = at_city(house).says("ajdir").sees("ask-town")
    assert who.options[:3] == ["03.561.03.01", "01.051.01.09", "other"]
    assert "Taza" in str(who.last.say.options[0].args["town"])
    sent(who.taps("03.561.03.01"))
    assert (who.case.place, who.case.province) == ("fes", "03.561")


@pytest.mark.parametrize("how", ["other", "passer"])
def test_a_namesake_that_is_none_of_them_stays_as_typed(house, how):
    who = at_city(house).says("ajdir").sees("ask-town")
    sent(who.taps(how) if how == "other" else who.says(how))
    assert (who.case.place, who.case.province) == ("morocco", "")
    assert ("city", "ajdir") in who.answers


def test_another_town_typed_at_the_choice_is_taken(house):
    who = at_city(house).says("ajdir").sees("ask-town").says("kaza").misses("ask-town")
    sent(who)
    assert (who.case.place, who.case.province) == ("casablanca", ROUND_CASABLANCA)


def test_an_unknown_place_is_kept_as_typed_and_blocks_nothing(house):
    who = at_city(house, "draa").says("douar derrière la montagne").misses("ask-town")
    sent(who)
    assert (who.case.place, who.case.province) == ("draa", "")
    assert ("city", "douar derrière la montagne") in who.answers


def test_a_town_of_another_region_is_asked_for_and_moves_the_region(house):
    who = at_city(house, "casablanca").says("fes").sees("ask-town").taps("03.231.01.0")
    sent(who)
    assert (who.case.place, who.case.province) == ("fes", FES)


def test_a_region_that_is_changed_afterwards_takes_the_province_away(house):
    who = at_city(house, "fes").says("fes").skips_to("ask-confirm")
    who.taps("edit").taps("region").taps("souss").skips_to("ask-confirm").taps("send").sees("filed")
    assert (who.case.place, who.case.province) == ("souss", "")


def test_back_from_the_choice_asks_for_the_town_again(house):
    who = at_city(house).says("ajdir").sees("ask-town").says("retour").sees("ask-city")
    sent(who.says("tanja"))
    assert who.case.place == "tanger"


def test_any_commune_answers_the_question_about_the_region(house):
    who = at_place(house).says("Oulad Tayeb").misses("ask-region", "ask-city")
    sent(who)
    assert (who.case.place, who.case.province) == ("fes", FES)


def test_after_the_receipt_the_place_goes_to_the_case(house):
    who = house.person("telegram:1").starts().taps("fr")
    who.says("Gagnez 5000 DH sur http://bank-secure.example").taps("send").sees("filed").taps("yes")
    who.skips_to("ask-where").taps("morocco").says("passer").sees("ask-city").says("ajdir").sees("ask-town")
    assert (who.case.place, who.case.province) == ("morocco", "")
    who.taps("01.051.01.09").misses("ask-town")
    assert (who.case.place, who.case.province) == ("tanger", "01.051")
    assert [value for question, value in who.answers if question == "city"] == ["ajdir", "Ajdir"]


def test_safi_is_a_town_where_a_town_is_asked_for(house):
    who = sent(at_city(house, "marrakech").says("safi"))
    assert ("city", "Safi") in who.answers


def test_abroad_there_is_no_town(house):
    who = at_place(house).taps("abroad").sees("ask-country").says("France").misses("ask-city", "ask-town")
    sent(who)
    assert (who.case.place, who.case.province) == ("abroad", "")


def test_a_quarter_beside_the_town_is_kept_as_it_was_typed(house) -> None:
    who = sent(at_city(house).says("Fès, Narjiss").misses("town-understood"))
    assert who.case.province == FES
