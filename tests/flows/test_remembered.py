"""Texts are read once while they are remembered, and all are forgotten together."""

from pathlib import Path
from typing import Any

from flows.indicators.find import located
from flows.indicators.own import own_details
from flows.remembered import forget, remembered

OF_OUR_OWN = {"answers/banks.py", "answers/choose.py", "reading/model.py", "remembered.py"}
"""Modules with tables whose arguments are the program's own names, never a person's words."""
FLOWS = Path(__file__).parents[2] / "flows"


def test_a_reading_is_made_once_and_again_after_all_are_forgotten() -> None:
    made = []

    @remembered()
    def read(text: str) -> int:
        made.append(text)
        return len(text)

    assert [read("baraka"), read("baraka")] == [6, 6]
    assert made == ["baraka"]
    forget()
    assert read("baraka") == 6
    assert made == ["baraka", "baraka"]


def test_no_text_is_left_in_a_reading_of_the_flows() -> None:
    tables: tuple[Any, ...] = (located, own_details)  # Any: functools' own type of a table
    for table in tables:
        assert table("Mon numéro de téléphone : 0612345678")
    forget()
    assert [table.cache_info().currsize for table in tables] == [0, 0]


def test_tables_of_peoples_words_are_among_those_that_are_forgotten() -> None:
    others = {
        each.relative_to(FLOWS).as_posix()
        for each in FLOWS.rglob("*.py")
        if "lru_cache" in each.read_text("utf-8")
    }
    assert others == OF_OUR_OWN
