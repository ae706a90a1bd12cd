"""The answers that officers get: lists of cases, one case, the digest's counts."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from math import ceil

from bot.turn.asking import DAY, HOUR, Asking
from bot.turn.missed import undelivered
from bot.turn.status import having, is_own, proposed, ranked
from flows.channels import traits_of
from flows.core.campaigns import CampaignListing, ListedCampaign, OfficerCampaign, OpenedCampaign
from flows.core.found import DigestContent, DutyState, ListedCase, Listing, LookedUp, OfficerCase, OpenedCase
from flows.core.statuses import GIVEN, STATUS, reaches
from flows.desk.roles import ever, steps
from flows.offered import OfferedService, OfferedServices
from flows.places.services import province_name
from storage.campaigns.views import CampaignCase
from storage.cases.views import Case
from storage.custody.directory import INDICATORS
from storage.custody.links import Act
from storage.digests.counts import Scope
from storage.errors import Sealed
from storage.unit import Unit

LISTED = 8
"""The most cases that a page of a list shows."""
GROWING = 5
"""The most campaigns that a digest names."""
SORTED = 1000
"""The most cases that are read to put the urgent ones first."""

CHECKED = "nightly_check"
"""The remembered number of faults that the nightly check found."""


def _row(unit: Unit, case: Case, since: float | None = None) -> ListedCase:
    """The row of a case; `since` is how many seconds ago its reporter said that money had just left."""
    return ListedCase(
        reference=case.reference,
        category=case.category,
        urgent=case.urgent,
        created=case.created,
        reachable=reachable(unit, case),
        money=None if since is None else int(since / HOUR),
    )


def reachable(unit: Unit, case: Case) -> bool:
    """Whether messages reach the reporter's chat, as far as is known."""
    return not case.chat or unit.conversations.get(case.chat).reachable


def _listing(asking: Asking, args: Mapping[str, str]) -> Listing:
    """New cases whose money may still be held first, then urgent ones, then the oldest."""
    said = asking.unit.desk.inbox.hurried(asking.now)
    first = said if args["which"] == "new" else {}
    waiting = sorted(
        _wanted(asking.unit, args["which"]), key=lambda case: (case.id not in first, not case.urgent, case.id)
    )
    left = {id: asking.now - at for id, at in said.items()}
    pages = max(1, ceil(len(waiting) / LISTED))
    page = min(int(args["page"]), pages - 1)
    shown = waiting[page * LISTED : (page + 1) * LISTED]
    return Listing(
        tuple(_row(asking.unit, case, left.get(case.id)) for case in shown), len(waiting), page, pages
    )


def _wanted(unit: Unit, which: str) -> list[Case]:
    """The new cases, the open ones, or those of the campaign with this code."""
    if which in {"new", "open"}:
        return unit.cases.newest(SORTED, status="received" if which == "new" else "open")
    return unit.cases.of_campaign(which, SORTED)


def officer_case(
    unit: Unit,
    reference: str,
    kept: Mapping[str, float],
    now: float = 0.0,
    templates: Collection[str] = (),
) -> OpenedCase:
    """The case without its reporter's chat. `kept` is how long (seconds) each outcome is kept.

    `templates` are the languages of which a template announces news.
    """
    case = unit.cases.by_reference(reference)
    if case is None:
        return OpenedCase()
    pieces = unit.evidence.of_case(case.reference)
    fate = unit.retention.fate(case.reference, kept)
    missed, reason = undelivered(unit, case)
    found = OfficerCase(
        row=_row(unit, case, _since(unit, case, now)),
        status=case.status,
        pseudonym=case.pseudonym,
        channel=case.channel,
        place=case.place,
        evidence=len(pieces),
        failed=sum(piece.state == "fetch_failed" for piece in pieces),
        missed=missed,
        undelivered=reason,
        addressed=bool(case.chat),
        hold=fate is not None and fate.hold,
        until=fate.until if fate else None,
        changes=len(unit.cases.history(case.reference)),
        window=window_of(unit, case, now, templates),
        contests=unit.tokens.contested(case.reference),
        listed=_lists(unit, case.reference),
        campaign=unit.campaigns.of_case(case.reference),
        assigned=unit.officers.names().get(unit.cases.work.assigned(case.reference), ""),
        beside=unit.campaigns.beside(case.reference),
    )
    return OpenedCase(_with_answers(unit, found))


