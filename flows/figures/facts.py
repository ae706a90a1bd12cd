"""The facts of a case that stand in a reporter's own words, for figures and lists: read once, at filing."""

from flows.answers.facts import country_named
from flows.figures.groups import group_named
from flows.money.questions import MONEY, RECENT
from flows.record import record
from flows.said import Answers


@record
class Facts:
    """The country by its first name in the table, and the group by its id; empty where none is told.

    `money`: whether money left within about a day; None where the answers do not say.
    """

    country: str = ""
    group: str = ""
    money: bool | None = None


def told_in(answers: Answers, category: str) -> Facts:
    """Return the facts that answers tell; a group is read in cases of terrorism alone."""
    told = dict(answers)
    about = [told.get(question, "") for question in ("group", "account", "story")]
    group = group_named(*about) if category == "terrorism" else ""
    money = told[MONEY] == RECENT if MONEY in told else None
    return Facts(country_named(told.get("country", "")), group, money)
