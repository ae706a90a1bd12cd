"""The twelve categories: what each asks of its own, and which need someone at once."""

from flows.record import record


@record
class Category:
    """`questions` are asked in this order before the story.

    `lane` is urgent for the whole category; `opening` categories begin with a line of care
    (`opening-<id>`) because of what the person has just lived through or must not send.
    """

    id: str
    questions: tuple[str, ...] = ()
    urgent: bool = False
    opening: bool = False


TABLE = (
    Category("fraud", ("via", "money", "payment", "exposed")),
    Category("blackmail", ("minor", "aggressor"), opening=True),
    Category("defamation", ("harm", "account")),
    Category("threat", ("danger", "aggressor")),
    Category("child", ("danger", "account"), urgent=True, opening=True),
    Category("trafficking", ("held", "held_where", "safe")),
    Category("hacking", ("stolen", "access")),
    Category("terrorism", ("account", "group"), urgent=True, opening=True),
    Category("drugs", ("venue", "account", "delivery")),
    Category("weapons", ("venue", "account")),
    Category("incitement", ("account",)),
    Category("other"),
)

CATEGORIES = tuple(category.id for category in TABLE)

BY_ID = {category.id: category for category in TABLE}
