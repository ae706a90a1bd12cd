"""A rendered reply as WhatsApp parts: quick replies, a list, or numbered text, cut to size. Pure.

Up to three short answers are quick replies, with the ways out as words below the text; up to ten are a list.
With more than ten answers the text numbers all of them and the list offers the first nine and the last.
Buttons that would cost an extra message become numbered text instead.
"""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

import msgspec

from flows.languages import STAND_IN
from flows.record import record
from handlers.channel import Button, Message
from handlers.split import split, units

BODY, RICH_BODY = 1600, 1024
QUICK, QUICK_LABEL = 3, 20
ROWS, ROW_LABEL, ROW_DETAIL = 10, 24, 72

_json = msgspec.json.Encoder().encode


Types = Mapping[str, object]
"""The inside of a content, in the JSON of the Content API."""


@record
class Content:
    """A shape of message that is created at Twilio once; `name` tells apart every shape and language."""

    name: str
    language: str
    variables: int
    types: Types

    def request(self) -> Mapping[str, object]:
        """The JSON that creates the content; every variable must come with a sample."""
        return {
            "friendly_name": self.name,
            "language": STAND_IN.get(self.language, self.language),
            "variables": {str(number): "…" for number in range(1, self.variables + 1)},
            "types": self.types,
        }


@record
class Part:
    """One message: its text, and the content that shows it with buttons, if there is one.

    `variables` holds the values of the content's variables 1, 2, …, of which the first is the body.
    `sid` is the content's, once known. `fallback` is the other form of this part: numbered text for a part
    with buttons, the text above the buttons for a part without.
    """

    body: str
    content: Content | None = None
    variables: tuple[str, ...] = ()
    sid: str = ""
    fallback: str = ""


@record
class Parts:
    """A reply in both forms. `rich` is empty if titles are equal, or buttons would cost a message."""

    plain: tuple[Part, ...]
    rich: tuple[Part, ...] = ()


def encode_message(message: Message, choose: str) -> Parts:
    """A reply's parts; `choose` is the label that opens a list. Raises ValueError on an invalid button id."""
    if any(not 1 <= len(button.id.encode()) <= 64 for button in message.buttons):
        raise ValueError("a button's id is not 1 to 64 bytes")
    plain = tuple(Part(body) for body in split(numbered(message), BODY))
    titles = {clipped(button.label, ROW_LABEL) for button in message.buttons}
    if not message.buttons or len(titles) < len(message.buttons):
        return Parts(plain)
    text, buttons = shown(message)
    *before, last = rich_bodies(text)
    content, values = layout(buttons, message.language, choose)
    fallback = numbered(replace(message, text=last)) if text == message.text else last
    rich = (*(Part(body) for body in before), Part(last, content, (last, *values), fallback=fallback))
    return Parts(plain, rich if len(rich) <= len(plain) else ())


def shown(message: Message) -> tuple[str, list[Button]]:
    """The text above the buttons, and the buttons that can be tapped; what has no button is in the text.

    Answers that fit as quick replies leave the ways out as words. Of too many answers the last one, which
    stands for all others, always has a button.
    """
    answers = [button for button in message.buttons if not button.nav]
    ways = [button for button in message.buttons if button.nav]
    if answers and ways and is_quick(answers):
        return "\n\n".join((message.text, worded(ways))), answers
    if len(answers) + len(ways) <= ROWS:
        return message.text, [*answers, *ways]
    kept = answers if len(answers) <= ROWS else [*answers[: ROWS - 1], answers[-1]]
    return numbered(message), kept


def worded(ways: list[Button]) -> str:
    """The ways out as words on one line."""
    return " · ".join(button.label for button in ways)


def rich_bodies(text: str) -> list[str]:
    """The text in parts, of which the last is short enough for a content."""
    if units(text) <= RICH_BODY:
        return [text]
    *before, last = split(text, BODY)
    return [*before, *split(last, RICH_BODY)]


def numbered(message: Message) -> str:
    """The text with every answer on a numbered line, and the nav buttons as words below."""
    answers = [button.label for button in message.buttons if not button.nav]
    lines = "\n".join(f"{number}. {label}" for number, label in enumerate(answers, 1))
    ways = worded([button for button in message.buttons if button.nav])
    return "\n\n".join(block for block in (message.text, lines, ways) if block)


def is_quick(buttons: list[Button]) -> bool:
    """Whether these buttons fit as quick replies: at most three, short, and different."""
    labels = {button.label for button in buttons}
    return len(labels) == len(buttons) <= QUICK and all(units(label) <= QUICK_LABEL for label in labels)


def layout(buttons: list[Button], language: str, choose: str) -> tuple[Content, list[str]]:
    """The content for these buttons, and the values of its variables from the second on.

    Ids are always variables, for they name the run. A quick reply's titles are part of its shape; a list's
    shape is the number of rows, and which rows have a description.
    """
    quick = is_quick(buttons)
    types, values = quick_reply(buttons) if quick else list_picker(buttons, choose)
    kind = "reply" if quick else "list"
    name = f"ballegh_{kind}_{language}_{sha256(_json(types)).hexdigest()[:16]}"
    return Content(name, language, len(values) + 1, types), values


def quick_reply(buttons: list[Button]) -> tuple[Types, list[str]]:
    """A content of up to three buttons below the text, and the values of its variables."""
    ids = range(2, len(buttons) + 2)
    actions = [{"title": one.label, "id": variable(n)} for n, one in zip(ids, buttons, strict=True)]
    inside = {"body": variable(1), "actions": actions}
    return {"twilio/quick-reply": inside}, [button.id for button in buttons]


def list_picker(buttons: list[Button], choose: str) -> tuple[Types, list[str]]:
    """A content of up to ten rows behind one button, and the values of its variables."""
    items: list[dict[str, str]] = []
    values: list[str] = []
    for button in buttons:
        cells = row(button)
        names = [variable(len(values) + 2 + n) for n in range(len(cells))]
        values += cells
        items.append(dict(zip(("item", "id", "description"), names, strict=False)))
    opener = clipped(choose or "…", QUICK_LABEL)
    return {"twilio/list-picker": {"body": variable(1), "button": opener, "items": items}}, values


def row(button: Button) -> list[str]:
    """A row's title and id, and the whole label as description if the title must be cut."""
    if units(button.label) <= ROW_LABEL:
        return [button.label, button.id]
    return [clipped(button.label, ROW_LABEL), button.id, clipped(button.label, ROW_DETAIL)]


def variable(number: int) -> str:
    """A placeholder as the Content API writes it."""
    return f"{{{{{number}}}}}"


def clipped(text: str, limit: int) -> str:
    """The text within `limit` UTF-16 units, cut at the end of a word and marked as cut."""
    if units(text) <= limit:
        return text
    start = split(text, limit - 1)[0]
    return f"{start}…"
