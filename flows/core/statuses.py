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

ACTED = ("referred", "investigated", "identified", "justice", "wanted")
"""The statuses by which something was done with what people reported."""

STEPS = {
    "received": ("examined", "referred", "closed"),
    "examined": ("referred", "closed"),
    "referred": ("investigated", "identified", "justice", "wanted", "closed"),
    "investigated": ("identified", "justice", "wanted", "closed"),
    "identified": ("justice", "closed"),
    "wanted": ("identified", "justice", "closed"),
    "justice": ("closed",),
    "closed": ("examined", "referred"),
    "withdrawn": (),
}
"""The statuses that an officer of the desk in the browser can give a case, by the one that it has."""

BEFORE_POLICE = ("examined", "referred")
"""The statuses that whoever sorts cases can give."""

CLOSED = ("identified", "justice", "wanted", "closed", "withdrawn")
