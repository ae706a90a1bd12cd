"""The changes of a case that an officer can make at the desk: one row of a table each."""

import re
from collections.abc import Callable, Mapping, Sequence

from bot.desk import refer
from bot.desk.view import CHANGES, Look, statuses, version
from bot.turn.status import change_status
from bot.turn.taking import take
from flows.core.effects import ChangeStatus
from flows.core.statuses import BEFORE_POLICE, ENDED, STATUS
from flows.desk.roles import ever, steps
from flows.record import record
from handlers.desk.refusals import Refused
from handlers.desk.settings import Change, Json
from locales import Catalogue
from storage.custody.links import Act, Link
from storage.delivery.messages import OutboxRow

MOST_NOTES = 500
"""The notes of a case: each opening of the case sends them all."""
LONGEST_SNOOZE = 90 * 86400.0
_AGE = b"age-encryption.org/v1\n"
_NOTE_ID = re.compile(r"[0-9a-f]{32}")


@record
class Changing:
    """A change of a case under way; `rows` are the messages that it posts."""

    look: Look
    change: Change
    catalogue: Catalogue
    rows: list[OutboxRow]

    def require(self, action: str) -> None:
        """Raise Refused if the officer may not do this with this case."""
        self.look.require(action)

    @property
    def reference(self) -> str:
        """The case's reference."""
        return self.look.case.reference

    @property
    def by(self) -> str:
        """The officer's id."""
        return self.look.caller.id


def apply(look: Callable[[], Look], changes: Sequence[Change], catalogue: Catalogue) -> list[OutboxRow]:
    """Make changes of a case, one after the other; return the messages that were posted by them.

    `look` looks at the case anew: a change may be allowed by the one before. Raises Refused.
    """
    if unknown := [change for change in changes if change.action not in _ACTIONS]:
        raise Refused(404, "unknown", action=unknown[0].action)
    for change in changes:  # before the first of them makes another version
        if change.version and _ACTIONS[change.action][1]:
            _check_version(look(), int(change.version))
    rows: list[OutboxRow] = []
    for change in changes:
        _ACTIONS[change.action][0](Changing(look(), change, catalogue, rows))
    return rows


def offered(look: Look) -> list[str]:
    """Return what the officer can do with a case, of what is done with many at once and may be refused."""
    return [action for action in ("ask", "assign") if not reason(look, action)]


def reason(look: Look, action: str) -> str:
    """Return why the officer cannot do this with a case, as a refusal names it; empty where nothing is known.

    A case that is closed is called so, whosever it is.
    """
    role, ended = look.caller.role, look.case.status in ENDED
    if action == "status":
        if statuses(look):
            return ""
        others = steps(role, look.case.status, own=True) and not look.own
        return "not-own" if others else "status" if ever(role, "refer") else "role"
    if action == "ask" and ended and ever(role, action):
        return "ended"
    return "" if look.may(action) else "not-own" if ever(role, action) else "role"


def _check_version(look: Look, known: int) -> None:
    links = look.unit.custody.of_case(look.case.reference)
    if known < version(links):
        newer = [link for link in links if link.event in CHANGES and link.seq > known]
        raise Refused(409, "changed", changes=_told(look, newer))


def _told(look: Look, links: list[Link]) -> list[Json]:
    names = look.unit.officers.names()
    return [
        {
            "time": link.time,
            "officer": names.get(link.actor, ""),
            "event": link.event,
            "status": link.purpose.partition(":")[2] if link.event in ("status", "referral") else "",
        }
        for link in links
    ]


def _take(changing: Changing) -> None:
    changing.require("take")
    unit, catalogue, now = changing.look.unit, changing.catalogue, changing.look.now
    holder, rows = take(unit, catalogue, changing.reference, changing.by, now)
    if holder != changing.by:
        raise Refused(409, "taken", officer=unit.officers.names().get(holder, ""))
    changing.rows.extend(rows)


def _assign(changing: Changing) -> None:
    changing.require("assign")
    unit, to = changing.look.unit, changing.change.officer
    present = {one.id: one for one in unit.officers.present() if one.works}
    if to and (to not in present or not ever(present[to].role, "take")):
        raise Refused(404, "unknown")
    unit.cases.work.assign(changing.reference, to, changing.by, changing.look.now)
    refer.keep(changing.look, refer.officer_keys(unit, to), changing.change)


