"""Spanish was added: the language is offered, and chosen by button, by word and by the phone."""

from flows.reading.signals import language_from_code
from tests.dialogue import words
from tests.house.adding.play import check_keys, house, reporter

check_keys()
built = house()
assert words().label("ar", "language-es") == "Español"
person = built.person("web:1").starts()
assert "es" in person.options
person.taps("es").sees("ask-category")
assert person.last.language == "es"
assert reporter(built, "web:2").says("en castellano").last.language == "es"
assert language_from_code("es-MX") == "es"
assert built.person("web:3", "es-MX").starts().last.language == "es"
