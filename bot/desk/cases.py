"""The lists of cases, one case, its changes, its files, and the search."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO

from bot.bags.facts import Export, facts
from bot.desk import refer
from bot.desk.changes import apply, offered, reason
from bot.desk.contents.failing import tell_failed
from bot.desk.contents.unmasking import opens
from bot.desk.contents.whole import view
from bot.desk.units import Units
from bot.desk.view import Look, Rules, look, rows, statuses
from flows.check.asking import named_in
from flows.core.receipts import read_reference
from flows.core.statuses import ENDED, STATUSES
from flows.desk.roles import ever
from flows.dialogue import notices
from flows.indicators.traces import of_indicators
from flows.places.services import Service, of_officer
from handlers.desk.refusals import Refused
from handlers.desk.settings import Caller, Change, Json, Query
from locales import LANGUAGES, Catalogue
from storage.audit.export import pack
from storage.bags.sealed import Sealed, Stores, pack_sealed
from storage.cases.files import EvidenceStore
from storage.custody.links import Act
from storage.delivery.messages import OutboxRow
from storage.desk.inbox import PAGE, QUEUES, SORTS, Wanted
from storage.errors import PlaceAway, Unopened
from storage.unit import Unit

_PSEUDONYM = re.compile("[0-9A-F]{6}")
_CHUNK = 1 << 18
_UNREAD = (FileNotFoundError, ValueError, Unopened, PlaceAway)
"""The errors of a file that cannot be read."""
KEPT_FROM = ("status", "ask", "assign")
"""The changes of many cases of which a page is told before why they cannot be made."""
FOUND = 100
"""The most cases that a search shows."""


class CaseWork:
    """Keeps `handlers.desk.settings.Cases`."""

    def __init__(
        self,
        units: Units,
        catalogue: Catalogue,
        files: EvidenceStore,
        rules: Rules,
        *,
        organisation: str,
    ) -> None:
        self._units = units
        self._organisation = organisation
        self._catalogue = catalogue
        self._files = files
        self._rules = rules
        self._packing = asyncio.Lock()

    async def listed(self, caller: Caller, query: Query) -> Json:
        """Return a page of cases, and how many wait in each queue."""
        _require(caller, "see")
        wanted = _wanted(caller, query, self._rules.services, self._units.clock())

        def read(unit: Unit) -> Json:
            count, found = unit.desk.inbox.listed(wanted)
            return {
                "cases": rows(unit, caller, found, wanted.now),
                "count": count,
                "page": wanted.page,
                "pages": max(1, -(-count // PAGE)),
                "counts": unit.desk.inbox.counts(wanted),
            }

        return await self._units.read(read)

    async def opened(self, caller: Caller, reference: str) -> Json:
        """Return a case with its sealed contents, as far as this officer may open it."""
        plain = read_reference(reference)
        return await self._units.write(lambda unit: self._view(self._look(unit, caller, plain, unit.clock())))

    def _look(self, unit: Unit, caller: Caller, reference: str, now: float) -> Look:
        return look(unit, caller, reference, now, self._rules.services)

    def _view(self, seen: Look) -> Json:
        return refer.added(view(seen, self._rules), seen) | {"actions": offered(seen)}

    async def service_keys(self, caller: Caller, reference: str, service: str) -> Json:
        """Return the keys of a service, with what each lacks of the case."""
        plain = read_reference(reference)
        return await self._units.read(
            lambda unit: refer.lacking(self._look(unit, caller, plain, unit.clock()), service)
        )

    async def officer_keys(self, caller: Caller, reference: str, officer: str) -> Json:
        """Return the keys of an officer, with what each lacks of the case."""
        plain = read_reference(reference)
        return await self._units.read(
            lambda unit: refer.lacking_of(self._look(unit, caller, plain, unit.clock()), officer)
        )

    async def evidence(self, caller: Caller, piece: str) -> AsyncIterator[bytes]:
        """Return a sealed file, in chunks; each file that is asked for is an act in the custody log.

        The act says whether it could be read, before anything of it leaves. The chunks break off where the
        place of evidence does, and so does the answer: it is not whole, and another act says so.
        """

        def check(unit: Unit) -> str:
            seen = self._look(unit, caller, unit.evidence.reference(piece), unit.clock())
            seen.require("open")
            return seen.case.reference

        reference = await self._units.read(check)

        opened, failed = [Act(event, caller.id, f"evidence:{piece}") for event in ("opened", "not-opened")]
        try:
            chunks = self._units.storage.seals.age_file(self._files.raw(piece), piece)
            first = await asyncio.to_thread(next, chunks, b"")
        except Exception as error:
            await tell_failed(self._units, reference, failed)
            if not isinstance(error, _UNREAD):
                raise
            away = isinstance(error, PlaceAway)
            raise Refused(*((503, "files") if away else (404, "unknown"))) from None
        await self._units.write(lambda unit: unit.custody.add(reference, unit.clock(), opened))

        async def rest() -> AsyncIterator[bytes]:
            yield first
            try:
                while chunk := await asyncio.to_thread(next, chunks, b""):
                    yield chunk
            except Exception:
                await tell_failed(self._units, reference, failed)
                raise

        return rest()

    async def exported(self, caller: Caller, reference: str, reason: str, form: str) -> AsyncIterator[bytes]:
        """Return a case's bundle, or the sealed part of a bag with its signature, as a tar in chunks.

        That it leaves, and why, is an act in the custody log.
        """
        plain, now = read_reference(reference), self._units.clock()

        def note(unit: Unit) -> bool:
            self._look(unit, caller, plain, now).require("export")
            unit.custody.add(plain, now, Act("exported", caller.id, f"{form}:{reason}"))
            unit.cases.work.look(unit.cases.number(plain), now)
            return opens(unit, caller, plain, now)

        naming = await self._units.write(note)
        failed = Act("not-exported", caller.id, f"{form}:{reason}")
        async with self._packing:
            export = Export(self._organisation, caller.id, now) if form == "bag" else None
            try:
                packed = await asyncio.to_thread(self._packed, plain, export, naming=naming)
            except Exception:
                await tell_failed(self._units, plain, failed)
                raise
        return _read(packed)

    def _packed(self, reference: str, export: Export | None, *, naming: bool) -> IO[bytes]:
        """Return the tar as a file without a name, at its beginning. Raises Refused.

        Without `naming` it does not say who the reporter is.
        """
        storage = self._units.storage
        with ExitStack() as undo:
            out = undo.enter_context(TemporaryFile())
            try:
                with storage.read() as unit:
                    if export is None:
                        pack(unit, storage, self._files, reference, out, naming=naming)
                    elif case := unit.cases.by_reference(reference):
                        told = facts(unit, case, export)
                        stores = Stores(storage, self._files)
                        pack_sealed(unit, stores, Sealed(reference, told, export.now, naming), out)
            except (FileNotFoundError, Unopened):
                raise Refused(404, "unknown") from None
            except PlaceAway:
                raise Refused(503, "files") from None
            out.seek(0)
            undo.pop_all()
            return out

    async def change(self, caller: Caller, reference: str, changes: Sequence[Change]) -> Json:
        """Make changes of a case, all of them or none, and return it."""
        plain = read_reference(reference)

        def work(unit: Unit) -> tuple[Json, list[OutboxRow]]:
            now = unit.clock()
            unit.custody.lock()  # of two changes at once, one waits here and is compared with the other
            posted = apply(lambda: self._look(unit, caller, plain, now), changes, self._catalogue)
            return self._view(self._look(unit, caller, plain, now)), posted

        return await self._units.tell(work)

    async def change_many(self, caller: Caller, references: Sequence[str], changes: Sequence[Change]) -> Json:
        """Change many cases, each by itself; return which were changed, were so before, or refused it.

        Where taking is all, a case that is closed is not taken, and one that is the officer's own stays so.
        `closed` are cases that were given to an officer whose key does not open them.
        """
        done: list[str] = []
        same: list[str] = []
        refused: list[Json] = []
        closed: list[str] = []
        to = next((one.officer for one in changes if one.action == "assign"), "")
        taking = [one.action for one in changes] == ["take"]
        for reference in dict.fromkeys(map(read_reference, references)):

            def work(unit: Unit, plain: str = reference) -> tuple[tuple[bool, bool], list[OutboxRow]]:
                now = unit.clock()
                unit.custody.lock()  # as above
                own = taking and unit.cases.work.assigned(plain) == caller.id
                if taking and not own and self._look(unit, caller, plain, now).case.status in ENDED:
                    raise Refused(400, "ended")
                rows = apply(lambda: self._look(unit, caller, plain, now), changes, self._catalogue)
                opens = not (to and refer.is_closed(unit, plain, to))
                return (own, opens), rows

            try:
                own, opens = await self._units.tell(work)
                (same if own else done).append(reference)
                closed += [] if opens else [reference]
            except Refused as refusal:
                refused.append({"reference": reference, "error": refusal.code})
        return {"done": done, "same": same, "refused": refused, "closed": closed}

    async def statuses(self, caller: Caller, references: Sequence[str]) -> Json:
        """Return what the officer can do with each of these cases: statuses, and other changes.

        One that is gone has no row. `reasons` say why not.
        """
        plain = dict.fromkeys(map(read_reference, references))

        def read(unit: Unit) -> Json:
            now, found = unit.clock(), [one for one in plain if unit.cases.by_reference(one)]
            looks = {one: self._look(unit, caller, one, now) for one in found}
            return {
                "statuses": {one: statuses(look) for one, look in looks.items()},
                "actions": {one: offered(look) for one, look in looks.items()},
                "reasons": {
                    one: {each: why for each in KEPT_FROM if (why := reason(look, each))}
                    for one, look in looks.items()
                },
            }

        return await self._units.read(read)

    async def preview(self, caller: Caller, language: str, change: Change) -> Json:
        """Return the words that a reporter would read."""
        _require(caller, "preview")
        if language not in LANGUAGES or change.status not in ("", *STATUSES):
            raise Refused(400, "request")
        say = notices.preview(change.status, change.note.strip())
        text, _, _ = await asyncio.to_thread(self._catalogue.rendered, say, language)
        return {"text": text}

    async def search(self, caller: Caller, text: str) -> Json:
        """Return the cases that a text names, or that name what is in it: a phone, a link, a wallet."""
        _require(caller, "search")
        reference, pseudonym = read_reference(text), text.strip().upper()
        traces = tuple(await asyncio.to_thread(lambda: [*of_indicators(named_in(text))]))

        def read(unit: Unit) -> Json:
            now = unit.clock()
            known = [reference] if reference else []
            if _PSEUDONYM.fullmatch(pseudonym):
                known += unit.cases.of_pseudonym(pseudonym, FOUND)
            found = unit.desk.inbox.of(known, caller.id, now)
            ids = unit.tokens.naming(traces, FOUND) if traces else []
            found += unit.desk.inbox.cases(ids, caller.id, now)
            unique = {case.id: case for case in found}
            return {"cases": rows(unit, caller, unique.values(), now)}

        return await self._units.read(read)


async def _read(file: IO[bytes]) -> AsyncIterator[bytes]:
    """Yield the rest of a file, and close it."""
    with file:
        while chunk := await asyncio.to_thread(file.read, _CHUNK):
            yield chunk


def _require(caller: Caller, action: str) -> None:
    """Raise Refused if an officer of this role may do this with no case."""
    if not ever(caller.role, action):
        raise Refused(403, "role")


def _wanted(caller: Caller, query: Query, services: Sequence[Service], now: float) -> Wanted:
    """Return the query with what it leaves out. Raises Refused for an unknown queue or order."""
    sort = query.sort or SORTS[0]
    if sort not in SORTS or query.queue not in ("", *QUEUES):
        raise Refused(400, "request")
    names = ("category", "place", "channel", "language", "status")
    return Wanted(
        officer=caller.id,
        now=now,
        services=tuple([one.id for one in of_officer(services, caller.name)]),
        queue=query.queue,
        filters=tuple((name, getattr(query, name)) for name in names),
        campaign=query.campaign,
        since=query.since,
        until=query.until,
        sort=sort,
        page=query.page,
    )
