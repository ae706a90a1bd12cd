"""What must hold once all is at rest: what people did and saw against what the nodes keep."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any

from sqlalchemy import text

from bot.base import Base
from bot.turn.render import render
from flows.dialogue import notices
from locales import LANGUAGES
from storage.delivery.messages import NOTICE
from tests.campaigns.kill.faults import arrived
from tests.campaigns.kill.kill import check
from tests.campaigns.kill.tally import Arrived, Due, Tally, tally, without_late_copies
from tests.campaigns.nodes.people import Officer
from tests.campaigns.nodes.scene import Rows, Scene
from tests.dialogue import words

PREFIX = 40
"""Characters by which a line is known whose end names a number to call."""
Shown = Mapping[str, tuple[list[list[Arrived]], list[int]]]
ENDS = frozenset({"sent", "delivered", "read", "unknown"})
OUTBOX = (
    "SELECT id, chat, kind, priority, state, provider_id, resent, reason, channel, body IS NULL read, "
    "created, settled FROM outbox WHERE id > :since ORDER BY id"
)


@dataclass
class Since:
    """What was looked at before: the newest row, how many people, and what was wrong already."""

    row: int = 0
    people: dict[str, int] = field(default_factory=dict)
    wrong: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)


def kept(scene: Scene, officer: Officer, since: Since) -> tuple[list[str], list[str]]:
    """What is newly wrong with cases, files, messages, pages and notices; and what is only told."""
    made, crowd, shown = scene.made(), scene.crowd, screens(scene, since)
    with closing(made.database):
        with made.database.read() as connection:
            rows = connection.execute(text(OUTBOX), {"since": since.row}).fetchall()
        every = Counter((*check(made, crowd.tally), *_changes(made, officer)))
        wrong = [
            *crowd.lost,
            *(every - since.wrong).elements(),
            *_ends(rows),
            *_waiting(scene, rows),
            *(said for channel in shown for said in _screens(channel, shown[channel][0], rows)),
            *(said for page in crowd.pages for said in _page(made, page, rows)),
            *_notices(made, rows),
            *_refused(scene),
        ]
        wrong += [f"{letters} dead letters"] if (letters := _dead(made)) else []
    told = [*_told(scene, officer, rows, since), *_past(shown), *_late(shown, rows)]
    since.row = max((row.id for row in rows), default=since.row)
    since.people = {"telegram": len(scene.telegram.chats), "whatsapp": len(scene.twilio.people)}
    since.wrong = every
    return wrong, told


def _told(scene: Scene, officer: Officer, rows: Rows, since: Since) -> Iterator[str]:
    """How much there was."""
    crowd, states = scene.crowd, Counter(f"{row.kind} {row.state}" for row in rows)
    errors = sum((node.errors() for node in scene.nodes), Counter[str]())
    yield f"{len(crowd.tally.sent)} reports so far, of which the desk answered {len(officer.examined)}"
    yield f"outbox: {dict(sorted(states.items()))}, {sum(row.resent for row in rows)} in doubt"
    yield f"answers by the balancer: {dict(sorted(scene.balancer.seen.items()))}"
    yield f"answers to the desk: {dict(sorted(officer.seen.items()))}"
    yield f"errors in logs: {dict(errors - since.errors)}"
    yield f"the longest wait for an answer: {crowd.longest:.0f} s"
    since.errors = errors


def _past(shown: Shown) -> Iterator[str]:
    for channel, (_, lines) in shown.items():
        if any(lines):
            yield f"past the outbox on {channel}: {sum(lines)} lines, at most {max(lines)} to one person"


def _late(shown: Shown, rows: Rows) -> Iterator[str]:
    for channel, (screens_, _) in shown.items():
        whose = _whose(channel, rows)
        if copies := sum(len(without_late_copies(screen, whose)[1]) for screen in screens_):
            yield f"late copies on {channel}: {copies}, each of a row that is marked"


def _waiting(scene: Scene, rows: Rows) -> Iterator[str]:
    """People who wait for an answer although no row is unknown."""
    unknown = Counter(row.channel for row in rows if row.state == "unknown")
    for channel, count in Counter(scene.crowd.waiting).items():
        if count > unknown[channel]:
            yield f"{count} people wait in {channel}, {unknown[channel]} rows are unknown"


def _refused(scene: Scene) -> Iterator[str]:
    """Answers that no fault explains."""
    for status, count in scene.balancer.seen.items():
        if status.startswith("5") and status != "503":
            yield f"{count} requests were answered {status}"
    broken = {call.method for call in scene.telegram.refusals} | {call.path for call in scene.twilio.refusals}
    yield from (f"a provider refused {name}" for name in broken)


def _dead(made: Base) -> int:
    with made.storage.read() as unit:
        return unit.dead.count()


def _ends(rows: Rows) -> Iterator[str]:
    """Everything that was to be sent has a known end."""
    bad = Counter((row.kind, row.channel, row.state, row.reason) for row in rows if row.state not in ENDS)
    yield from (f"{count} rows end as {' '.join(what)}" for what, count in bad.items())


def screens(scene: Scene, since: Since) -> Shown:
    """What people saw, and how many lines came to each past the outbox: nothing could be taken just then."""
    people = [*scene.twilio.people.values()][since.people.get("whatsapp", 0) :]
    chats = [*scene.telegram.chats.values()][since.people.get("telegram", 0) :]
    every = {
        "telegram": [arrived(chat) for chat in chats],
        "whatsapp": [[Arrived(seen.sid, seen.text) for seen in person.messages] for person in people],
    }
    busy = {render(words(), notices.busy(), language).text[:PREFIX] for language in LANGUAGES}
    return {
        channel: (
            [[one for one in screen if one.text[:PREFIX] not in busy] for screen in shown],
            [sum(one.text[:PREFIX] in busy for one in screen) for screen in shown],
        )
        for channel, shown in every.items()
    }


def _screens(channel: str, shown: Sequence[Sequence[Arrived]], rows: Rows) -> Iterator[str]:
    """On Telegram and WhatsApp: none lost, all in order, none doubled but where its row says so."""
    due = [
        Due(row.chat, row.state, tuple(filter(None, row.provider_id.split(","))), row.resent)
        for row in rows
        if row.channel == channel and row.kind == "reply"
    ]
    whose = _whose(channel, rows)
    in_time = [without_late_copies(screen, whose)[0] for screen in shown]
    yield from (f"{channel}: {said}" for said in _judged(tally(due, in_time)))
    yield from _overtaken(channel, in_time, whose)
    runs = (len([*run]) for screen in shown for _, run in groupby(screen, lambda one: one.text))
    if (most := max(runs, default=0)) > 2:
        yield f"{channel}: a message came {most} times"


def _whose(channel: str, rows: Rows) -> Mapping[str, Any]:
    """The row of each message id of a channel."""
    return {
        sid: row
        for row in rows
        if row.channel == channel and row.kind == "reply"
        for sid in filter(None, row.provider_id.split(","))
    }


def _overtaken(channel: str, shown: Sequence[Sequence[Arrived]], whose: Mapping[str, Any]) -> Iterator[str]:
    """The first rows that came to a person after a later one, with what the outbox says of both."""
    for screen in shown:
        came = [whose[one.sid] for one in screen if one.sid in whose]
        for earlier, later in pairwise(came):
            if later.id < earlier.id:
                yield f"{channel}: {_row(later)} came after {_row(earlier)}"


def _row(row: Any) -> str:
    kind = "notice" if row.priority == NOTICE else row.kind
    resent, settled = ", resent" if row.resent else "", row.settled - row.created
    return f"{kind} {row.id} of node {row.id & 1023}, {row.state}{resent}, settled after {settled:.3f} s"


def _judged(total: Tally) -> Iterator[str]:
    if total.lost:
        yield f"{total.lost} of {total.due} messages are lost"
    if total.stray:
        yield f"{total.stray} messages came out of order, or from nowhere"
    if total.unmarked:
        yield f"{total.unmarked} of {total.doubled} messages that came twice are not marked"


def _page(made: Base, page: Any, rows: Rows) -> Iterator[str]:
    """A page saw each of its replies, in order."""
    yield from (f"a page: {said}" for said in page.wrong)
    chat = made.vault.chat(page.chat)
    mine = {row.id: row for row in rows if row.chat == chat and row.kind == "reply"}
    for number in sorted(mine.keys() - page.rows.keys()):
        row = mine[number]
        kind = "a notice" if row.priority == NOTICE else "a reply"
        yield f"a page never saw {kind} ({row.state}{', acknowledged' if row.read else ''})"
    if vain := sum(row in page.acknowledged and not mine[row].read for row in mine):
        yield f"a page acknowledged {vain} rows with the answer 200, and they still wait for it"
    if strange := page.rows.keys() - mine.keys():
        yield f"a page saw {len(strange)} rows that are not its own"


def _changes(made: Base, officer: Officer) -> Iterator[str]:
    """What the desk answered 200 took effect once."""
    with made.storage.read() as unit:
        for case in unit.cases.newest(1_000_000, status=""):
            history = unit.cases.history(case.reference)
            examined = sum(change.status == "examined" and not change.note for change in history)
            if case.reference in officer.examined and examined != 1:
                yield f"{case.reference} was examined {examined} times"
            if case.reference in officer.asked and len(history) != 2:
                yield f"{case.reference} was changed {len(history)} times, and not twice"


def _notices(made: Base, rows: Rows) -> Iterator[str]:
    """Each change of a case of these people has one notice."""
    chats = {row.chat for row in rows}
    told = Counter(row.chat for row in rows if row.priority == NOTICE and row.kind == "reply")
    changes: Counter[str] = Counter()
    with made.storage.read() as unit:
        for case in unit.cases.newest(1_000_000, status=""):
            if (chat := made.vault.chat(case.chat)) in chats:
                changes[chat] += len(unit.cases.history(case.reference))
    for chat in changes | told:
        if changes[chat] != told[chat]:
            yield f"{changes[chat]} changes of a case have {told[chat]} notices"
