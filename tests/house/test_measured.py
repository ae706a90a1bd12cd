"""The branches of `flows/` are measured by its own tests alone, and by the first case of each dialogue."""

from tests.measured import chosen

ONES = [f"tests/flows/core/test_a.py::test_{name}" for name in ("one", "other")]
CASES = [f"tests/flows/test_b.py::test_many[fr-{number}]" for number in range(9)]
ELSEWHERE = ["tests/bot/turn/test_turn.py::test_a_turn", "tests/house/test_c.py::test_of[tests/flows/]"]


def test_of_a_dialogue_the_first_case_is_measured() -> None:
    others = [test.replace("test_b", "test_d") for test in CASES]
    dialogues = [(test, True) for test in (*ELSEWHERE, *CASES, *others, *ONES)]
    assert chosen(dialogues) == {*ONES, CASES[0], others[0]}


def test_of_what_repeats_nothing_is_measured() -> None:
    assert chosen([("tests/flows/test_hostile.py::test_one", False)]) == set()


def test_of_everything_else_in_flows_all_is_measured() -> None:
    assert chosen((test, False) for test in (*ELSEWHERE, *CASES, *ONES)) == {*ONES, *CASES}
