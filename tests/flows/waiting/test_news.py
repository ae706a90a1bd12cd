"""News that nobody asked for: on a phone that others may hold, they name no case."""

from flows.core.effects import Line
from flows.follow import news

NUMBER = "BLG-7K4M-92QF"


def test_a_phone_in_other_hands_hears_of_no_case() -> None:
    open_, quiet = (news.gentle(NUMBER, "Où ?", quiet=quiet) for quiet in (False, True))
    assert [each.key for each in open_.lines if isinstance(each, Line)] == ["question-waits", "question-free"]
    assert (quiet.lines, quiet.options) == ((Line("notice-quiet"),), ())
    assert [one.quiet for say in (open_, quiet) for one in say.notice] == [False, True]
