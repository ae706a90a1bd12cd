"""Carrying out the effects of a step, inside the turn's transaction.

Adding an effect is a record in `flows/core/effects.py`, a method here and a row of `_APPLY`.
"""

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

import msgspec

from bot.duty.duty import Duty
from bot.settings.config import Limits, Retention
from bot.turn import alerts, missed
from bot.turn.jobs import FetchOrder
from bot.turn.officer_lookups import name_of
from bot.turn.render import encode, render
from bot.turn.status import change_status, check_officer, meanwhile
from bot.turn.taking import take
from flows.channels import DELETABLE, messages_before
from flows.core.conversation import Conversation
from flows.core.effects import (
    AddReading,
    AlertOfficers,
    AmendCase,
    ChangeCampaign,
    ChangeStatus,
    ClearCase,
    Discard,
    Effect,
    Enrol,
    Fetch,
    FileCase,
    Follow,
    Forget,
    Hide,
    HoldCase,
    Part,
    PassOn,
    Say,
    TakeCase,
    Untie,
)
from flows.core.events import Edited, Event
from flows.dialogue import notices
from flows.dialogue.engine import Engine
from flows.dialogue.receive import NOT_THE_PERSON
from flows.duty import AskPerson, SetDuty
from flows.opinion import GiveFeedback
from flows.places.services import Service
from flows.record import changed, record
from flows.said import NoticeContent
from handlers.networks import Networks
from locales import Catalogue
from storage.campaigns.views import Growth
from storage.cases.officers import Officer
from storage.cases.views import Reporter
from storage.custody.links import Act
from storage.delivery.messages import NOTICE, REPLY, OutboxRow
from storage.unit import Unit


@record
class TurnRules:
    """The flows, the words and the limits that every turn works with.

    `networks` counts in memory, not in the transaction: a turn that is played again counts twice.
    `templates` are the languages of which a template announces news.
    """

    engine: Engine
    catalogue: Catalogue
    limits: Limits
    retention: Retention = field(default_factory=Retention)
    networks: Networks = field(default_factory=Networks)
    templates: frozenset[str] = frozenset()
    services: tuple[Service, ...] = ()
    duty: Duty = field(default_factory=Duty)