def _status(changing: Changing) -> None:
    look, change = changing.look, changing.change
    sorts = look.may("refer") and change.status in BEFORE_POLICE and not change.note
    if not sorts:
        look.require("status")
    if change.status not in statuses(look):
        raise Refused(400, "status")
    if change.status == "referred" and look.services:
        raise Refused(400, "no-service")
    _say(changing, ChangeStatus(changing.reference, change.status, change.note.strip(), changing.by))


def _ask(changing: Changing) -> None:
    changing.require("ask")
    question = changing.change.question.strip()
    if not question:
        raise Refused(400, "request")
    if changing.look.case.status in ENDED:
        raise Refused(400, "ended")
    _say(changing, ChangeStatus(changing.reference, "", question, changing.by))


def _refer(changing: Changing) -> None:
    changing.rows.extend(refer.refer(changing.look, changing.change, changing.catalogue))


def _hand_back(changing: Changing) -> None:
    changing.rows.extend(refer.hand_back(changing.look, changing.change, changing.catalogue))


def _sheet(changing: Changing) -> None:
    """Record that a cover sheet was printed: it leaves the desk."""
    changing.require("refer")
    look = changing.look
    look.unit.custody.add(changing.reference, look.now, Act("exported", changing.by, "sheet"))


def _say(changing: Changing, effect: ChangeStatus) -> None:
    _, posted = change_status(changing.look.unit, changing.catalogue, effect, changing.look.now)
    changing.rows.extend(posted)


def _note(changing: Changing) -> None:
    changing.require("note")
    change, contents = changing.change, changing.look.unit.desk.contents
    sealed = change.age.startswith(_AGE) and contents.recipient(changing.reference)
    if not sealed or not _NOTE_ID.fullmatch(change.id):
        raise Refused(400, "request")
    if contents.note_count(changing.reference) >= MOST_NOTES:
        raise Refused(409, "notes-full", most=MOST_NOTES)
    try:
        contents.note(changing.reference, change.id, changing.by, change.age, changing.look.now)
    except ValueError:
        raise Refused(409, "changed", changes=[]) from None


def _hold(changing: Changing) -> None:
    _keep(changing, "hold", on=True)


def _release(changing: Changing) -> None:
    _keep(changing, "release", on=False)


def _keep(changing: Changing, action: str, *, on: bool) -> None:
    changing.require(action)
    retention, reason = changing.look.unit.retention, changing.change.reason
    fate = retention.fate(changing.reference, {})
    if not reason:
        raise Refused(400, "request")
    if fate is None or fate.hold == on:
        raise Refused(409, "held")
    retention.hold(changing.reference, on, Act("hold", changing.by, reason), changing.look.now)


def _snooze(changing: Changing) -> None:
    changing.require("mark")
    look, until = changing.look, changing.change.until
    if not look.now < until <= look.now + LONGEST_SNOOZE:
        raise Refused(400, "request")
    look.unit.desk.marks.snooze(changing.by, look.case.id, until, look.now)


def _seen(changing: Changing) -> None:
    changing.require("mark")
    look = changing.look
    look.unit.desk.marks.see(changing.by, look.case.id, look.now)


def _suspect(changing: Changing) -> None:
    """Record the outcome of a suspect, or of one more; there are none before the police have the case."""
    changing.require("status")
    look, change = changing.look, changing.change
    if not STATUS[look.case.status].police:
        raise Refused(400, "status")
    try:
        look.unit.suspects.set(changing.reference, change.number, change.outcome, changing.by, look.now)
    except ValueError:
        raise Refused(400, "request") from None


_ACTIONS: Mapping[str, tuple[Callable[[Changing], None], bool]] = {
    "take": (_take, False),
    "assign": (_assign, True),
    "status": (_status, True),
    "refer": (_refer, True),
    "hand-back": (_hand_back, True),
    "sheet": (_sheet, False),
    "ask": (_ask, True),
    "note": (_note, False),
    "hold": (_hold, True),
    "release": (_release, True),
    "snooze": (_snooze, False),
    "seen": (_seen, False),
    "suspect": (_suspect, False),
}
"""Each action, and whether a change of the case that the officer has not seen stands against it."""
