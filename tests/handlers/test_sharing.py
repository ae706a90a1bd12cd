"""Limits that several servers keep together."""

from handlers.buckets import Buckets, Budget, Rate
from handlers.sharing import Sharing, Spent

SLOW = Rate(burst=6, per_second=0.001)


def server(clock=lambda: 0.0, *, others=True, begun=lambda: None):
    sharing = Sharing(lambda key: f"token of {key}", clock, others=lambda: others, begun=begun)
    return sharing, Buckets(SLOW, clock, sharing=sharing, kind="events")


def test_what_one_server_gave_the_other_gives_no_more():
    (one, here), (other, there) = server(), server()
    assert [here.wait("a") for _ in range(4)] == [0.0] * 4
    told = one.taken()
    assert told == [Spent("events", "token of a", 4.0)]
    assert one.taken() == []
    other.spent(told)
    assert there.short("a") == 0.0
    assert [bool(there.wait("a")) for _ in range(3)] == [False, False, True]
    assert there.short("a") > 0
    assert [bool(there.wait("b")) for _ in range(7)] == [False] * 6 + [True], "another key has its own"
    assert other.taken()[0] == Spent("events", "token of a", 2.0), "and not what it was told of"


def test_the_first_that_was_taken_since_the_others_were_told_is_a_sign_to_tell_them():
    signs: list[str] = []
    sharing, buckets = server(begun=lambda: signs.append("tell"))
    buckets.wait("a")
    buckets.wait("b")
    assert signs == ["tell"]
    sharing.taken()
    buckets.wait("a")
    assert signs == ["tell", "tell"]


def test_much_that_was_taken_elsewhere_is_over_in_time():
    now = [0.0]
    sharing, buckets = server(lambda: now[0])
    sharing.spent([Spent("events", "token of a", 1000.0)])
    assert buckets.wait("a") > 0
    now[0] = (6 + 1) / SLOW.per_second
    assert buckets.wait("a") == 0.0


def test_alone_nothing_is_gathered():
    sharing, buckets = server(others=False)
    buckets.wait("a")
    assert sharing.taken() == []


def test_a_budget_is_shared_for_networks_and_for_all():
    sharing = Sharing(clock=lambda: 0.0, others=lambda: True)
    budget = Budget(SLOW, Rate(10, 0.001), lambda: 0.0, sharing=sharing, kind="filings")
    sharing.spent([Spent("filings", "", 9.0), Spent("filings of a network", "n", 6.0)])
    assert budget.short("n") > 0
    assert budget.wait("m") == 0.0
    assert budget.wait("k") > 0


def test_what_was_taken_elsewhere_is_over_as_soon_as_it_would_be_here():
    now = [0.0]
    sharing, buckets = server(lambda: now[0])
    for _ in range(30):
        sharing.spent([Spent("events", "token of a", 2.0)])
        now[0] += 2 / SLOW.per_second
    assert buckets.short("a") == 0.0
    assert [bool(buckets.wait("a")) for _ in range(7)] == [False] * 6 + [True], "nothing was left over"