def _since(unit: Unit, case: Case, now: float) -> float | None:
    """How many seconds ago the reporter said that money had just left, while it may still be held."""
    left = unit.desk.inbox.hurried(now, case.id).get(case.id)
    return None if left is None else now - left


def _lists(unit: Unit, reference: str) -> tuple[str, ...]:
    """The lists that named something in the case, as the custody log has it."""
    return tuple(
        dict.fromkeys(link.purpose for link in unit.custody.of_case(reference) if link.event == "listed")
    )


def window_of(unit: Unit, case: Case, now: float, templates: Collection[str]) -> str:
    """How a message would reach the reporter now; see `Conversation.window`."""
    if not case.chat:
        return ""
    if unit.conversations.get(case.chat).stopped:
        return "stopped"
    window = traits_of(case.chat).window
    known = unit.whatsapp.address_of(case.chat) if window else None
    if known is None or not (known.closed or now - known.inbound >= window):
        return ""
    return "template" if case.language in templates else "closed"


def _with_answers(unit: Unit, case: OfficerCase) -> OfficerCase:
    try:
        entries = unit.cases.contents(case.row.reference)
    except Sealed:
        return replace(case, sealed=True)
    return replace(case, answers=tuple(answer for entry in entries for answer in entry.answers))


def _opened(asking: Asking, args: Mapping[str, str]) -> OpenedCase:
    """Reading the answers is recorded in the custody log."""
    kept = asking.retention.by_outcome()
    reference, officer = args["reference"], asking.conversation.officer
    found = officer_case(asking.unit, reference, kept, asking.now, asking.templates)
    if found.case:
        asking.unit.cases.work.look(asking.unit.cases.number(reference), asking.now)
    if found.case and not found.case.sealed:
        asking.unit.custody.add(reference, asking.now, Act("opened", officer, "desk"))
    if found.case is None:
        return found
    mine = asking.unit.cases.work.assigned(reference) == officer
    after = _steps(asking, officer, found.case)
    return _with_service(asking, OpenedCase(replace(found.case, mine=mine, steps=after)))


def _with_service(asking: Asking, found: OpenedCase) -> OpenedCase:
    """The case with the names of its province and of the service that has it."""
    row = asking.unit.cases.by_reference(found.case.row.reference) if found.case else None
    if found.case is None or row is None:
        return found
    has = having(asking.unit, asking.services, row)
    return OpenedCase(
        replace(found.case, province=province_name(row.province), service=has.name if has else None)
    )


def _services(asking: Asking, args: Mapping[str, str]) -> OfferedServices:
    """The services, the proposed one first."""
    case = asking.unit.cases.by_reference(args["reference"])
    found = proposed(asking.services, case) if case else None
    if case is None or found is None:
        return OfferedServices()
    return OfferedServices(
        tuple(
            OfferedService(one.id, one.name, one.city, one.contact)
            for one in ranked(asking.services, found.service)
        ),
        why=found.kind,
        place=(province_name(case.province) if found.kind == "province" else None) or case.place,
        category=case.category,
        sealed=asking.unit.keys.sealed(),
    )


def overview(unit: Unit, scope: Scope, since: float) -> DigestContent:
    """The digest's counts since a moment, over the cases of a scope, without the custody root."""
    counts = unit.digest_counts.since(scope, since)
    return replace(
        technical(unit, since),
        new=sum(counts.by_category.values()),
        still_open=counts.still_open,
        urgent=counts.queues["urgent"],
        overdue=counts.queues["overdue"],
        answered=counts.queues["answered"],
        moved=counts.moved,
        by_category=counts.by_category,
        oldest=counts.oldest,
        growing=_growing(unit, scope, since),
    )


def technical(unit: Unit, since: float) -> DigestContent:
    """The part of a digest that counts no case: what the technical team is to be told."""
    return DigestContent(
        since=since,
        unsealed=not unit.keys.sealed(),
        dead=unit.dead.count(),
        signer=unit.custody.signer,
        faults=int(unit.remembered.get(CHECKED) or 0),
        listed=_earlier_listed(unit, since),
    )


