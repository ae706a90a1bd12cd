"""The statuses of a case, in the order in which a case passes through them."""

STATUSES = (
    "received",
    "examined",
    "referred",
    "investigated",
    "identified",
    "justice",
    "wanted",
    "closed",
    "withdrawn",
)

CLOSED = ("identified", "justice", "wanted", "closed", "withdrawn")
