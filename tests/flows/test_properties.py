"""Rules that hold for any dialogue: no step raises, every step offers a way on, no report is filed unseen."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.all_flows import FLOWS
from flows.core.campaigns import CampaignListing, ListedCampaign, OfficerCampaign, OpenedCampaign
from flows.core.conversation import Conversation
from flows.core.effects import AmendCase, Effect, FileCase, LookUp, Say
from flows.core.events import (
    Body,
    Codes,
    Contact,
    Due,
    Edited,
    Event,
    Fetched,
    GroupMessage,
    Media,
    Place,
    Reachability,
    Start,
    Tap,
    Text,
    Unsupported,
)
from flows.core.found import (
    Cases,
    Checked,
    DigestContent,
    Enrolment,
    Forgotten,
    Found,
    HeldData,
    KeptCase,
    ListedCase,
    Listing,
    LookedUp,
    NamedCase,
    OfficerCase,
    OpenedCase,
    OpenQuestion,
    OwnCase,
    ReceiptCase,
)
from flows.core.receipts import proof
from flows.core.statuses import STATUSES
from flows.dialogue.engine import Engine
from flows.money.questions import just_left
from flows.money.told import FACTS
from flows.opinion import AwaitedFeedback
from flows.said import Origin
from tests.dialogue import NOON, House, Seen

ENGINE = Engine(FLOWS, {})
WORDS = (
    *(
        "oui",
        "non",
        "نعم",
        "لا",
        "واخا",
        "safi",
        "retour",
        "رجوع",
        "menu",
        "aide",
        "langue",
        "annuler",
        "passer",
    ),
    *("envoyer", "صيفط", "statut", "1", "٢", "12", "arnaque", "نصب", "fini", "modifier", "nouveau", "/hide"),
    *("oubliez-moi", "nsawni", "mes données", "sans trace", "retirer ce fichier"),
    *("comment reconnaître une arnaque", "kifach n3raf nasb", "signes", "prévention"),
    *("bghit nmout", "il est devant ma porte", "bonjour", "سلام", "officer_ABCDEFGHJK", "0612345678"),
    "j'ai viré 3000 dh ce matin à un escroc",
    "khlst 500 dh lyouma mn CIH l 0612345678",
    "K7M29QXACDEFGHJKMNPQRTVW",
    "k7m2-9qxa",
    "chno wqe3 f K7M29QXA",
    proof("ab" * 32),
    "Votre colis est bloqué, payez sur http://poste.top ou appelez le 0612345678",
    "شي واحد كيهددني بتصاور ديالي وبغا مني 2000 درهم وأنا خايفة بزاف",
)
OWN = OwnCase("K7M29QXA", "received", NOON, language="ary", addressed=True, mine=True)
OTHERS = replace(OWN, mine=False, addressed=False)
ROW = ListedCase("K7M29QXA", "fraud", False, NOON)
OPENED = OfficerCase(
    row=ROW,
    status="received",
    pseudonym="R-1",
    channel="web",
    place="souss",
    answers=(("story", "…"),),
    evidence=1,
    addressed=True,
    hold=True,
    until=NOON,
    steps=("examined", "referred"),
)
LOOSE = replace(OPENED, addressed=False, hold=False, until=None)
GATHERED = ListedCampaign("CKM2X7", "Colis", 1, 2)
KEPT = (KeptCase(OWN, True, NOON, 365), KeptCase(OWN, False, NOON, 365), KeptCase(OTHERS, False, None, 30))
NOTHING: dict[str, LookedUp] = {
    "cases": Cases(),
    "case": Cases(),
    "named": NamedCase(),
    "question": OpenQuestion(),
    "feedback": AwaitedFeedback(),
    "receipt": ReceiptCase("unknown"),
    "my-data": HeldData((), False, False, 2, 24, "", 7, 180),
    "forget": Forgotten((), (), ()),
    "enrolment": Enrolment(),
    "listing": Listing(),
    "officer-case": OpenedCase(),
    "digest": DigestContent(),
    "campaigns": CampaignListing(),
    "campaign": OpenedCampaign(),
    "check": Checked("Payez 25 DH sur http://poste.top"),
}
EVERYTHING: dict[str, LookedUp] = {
    "cases": Cases((OWN, replace(OWN, reference="ACDEFGHJ"))),
    "case": Cases((replace(OWN, asks=True),)),
    "named": NamedCase(OWN),
    "question": OpenQuestion("K7M29QXA"),
    "feedback": AwaitedFeedback("K7M29QXA"),
    "receipt": ReceiptCase("found", OWN),
    "my-data": HeldData(KEPT, True, True, 2, 24, "fr", 7, 180, 30),
    "forget": Forgotten(("K7M29QXA",), ("ACDEFGHJ",), ("CDEFGHJK",)),
    "enrolment": Enrolment("o1", "Salma"),
    "listing": Listing((ROW, replace(ROW, reference="ACDEFGHJ")), 2),
    "officer-case": OpenedCase(OPENED),
    "digest": DigestContent(
        new=2, still_open=3, urgent=1, by_category={"fraud": 2}, oldest=NOON, growing=(GATHERED,)
    ),
    "campaigns": CampaignListing((GATHERED, replace(GATHERED, code="C23456")), 2),
    "campaign": OpenedCampaign(OfficerCampaign(GATHERED, 1, 1, NOON, NOON, steps=("examined", "referred"))),
    "check": Checked("Payez 25 DH sur http://poste.top", ("poste.top",), copied=True),
}
SOMEBODY_ELSES: dict[str, LookedUp] = {
    "case": Cases((OTHERS,)),
    "question": OpenQuestion("ACDEFGHJ", unseen=True),
    "receipt": ReceiptCase("found", OTHERS),
    "officer-case": OpenedCase(LOOSE),
}

PAYLOADS = ["", "report-fraud-ar", "report-x", "officer_ABCDEFGHJK", "K7M29QXACDEFGHJKMNPQRTVW"]

bodies: st.SearchStrategy[Body] = st.one_of(
    st.sampled_from(WORDS).map(Text),
    st.text(max_size=40).map(Text),
    st.builds(
        Media,
        st.sampled_from(["photo", "voice", "document"]),
        st.just("ref"),
        declared_type=st.sampled_from(["", "image/jpeg"]),
        caption=st.sampled_from(["", *WORDS]),
        album=st.sampled_from(["", "a", "b"]),
    ),
    st.builds(Contact, st.just("Vendeur"), st.just("0612345678")),
    st.builds(Place, st.just(33.5), st.just(-7.6)),
    st.builds(Start, st.sampled_from(PAYLOADS)),
    st.builds(Edited, st.sampled_from(WORDS)),
    st.builds(Fetched, st.just("00" * 16), st.sampled_from(["", "too_big", "timeout"])),
    st.builds(Codes, st.just("00" * 16), st.sampled_from([("http://poste.top",), ("Table 4", "0612345678")])),
    st.builds(Unsupported, st.just("sticker")),
    st.builds(Reachability, st.booleans()),
    st.builds(GroupMessage, st.sampled_from(["", "/menu"]), st.booleans()),
    st.just(Due()),
)
taps = st.tuples(st.just("tap"), st.integers(0, 40))
foreign = st.tuples(st.just("foreign"), st.text(max_size=30))
moves = st.tuples(
    st.one_of(bodies, taps, foreign), st.sampled_from([1.0, 1.0, 1.0, 2400.0, 90_000.0]), st.booleans()
)


class World:
    """One chat, its buttons so far, and a storage that has cases or has none."""

    def __init__(self, rich: bool) -> None:
        self.conversation = Conversation("telegram:1")
        self.rich = rich
        self.now = NOON
        self.buttons: list[str] = []
        self.effects: list[Effect] = []
        self.filed: list[FileCase] = []
        self.number = 0

    def play(self, body: Body, origin: bool = False) -> list[Effect]:
        """One event and the look-ups it leads to."""
        self.number += 1
        if isinstance(body, Codes) and self.conversation.pieces:
            body = replace(body, evidence=self.conversation.pieces[-1].id)
        fresh = sha256(str(self.number).encode()).digest()[:24]
        head = (f"e:{self.number}", "telegram:1", self.now, body, str(self.number), "fr")
        event = Event(*head, Origin("Someone") if origin else None, fresh)
        before = self.conversation
        effects = self._step(event)
        self._check(before, body, effects)
        return effects

    def _step(self, event: Event) -> list[Effect]:
        stored = msgspec.msgpack.encode(self.conversation)
        self.conversation = msgspec.msgpack.decode(stored, type=Conversation)
        again, same = ENGINE.step(self.conversation, event)
        self.conversation, effects = ENGINE.step(self.conversation, event)
        assert (again, same) == (self.conversation, effects)
        done: list[Effect] = []
        for effect in effects:
            done.append(effect)
            if isinstance(effect, LookUp):
                asked = event.body.body if isinstance(event.body, Found) else event.body
                done += self._step(replace(event, body=Found(self._answer(effect.query), asked)))
        return done

    def _answer(self, query: str) -> LookedUp:
        if not self.rich:
            return NOTHING[query]
        return EVERYTHING[query] if self.number % 2 else SOMEBODY_ELSES.get(query, EVERYTHING[query])

    def _check(self, before: Conversation, body: Body, effects: Sequence[Effect]) -> None:
        assert self.conversation.flow or not self.conversation.guest, "no guest stays at rest"
        said = any(isinstance(effect, Say) for effect in effects)
        assert said or not isinstance(body, Text) or self.conversation.owed is not None
        if isinstance(body, Due) and before.owed is not None and self.now >= before.due:
            assert said, "the end of a burst is answered"
            assert self.conversation.owed is None
        for effect in effects:
            if isinstance(effect, Say):
                assert effect.lines
                assert effect.options or isinstance(body, GroupMessage) or len(effects) > 1
                ids = [option.id for option in effect.options]
                assert all(len(one.encode()) <= 64 for one in ids)
                assert len(set(ids)) == len(ids)
                self.buttons += ids
            if isinstance(effect, FileCase):
                shown = before.asked.partition("~")[0]
                announced = shown in FACTS or isinstance(body, Due)
                assert shown in {"quick", "confirm"} or (announced and just_left(before)), "filed unseen"
                assert any(name == "story" for name, _ in effect.answers) or effect.evidence or effect.answers
                self.filed.append(effect)
            if isinstance(effect, AmendCase):
                assert effect.reference


def run(world: World, script: Sequence[tuple[object, float, bool]]) -> None:
    """Play a script."""
    for move, pause, origin in script:
        world.now += pause
        if isinstance(move, tuple):
            kind, which = move
            button = (
                which
                if kind == "foreign"
                else (world.buttons[-1 - which % len(world.buttons)] if world.buttons else "")
            )
            world.play(Tap(button))
        else:
            world.play(move, origin)  # type: ignore[arg-type]  # everything else is a body


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(script=st.lists(moves, max_size=30), rich=st.booleans())
def test_no_dialogue_raises_or_ends_nowhere(script: list[tuple[object, float, bool]], rich: bool) -> None:
    world = World(rich)
    run(world, script)
    world.now += 1
    effects = world.play(Text("menu"))
    said = [effect for effect in effects if isinstance(effect, Say)]
    assert said
    assert said[-1].options


@settings(max_examples=100, deadline=None)
@given(script=st.lists(moves, max_size=20))
def test_a_draft_can_always_be_dropped(script: list[tuple[object, float, bool]]) -> None:
    world = World(rich=False)
    run(world, script)
    world.play(Text("annuler"))
    world.now += 3  # no sooner than the question can be read
    world.play(Text("oui"))
    filed = len(world.filed)
    world.play(Text("annuler"))
    assert len(world.filed) == filed
    assert world.conversation.flow in {"", "enrich"}


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_repeated_and_interleaved_deliveries_change_nothing(data: st.DataObject) -> None:
    chats = ("telegram:1", "web:2")
    scripts = {
        chat: data.draw(
            st.lists(
                bodies.filter(lambda body: not isinstance(body, Fetched | Codes)), min_size=1, max_size=8
            )
        )
        for chat in chats
    }
    events = {
        chat: [
            Event(
                f"{chat}:{at}",
                chat,
                NOON + at,
                body,
                str(at),
                "fr",
                None,
                sha256(f"{chat}{at}".encode()).digest()[:24],
            )
            for at, body in enumerate(script)
        ]
        for chat, script in scripts.items()
    }
    assert _outcome([*events[chats[0]], *events[chats[1]]]) == _outcome(_delivered(data, events))


def _delivered(data: st.DataObject, events: dict[str, list[Event]]) -> list[Event]:
    """In order within a chat, any way between chats, with any of the past ones again at any time."""
    waiting = {chat: list(each) for chat, each in events.items()}
    order: list[Event] = []
    while any(waiting.values()):
        chat = data.draw(st.sampled_from([chat for chat, each in waiting.items() if each]))
        order.append(waiting[chat].pop(0))
        if data.draw(st.booleans()):
            order.append(data.draw(st.sampled_from(order)))
    return order


def _outcome(events: list[Event]) -> object:
    """Conversations, cases and messages, as storage has them in the end."""
    with TemporaryDirectory() as folder:
        house = House.build(Path(folder))
        for event in events:
            house.take(event)
        with house.storage.read() as unit:
            told = {chat: unit.conversations.get(chat) for chat in ("telegram:1", "web:2")}
            cases = sorted((case.reference, case.status) for case in unit.cases.newest(99, status=""))
        said = {chat: [_repeatable(seen) for seen in each] for chat, each in house.seen.items()}
        house.storage.database.close()
        return told, cases, said


def _repeatable(seen: Seen) -> str:
    """A message without its proof of filing: no two seals of the same words are alike."""
    return seen.text.replace(seen.codes[-1], "…") if seen.say.purpose == "receipt" else seen.text


def test_every_status_has_a_place() -> None:
    assert len(set(STATUSES)) == len(STATUSES)
