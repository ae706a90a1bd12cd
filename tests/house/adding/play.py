"""What several checks do: play a dialogue, and compare the message keys with those that are needed."""

from pathlib import Path

from locales import LANGUAGES
from locales.language import FOLDER, read
from tests.dialogue import House, Person
from tests.locales import test_keys


def house() -> House:
    """A database of its own."""
    return House.build(Path("data/played"))


def reporter(built: House, chat: str = "web:1") -> Person:
    """Someone who stands at the first question."""
    return built.person(chat).starts().sees("welcome").taps("fr").sees("ask-category")


def skip_to(person: Person, key: str) -> Person:
    """Skip every question before the one that is asked with this key."""
    while key not in person.last.keys:
        person.taps("skip")
    return person


def file(person: Person) -> Person:
    """Tell the story, skip everything else, and send the report."""
    skip_to(person, "ask-story").says("Je raconte ce qui est arrivé.")
    while "send" not in person.options:
        person.taps("done" if "done" in person.options else "skip")
    return person.taps("send")


def check_keys() -> None:
    """Run the tests of the message keys."""
    written = {language: read(FOLDER / f"{language}.ftl") for language in LANGUAGES}
    for language in LANGUAGES:
        test_keys.test_every_key_is_there_and_no_other(written, language)
        test_keys.test_placeholders_agree(written, language)
    test_keys.test_keys_put_together_are_all_foreseen()
    test_keys.test_every_value_that_a_flow_gives_is_taken_and_none_is_missing(written)
    test_keys.test_keys_stand_in_the_same_order(written)
