"""The settings of what people wait for: the deadlines of cases, and the officers on duty."""

from collections.abc import Mapping
from dataclasses import asdict, field

from bot.settings.values import STRICT, CategoryName, Hours, OfficerName, OfficerRole, Seconds
from flows.deadlines import CALM, DAY, HOUR, KINDS, REPORTER, URGENT, Deadlines, OwnSpans, Spans
from flows.record import record


@record
class SomeTimes:
    """How long the stages of a case may take; a stage that is left out has the usual time."""

    __pydantic_config__ = STRICT

    first_look: Seconds | None = None
    first_answer: Seconds | None = None
    referral: Seconds | None = None
    reporter: Seconds | None = None
    service: Seconds | None = None


@record
class CategoryTimes(SomeTimes):
    """The same for one category, and for its urgent cases apart."""

    urgent: SomeTimes = field(default_factory=SomeTimes)


@record
class DeadlineSettings(SomeTimes):
    """The deadlines: the usual ones, those of urgent cases, those of some categories; and the reminders."""

    urgent: SomeTimes = field(default_factory=SomeTimes)
    category: Mapping[CategoryName, CategoryTimes] = field(default_factory=dict)
    remind_before: Seconds = int(4 * HOUR)
    """Before the end of a deadline, until officers are reminded; at most half of its time."""
    escalate_after: Seconds = int(DAY)
    """After the end of a deadline, until supervisors are told; at most as long as the deadline itself."""
    remind_reporter: Seconds = int(3 * DAY)
    """After a question, until its reporter is reminded of it, once; at most half of the deadline."""

    def rules(self) -> Deadlines:
        """Return the deadlines as the program works with them."""
        own = {name: OwnSpans(_spans(one), _spans(one.urgent)) for name, one in self.category.items()}
        return Deadlines(
            calm={**CALM, **_spans(self)},
            urgent={**URGENT, **_spans(self.urgent)},
            own=own,
            remind_before=self.remind_before,
            escalate_after=self.escalate_after,
            remind_reporter=self.remind_reporter,
        )

    def wrong(self) -> str:
        """Return the key and the reason of times that contradict one another; empty where none do."""
        if self.remind_reporter >= self.rules().calm[REPORTER]:
            return "deadlines.remind_reporter: must be shorter than deadlines.reporter"
        return ""


def _spans(times: SomeTimes) -> Spans:
    given = asdict(times)
    return {kind: float(given[kind]) for kind in KINDS if given[kind]}


@record
class Desk:
    """The officers' desk in the browser."""

    __pydantic_config__ = STRICT

    overdue_after: Seconds | None = None
    """Of before 0.3.0: `first_look` of the deadlines has taken its place."""


@record
class DutySettings:
    """The officers who answer persons in distress, and when they are there.

    Officers say themselves that they are on duty or not, which goes before the hours. Without `hours`, nobody
    is on duty who has not said so.
    """

    __pydantic_config__ = STRICT

    hours: tuple[Hours, ...] = ()
    """Such as "mon-fri 08:00-18:00", "daily 20:00-06:00", in the deployment's time zone."""
    officers: tuple[OfficerName, ...] = ()
    """The names of those on duty in these hours; where none is named, those with the roles below."""
    roles: tuple[OfficerRole, ...] = ("supervisor", "investigator")
    answer_within: Seconds = 600
    """Until somebody answers; then the reporter reads the lines to call again, and supervisors are told."""
    shift: Seconds = int(12 * HOUR)
    """How long the word of an officer holds who said to be on duty, or not."""
