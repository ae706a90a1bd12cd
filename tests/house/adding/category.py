"""The category `doping` was added: it is offered, understood, guessed, and a case of it can be filed."""

from flows.reading.signals import guess_category
from tests.house.adding.play import check_keys, file, house, reporter

check_keys()
person = reporter(house())
assert "doping" in person.options
person.says("le dopage").sees("ask-venue").taps("skip").sees("ask-account")
file(person)
assert person.case.category == "doping"
person.says("comment reconnaître le dopage").sees("signs-doping")
assert guess_category("Mon compte WhatsApp a été piraté") == "hacking"
assert guess_category("Le coach de mon fils lui vend des anabolisants") == "doping"