def _growing(unit: Unit, scope: Scope, since: float) -> tuple[ListedCampaign, ...]:
    """The campaigns that grew most; over all cases they have their names."""
    if scope.choice.whole:
        found = unit.campaigns.growing(since, GROWING)
        return tuple(ListedCampaign(one.code, one.name, more, one.cases) for one, more in found)
    grown = unit.digest_counts.growing(scope, since, GROWING)
    return tuple(ListedCampaign(one.code, "", one.more, one.cases) for one in grown)


def _earlier_listed(unit: Unit, since: float) -> int:
    """The cases of before in which lists that came since this moment name something."""
    acts = [link for link in unit.custody.of_case(INDICATORS) if link.event == "cases-listed"]
    return sum(int(link.purpose.rpartition(":")[2]) for link in acts if link.time >= since)


def _digest(asking: Asking, _: Mapping[str, str]) -> DigestContent:
    scope = Scope(asking.conversation.officer, asking.now)
    return overview(asking.unit, scope, asking.now - DAY)


def _duty(asking: Asking, _: Mapping[str, str]) -> DutyState:
    return asking.duty.state(asking.unit, asking.conversation.officer, asking.now)


def _campaigns(asking: Asking, args: Mapping[str, str]) -> CampaignListing:
    """Those that grew most in the last week first."""
    page = int(args["page"])
    found, count = asking.unit.campaigns.listed(asking.now, LISTED, page * LISTED)
    rows = tuple(ListedCampaign(one.code, one.name, one.fresh, one.cases) for one in found)
    return CampaignListing(rows, count, page, max(1, ceil(count / LISTED)))


def name_of(unit: Unit, officer: str) -> str:
    """The name of an officer; a sign in its place for one who is not known any more, and for a command."""
    known = unit.officers.get(officer)
    return known.name if known else "—"


def _campaign(asking: Asking, args: Mapping[str, str]) -> OpenedCampaign:
    status = args.get("status", "")
    found = asking.unit.campaigns.gathered(args["code"], asking.now, status)
    if found is None:
        return OpenedCampaign(status=status)
    one, last = found.campaign, found.decisions[-1:]
    return OpenedCampaign(
        OfficerCampaign(
            row=ListedCampaign(one.code, one.name, one.fresh, one.cases),
            chats=one.chats,
            traceless=one.traceless,
            first=one.first,
            last=one.last,
            urgent=one.urgent,
            kinds=found.kinds,
            categories=found.categories,
            places=found.places,
            channels=found.channels,
            status=last[0].status if last else "",
            decided=last[0].time if last else 0.0,
            officer=name_of(asking.unit, last[0].officer) if last else "",
            waiting=sum(each.waiting for each in found.decisions),
            decisions=len(found.decisions),
            reach=found.reach,
            told=found.told,
            steps=_steps_for_all(asking.unit, asking.conversation.officer, found.cases),
        ),
        status,
    )


def _steps_for_all(unit: Unit, officer: str, cases: Iterable[CampaignCase]) -> tuple[str, ...]:
    """The statuses that an officer can give some of these cases."""
    known = unit.officers.get(officer)
    given = {status for one in cases for status in GIVEN if reaches(status, one.status)}
    return tuple([one for one in GIVEN if one in given and known and ever(known.role, STATUS[one].by)])


def _steps(asking: Asking, officer: str, case: OfficerCase) -> tuple[str, ...]:
    """The statuses that an officer can give a case."""
    known, row = asking.unit.officers.get(officer), asking.unit.cases.by_reference(case.row.reference)
    if known is None or row is None:
        return ()
    own = is_own(asking.unit, asking.services, (known.id, known.name), row)
    return steps(known.role, case.status, own=own)


ANSWERS: Mapping[str, Callable[[Asking, Mapping[str, str]], LookedUp]] = {
    "listing": _listing,
    "officer-case": _opened,
    "services": _services,
    "digest": _digest,
    "duty": _duty,
    "campaigns": _campaigns,
    "campaign": _campaign,
}
