"""The question `shop` was added to the category of drugs: it is asked, shown in the review, and kept."""

from tests.house.adding.play import check_keys, file, house, reporter, skip_to

check_keys()
built = house()
person = skip_to(reporter(built).taps("drugs"), "ask-shop")
assert "shop-street" in {option.key for option in person.last.say.options}
file(person.taps("street"))
assert ("shop", "street") in person.answers
other = file(reporter(built, "web:2").taps("fraud"))
assert not any("ask-shop" in seen.keys for seen in other.messages)
