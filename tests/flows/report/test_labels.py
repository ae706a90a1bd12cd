"""Every label that is shown, typed back in any language, is answered in every state."""

from collections.abc import Iterator

import pytest

from flows.core.effects import Option
from tests.dialogue import House, Person, words
from tests.flows.report.care_states import ALL, Way

LANGUAGES = ("ar", "fr", "ary")


def shown(who: Person) -> tuple[Option, ...]:
    """The options of the newest message; none before the first message."""
    return who.last.say.options if who.messages else ()


def come(house: House, way: Way) -> Iterator[tuple[str, Person]]:
    """For each label of each shown option in each language: the label, and a new person in the state."""
    first = house.person("telegram:1")
    way(first)
    labels = [words().label(each, one.key, one.args) for one in shown(first) for each in LANGUAGES]
    for number, label in enumerate(dict.fromkeys(labels), 2):
        who = house.person(f"telegram:{number}")
        way(who)
        yield label, who


@pytest.mark.parametrize("state", ALL)
def test_a_label_typed_back_is_answered(house: House, state: str) -> None:
    silent = []
    for label, who in come(house, ALL[state]):
        who.says(label)
        if len(who.messages) == who.checked:
            silent.append(label)
    assert silent == []