class Effects:
    """The effects of one event in one transaction.

    `rows` are the outbox rows to send after the commit. `parted` is true once the chat asked to leave no
    trace. `conversation` is the conversation after the last step; the turn sets it.
    """

    def __init__(self, rules: TurnRules, unit: Unit, event: Event) -> None:
        self._rules = rules
        self.unit = unit
        self._event = event
        self.conversation = Conversation(event.chat)
        self.rows: list[OutboxRow] = []
        self.parted = False
        self._commitment = ""

    def apply(self, effect: Effect) -> None:
        """Carry out one effect."""
        _APPLY[type(effect)](self, effect)

    def say(self, say: Say, chat: str = "", language: str = "", priority: int = REPLY) -> None:
        """Post a message to this chat, or to `chat`, in its language."""
        if (there := self._rules.engine.help_for(self.conversation)) and not (chat or say.emergency):
            say = changed(say, emergency=there)
        if say.purpose == "receipt":
            say = notices.proven(say, self._commitment, self.unit.custody.signer)
        message = render(self._rules.catalogue, say, language or self.conversation.speaks)
        unasked = bool(say.notice)
        body, first = encode(message, say.notice, unasked=unasked), NOTICE if unasked else priority
        to, now = chat or self._event.chat, self._event.time
        self.rows.append(self.unit.outbox.post(to, "reply", body, now, priority=first))

    def post(self, kind: str, body: bytes, lane: str = "") -> None:
        """Post a job for this chat. A job with a `lane` of its own does not wait for the chat's replies."""
        self.rows.append(self.unit.outbox.post(self._event.chat, kind, body, self._event.time, lane=lane))

    def _fetch(self, effect: Fetch) -> None:
        self.unit.evidence.expect(effect, self._event)
        order = msgspec.json.encode(FetchOrder(effect.evidence, effect.media.ref))
        self.post("fetch", order, lane=f"{self._event.chat}#{effect.evidence}")

    def _file(self, effect: FileCase) -> None:
        case = self.unit.filing.open(effect, self._reporter(), self._event.time)
        self._commitment = case.commitment
        self._rules.networks.filed(self._event.chat)
        self._grown(case.growth, effect.category)

    def _grown(self, growth: Growth | None, category: str) -> None:
        """Tell officers of a campaign that has grown past a threshold, or first has an urgent case."""
        if growth is None:
            return
        first = self._rules.limits.reporters_for_alert
        if content := alerts.of_growth(self.unit, growth, category or "other", first):
            self._tell_officers(content)

    def _reporter(self) -> Reporter:
        return Reporter(self._event.chat, self.conversation.speaks)

    def _amend(self, effect: AmendCase) -> None:
        adding = self._is_adding(effect.reference)
        question = self._question(effect.reference) if adding else None
        growth = self.unit.filing.amend(effect, self._event.time, "added" if adding else "detail")
        self._grown(growth, effect.category)
        if question is not None and question.chat:
            self.say(notices.answered(effect.reference), question.chat, question.language, NOTICE)
        if adding:
            self._duty(AskPerson(effect.reference, "more"))

    def _is_adding(self, reference: str) -> bool:
        """Whether the person writes to this case now; a picture's text and an edited message are apart."""
        if isinstance(self._event.body, (*NOT_THE_PERSON, Edited)):
            return False
        return self.conversation.flow == "add" and self.conversation.case == reference

    def _question(self, reference: str) -> Officer | None:
        """Return the present officer whose question about this case is being answered, or None."""
        asked = self.unit.cases.unanswered(reference)
        return self.unit.officers.get(asked.officer) if asked else None

    def _change_status(self, effect: ChangeStatus) -> None:
        """Tell the reporter of an officer's change. A chat that is no officer's any more changes nothing."""
        self.unit.custody.lock()  # of two changes at once, one waits here and is compared with the other
        officer = self.unit.officers.by_chat(self._event.chat) if effect.officer else None
        if officer is not None:
            check_officer(self.unit, self._rules.services, officer, effect)
        elif effect.officer:
            return
        if effect.seen is not None and (others := meanwhile(self.unit, effect.reference, effect.seen)):
            self.say(others)
        _, notice = change_status(self.unit, self._rules.catalogue, effect, self._event.time)
        self.rows += notice

    def _add_reading(self, effect: AddReading) -> None:
        if reference := self.unit.evidence.reference(effect.evidence):
            more = AmendCase(reference, effect.answers, traces=effect.traces, listed=effect.listed)
            self._grown(self.unit.filing.amend(more, self._event.time, "detail"), "")

    def _hold(self, effect: HoldCase) -> None:
        if self.unit.officers.by_chat(self._event.chat) is not None:
            act = Act("hold", effect.officer, "desk")
            self.unit.retention.hold(effect.reference, effect.on, act, self._event.time)

    def _clear(self, effect: ClearCase) -> None:
        if self.unit.officers.by_chat(self._event.chat) is not None:
            self.unit.tokens.clear(effect.reference, on=effect.on)
            act = Act("cleared", effect.officer, "on" if effect.on else "off")
            self.unit.custody.add(effect.reference, self._event.time, act)

    def _take(self, effect: TakeCase) -> None:
        """Give the case to the officer, or say who has it."""
        officer = self.unit.officers.by_chat(self._event.chat)
        if officer is None or self.unit.cases.by_reference(effect.reference) is None:
            return
        catalogue, now = self._rules.catalogue, self._event.time
        holder, rows = take(self.unit, catalogue, effect.reference, officer.id, now)
        self.rows += rows
        theirs = "" if holder == officer.id else self.unit.officers.names().get(holder, "")
        self.say(notices.taken(effect.reference, theirs))

    def _change_campaign(self, effect: ChangeCampaign) -> None:
        """Carry out an officer's act, and say whether it was done: what it needs may be gone by now."""
        self.unit.custody.lock()  # as above
        if self.unit.officers.by_chat(self._event.chat) is None:
            return
        campaigns, now, by = self.unit.campaigns, self._event.time, effect.officer
        code, text = effect.campaign, effect.text
        if effect.seen is not None and (others := campaigns.decisions(code)[effect.seen :]):
            last = others[-1]
            name = name_of(self.unit, last.officer)
            self.say(notices.campaign_meanwhile(code, last.status, name, last.time))
            return
        acts: dict[str, Callable[[], object]] = {
            "name": lambda: campaigns.name(code, text, by, now),
            "join": lambda: campaigns.put(text, code, by, now),
            "split": lambda: campaigns.split(text, by, now),
            "dismiss": lambda: campaigns.dismiss(code, by, now),
            "decide": lambda: self.unit.decisions.decide(code, effect.status, text, by, now),
        }
        done = acts[effect.act]()
        self.say(notices.campaign_changed(effect) if done else notices.campaign_not_there())

    def _duty(self, effect: AskPerson | SetDuty) -> None:
        for told in self._rules.duty.answers(self.unit, effect, self._event):
            self.say(*told)

    def _feedback(self, effect: GiveFeedback) -> None:
        """Keep the answer, which counts once; its words are sealed like everything else that was said."""
        number, now = self.unit.cases.number(effect.reference), self._event.time
        if effect.words:
            said = AmendCase(effect.reference, (("feedback_words", effect.words),), sent=(self._event.sent,))
            self.unit.filing.amend(said, now, "feedback")
        else:
            self.unit.feedback.answer(number, effect.reference, now, helped=effect.helped)

    def _untie(self, effect: Untie) -> None:
        self.unit.privacy.untie(effect.reference, self._event.chat, self._event.time)

    def _follow(self, effect: Follow) -> None:
        self.unit.privacy.follow(effect.reference, self._reporter(), self._event.time)

    def _part(self, _: Part) -> None:
        self.parted = True

    def _forget(self, effect: Forget) -> None:
        became = self.unit.privacy.forget_chat(self._event.chat, self._event.time, effect.opened)
        self.post("shred", b"")
        self.say(notices.forgotten(became))

    def _alert(self, effect: AlertOfficers) -> None:
        """Tell the officers concerned. Where the effect names no category, the case's own is told."""
        category = effect.category or self._category_of(effect.reference)
        self._tell_officers(NoticeContent(effect.reference, category=category, money=effect.money))

    def _tell_officers(self, content: NoticeContent) -> None:
        for officer in alerts.concerned(self.unit, self._rules.services, content):
            now = self.unit.clock()
            if said := alerts.alert(self.unit, officer.id, content, now):
                self.say(said, officer.chat, officer.language, NOTICE)

    def _category_of(self, reference: str) -> str:
        case = self.unit.cases.by_reference(reference)
        return case.category if case else "other"

    def _discard(self, effect: Discard) -> None:
        self.unit.evidence.discard(effect.evidence)

    def _pass_on(self, effect: PassOn) -> None:
        """Say all missed messages in one message, with their parts, should this one be missed too."""
        chat, now = self._event.chat, self._event.time
        still = missed.take(
            self.unit, chat, now, replies=effect.replies, notices=effect.notices, shown=effect.shown
        )
        if still is None:
            return
        say = notices.missed(still.contents, still.intro, words=effect.words)
        notice = render(self._rules.catalogue, say, self.conversation.speaks)
        message = missed.merged((notice, *still.messages))
        body = encode(message, still.contents, still.messages)
        self.rows.append(self.unit.outbox.post(chat, "reply", body, now, priority=NOTICE))

    def _enrol(self, effect: Enrol) -> None:
        language = self.conversation.speaks
        self.unit.officers.enrol(effect.officer, self._event.chat, self._event.time, language=language)

    def _hide(self, effect: Hide) -> None:
        chat, since = self._event.chat, self._event.time - DELETABLE
        messages = [*self.unit.inbox.messages(chat, since), *self.unit.outbox.sent_messages(chat, since)]
        if effect.parted:
            messages += messages_before(self._event.message)
        self.post("hide", msgspec.json.encode([one for ids in messages for one in ids.split(",")]))


_APPLY: Mapping[type[Effect], Callable[[Effects, Any], None]] = {
    Say: Effects.say,
    Fetch: Effects._fetch,
    FileCase: Effects._file,
    AmendCase: Effects._amend,
    ChangeStatus: Effects._change_status,
    AddReading: Effects._add_reading,
    HoldCase: Effects._hold,
    ClearCase: Effects._clear,
    TakeCase: Effects._take,
    ChangeCampaign: Effects._change_campaign,
    AskPerson: Effects._duty,
    SetDuty: Effects._duty,
    Untie: Effects._untie,
    Follow: Effects._follow,
    Part: Effects._part,
    Forget: Effects._forget,
    AlertOfficers: Effects._alert,
    Discard: Effects._discard,
    PassOn: Effects._pass_on,
    Enrol: Effects._enrol,
    Hide: Effects._hide,
    GiveFeedback: Effects._feedback,
}
