"""The statuses of a case: one row each says which follow, who sets it, and what it means for what is kept."""

from flows.record import record


@record
class Status:
    """A status of a case.

    - `after` are the statuses that an officer can give a case next. `by` is who gives this one: the action of
      `flows/desk/roles.py` that an officer must be allowed, `reporter`, or empty for that of filing.
    - `queued`: the case stands in the officers' queue, and its reporter can withdraw it.
    - `addressed`: the reporter's address is kept, and officers and the reporter can go on writing.
    - `police`: the police have the case; something is done with what was reported.
    - `silent`: a case that gets this status without ever having been referred is no report of what it names.
    - `asks`: with this status the work is done, and the reporter is asked once whether it helped.
    - `outcome` is the time in `[retention.outcomes]` that holds for a case that was referred, `unreferred`
      the one for a case that never was; empty: no other than `outcome`.
    """

    after: tuple[str, ...] = ()
    by: str = "status"
    queued: bool = True
    addressed: bool = True
    police: bool = False
    silent: bool = False
    asks: bool = False
    outcome: str = ""
    unreferred: str = ""


_CLOSURES = ("insufficient", "no_offence", "duplicate")
_ANEW = ("examined", "referred")
"""The ways to open a closed case again, which lead through a referral to everything else."""

STATUS = {
    "received": Status(("examined", "referred", *_CLOSURES), by="", outcome="received"),
    "examined": Status(("referred", *_CLOSURES), by="refer", outcome="examined"),
    "referred": Status(
        ("examined", "informed", "investigated", "identified", "wanted", "justice", *_CLOSURES),
        by="refer",
        police=True,
        outcome="referred",
    ),
    "informed": Status(
        ("referred", "investigated", "identified", "wanted", "justice", *_CLOSURES),
        police=True,
        outcome="informed",
    ),
    "investigated": Status(
        ("referred", "informed", "identified", "wanted", "justice", *_CLOSURES),
        police=True,
        outcome="investigated",
    ),
    "identified": Status(
        ("investigated", "wanted", "justice", *_CLOSURES), police=True, outcome="identified"
    ),
    "wanted": Status(
        ("investigated", "identified", "justice", *_CLOSURES), queued=False, police=True, outcome="wanted"
    ),
    "justice": Status(
        ("investigated", "identified", "wanted"),
        queued=False,
        addressed=False,
        police=True,
        asks=True,
        outcome="justice",
    ),
    "insufficient": Status(
        _ANEW,
        queued=False,
        addressed=False,
        silent=True,
        asks=True,
        outcome="insufficient",
        unreferred="dismissed",
    ),
    "no_offence": Status(
        _ANEW,
        queued=False,
        addressed=False,
        silent=True,
        asks=True,
        outcome="no_offence",
        unreferred="dismissed",
    ),
    "duplicate": Status(_ANEW, queued=False, addressed=False, outcome="duplicate", unreferred="dismissed"),
    "closed": Status(
        _ANEW, queued=False, addressed=False, silent=True, outcome="closed", unreferred="dismissed"
    ),
    "withdrawn": Status(
        by="reporter", queued=False, addressed=False, outcome="closed", unreferred="withdrawn"
    ),
}
"""In the order in which a case usually gets them. `closed` is the only closure of versions before 0.3."""

STATUSES = tuple(STATUS)

SUCCESSORS = {"closed": "insufficient"}
"""Statuses that officers of earlier versions gave and nobody gives any more, with those in their place."""

SUSPECT_OUTCOMES = ("identified", "justice", "wanted", "cleared")
"""How it stands with one suspect of a case, of whom there may be several."""

GIVEN = tuple(name for name in STATUS if any(name in row.after for row in STATUS.values()))
"""The statuses that officers give."""

ACTED = tuple(name for name, row in STATUS.items() if row.police)
"""The statuses by which something was done with what people reported; each comes after a referral."""

BEFORE_POLICE = tuple(name for name, row in STATUS.items() if row.by == "refer")
"""The statuses that whoever sorts cases can give."""

NOT_HANDED_OVER = frozenset({"received", "examined"})
"""The statuses in which no service has the case."""

SILENT = tuple(name for name, row in STATUS.items() if row.silent)

CLOSED = tuple(name for name, row in STATUS.items() if not row.queued)
"""The statuses of cases that wait for nobody's work."""

ENDED = tuple(name for name, row in STATUS.items() if not row.addressed)
"""The statuses with which a case is over: the reporter's address is forgotten, and the case later erased."""


def follows(status: str, present: str) -> bool:
    """Return whether a case with the status `present` can get this one, by an officer or by its reporter."""
    if STATUS[status].by == "reporter":
        return STATUS[present].queued
    return status in STATUS[present].after


def given_by(status: str, present: str) -> str:
    """Return the action that an officer must be allowed to give a case with the status `present` this one.

    To open a closed case again, or to take back a referral or what came after it, is to decide on a case.
    """
    return STATUS[status].by if present in NOT_HANDED_OVER else "status"


def reaches(status: str, present: str) -> bool:
    """Return whether a decision for many cases reaches one with the status `present`; it opens none again."""
    return STATUS[present].addressed and (status == present or follows(status, present))


def outcome(status: str, *, referred: bool) -> str:
    """Return the outcome, by which a case with this status is kept; empty: it is not known yet."""
    row = STATUS[status]
    return row.outcome if referred or not row.unreferred else row.unreferred
