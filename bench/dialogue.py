"""The dialogue that is measured, as the product's own flow leads it: what a reporter does, what is said."""

import re
from dataclasses import asdict, dataclass

from bot.settings.config import Config
from flows.all_flows import FLOWS
from flows.core.conversation import Conversation
from flows.core.effects import Line, Option, Say
from flows.core.events import Body, Event, Media, Start, Tap, Text
from flows.dialogue.engine import Engine
from locales import Catalogue

LANGUAGE = "ar"
STORY = (
    "توصلت أمس برسالة من رقم مجهول تقول إنني ربحت جائزة ويطلب مني أصحابها تحويل 500 درهم لمصاريف الإرسال، "
    "ثم هددوني بنشر بياناتي عندما رفضت. أحتفظ بالصور والرسائل كلها."
)
SUSPECT = "0612345678"
NOON = 1_790_000_000.0
PLAYED = (
    ("text", "/start"),
    ("tap", f"language:{LANGUAGE}"),
    ("tap", "category:other"),
    ("text", STORY),
    ("photo", ""),
    ("tap", "do:done"),
    ("text", SUSPECT),
    ("tap", "do:skip"),
    ("tap", "identity:anonymous"),
    ("tap", ":send"),
)
SHOWN = (
    *("language", "category", "story", "evidence", "more", "suspects", "where", "identity", "review"),
    *("receipt", "advice"),
)
"""What the peers call the product's replies, in their order."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said: a piece of it that never varies, and its buttons (label, id without its run)."""

    marker: str
    text: str
    buttons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a reporter does (text, tap or photo) and the replies to it."""

    kind: str
    argument: str
    replies: tuple[Reply, ...]

    @property
    def line(self) -> str:
        """As the load generator reads it."""
        return "\t".join((self.kind, self.argument, *(reply.marker for reply in self.replies)))


def dialogue(channel: str = "telegram") -> tuple[Step, ...]:
    """Play the flow by itself and write down what is said."""
    chat = f"{channel}:1"
    catalogue = Catalogue.load(asdict(Config().lines), "Ballegh", "Africa/Casablanca")
    engine = Engine(FLOWS, catalogue.names(), burst_quiet=0.0)
    conversation, steps = Conversation(chat), []
    shown: list[Option] = []
    for number, (kind, argument) in enumerate(PLAYED):
        event = Event(
            f"bench:{number}",
            "telegram:1",
            NOON,
            _body(kind, argument, shown),
            "1",
            LANGUAGE,
            fresh=bytes(24),
        )
        conversation, effects = engine.step(conversation, event)
        said = [effect for effect in effects if isinstance(effect, Say)]
        shown = [option for say in said for option in say.options] or shown
        steps.append(Step(kind, argument, tuple(_reply(catalogue, say) for say in said)))
    assert conversation.case, "the dialogue files no case"
    return tuple(steps)


def _body(kind: str, argument: str, shown: list[Option]) -> Body:
    if kind == "tap":
        return Tap(next(option.id for option in shown if option.id.endswith(argument)))
    if kind == "photo":
        return Media("photo", "ref", size=1000)
    return Start() if argument == "/start" else Text(argument)


def _reply(catalogue: Catalogue, say: Say) -> Reply:
    text, buttons, _ = catalogue.rendered(say, LANGUAGE)
    lines = [catalogue.text(LANGUAGE, line.key, line.args) for line in say.lines if isinstance(line, Line)]
    return Reply(_marker(lines), text, tuple((label, _plain(name)) for name, label, _ in buttons))


def _marker(lines: list[str]) -> str:
    """The longest stretch of the last line that holds no value and needs no escape in JSON."""
    pieces = [piece for line in lines for piece in re.split(r"[\n\"\\\u2066-\u2069]|\d+", line)]
    return max(pieces, key=len).strip()


def _plain(name: str) -> str:
    """A button's id without its run and its revision."""
    return re.sub(r"~\d+", "", name.partition(":")[2])


def peer_script(steps: tuple[Step, ...]) -> dict[str, dict[str, object]]:
    """What the peers say, by the names that they use."""
    replies = [reply for step in steps for reply in step.replies]
    pairs = zip(SHOWN, replies, strict=True)
    return {name: {"text": reply.text, "buttons": reply.buttons} for name, reply in pairs}
