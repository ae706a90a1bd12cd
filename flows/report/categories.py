"""The twelve categories: the questions of each, and which are urgent."""

from flows.record import record


@record
class Category:
    """A category. Its `questions` are asked in this order, before the story.

    `urgent`: every case of the category is urgent. `opening`: the report begins with a line of care
    (`opening-<id>`). `quiet`: a message about a case says neither that there is a case nor what became of it.
    """

    id: str
    questions: tuple[str, ...] = ()
    urgent: bool = False
    opening: bool = False
    quiet: bool = False


TABLE = (
    Category("fraud", ("via", "money", "payment", "exposed")),
    Category("blackmail", ("minor", "aggressor"), opening=True),
    Category("defamation", ("harm", "account")),
    Category("threat", ("danger", "aggressor")),
    Category("child", ("danger", "account"), urgent=True, opening=True),
    Category(
        "trafficking",
        ("held", "held_where", "safe", "held_count", "held_speaks", "held_told"),
        quiet=True,
    ),
    Category("hacking", ("stolen", "access")),
    Category("terrorism", ("account", "group"), urgent=True, opening=True),
    Category("drugs", ("venue", "account", "delivery")),
    Category("weapons", ("venue", "account")),
    Category("incitement", ("account",)),
    Category("other"),
)

CATEGORIES = tuple(category.id for category in TABLE)

QUIET = frozenset(category.id for category in TABLE if category.quiet)

BY_ID = {category.id: category for category in TABLE}
