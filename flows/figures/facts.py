"""The facts that figures count by and that stand in a reporter's own words: read once, at filing."""

from flows.answers.facts import country_named
from flows.figures.groups import group_named
from flows.record import record
from flows.said import Answers


@record
class Facts:
    """The country by its first name in the table, and the group by its id; empty where none is told."""

    country: str = ""
    group: str = ""


def told_in(answers: Answers, category: str) -> Facts:
    """Return the facts that answers tell; a group is read in cases of terrorism alone."""
    told = dict(answers)
    about = [told.get(question, "") for question in ("group", "account", "story")]
    group = group_named(*about) if category == "terrorism" else ""
    return Facts(country_named(told.get("country", "")), group)
