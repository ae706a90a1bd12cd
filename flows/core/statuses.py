"""The statuses of a case, in their usual order."""

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
