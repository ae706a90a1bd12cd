"""The Content API: contents with their variables, checked as strictly as WhatsApp does."""

import re
from dataclasses import dataclass, field

from tests.fakes.twilio.rules import Json, Refused

LANGUAGES = re.compile(r"[a-z]{2}(_[A-Z]{2})?")
VARIABLE = re.compile(r"\{\{(\w{1,16})\}\}")
QUICK, LIST, TEXT = "twilio/quick-reply", "twilio/list-picker", "twilio/text"
BODY, LONGEST_TEXT, TITLE, ROW, DETAIL, ID, VALUE = 1024, 1600, 20, 24, 72, 200, 1600


def bad(message: str) -> Refused:
    """The refusal of an invalid content."""
    return Refused(400, 20001, message)


@dataclass
class Shown:
    """A content as the person sees it, its variables filled in. Buttons are (label, id, description)."""

    body: str
    buttons: tuple[tuple[str, str, str], ...] = ()
    opener: str = ""


@dataclass
class ContentStore:
    """All contents of one account, oldest first; `approved` may be sent outside the window."""

    made: dict[str, Json] = field(default_factory=dict)
    approved: set[str] = field(default_factory=set)

    def create(self, sent: Json, when: str) -> Json:
        """Create a content. Raises Refused."""
        check(sent)
        sid = f"HX{len(self.made) + 1:032x}"
        kept = {"sid": sid, "variables": {}, "friendly_name": None, **sent}
        self.made[sid] = {**kept, "date_created": when, "date_updated": when, "links": {}}
        return self.made[sid]

    def show(self, sid: str, values: dict[str, str]) -> Shown:
        """The content as a message shows it. Raises Refused."""
        content = self.made.get(sid)
        if content is None:
            raise Refused(400, 21655, "The ContentSid is invalid")
        kind, inside = next(iter(content["types"].items()))
        check_values(values, sid in self.approved)
        filled = {**content["variables"], **values}
        shown = render(kind, inside, filled)
        check_shown(kind, shown)
        return shown


def render(kind: str, inside: Json, values: dict[str, str]) -> Shown:
    """The content's parts with every variable replaced."""

    def fill(text: str) -> str:
        return VARIABLE.sub(lambda found: values.get(found[1], found[0]), text)

    body = fill(inside["body"])
    if kind == QUICK:
        return Shown(body, tuple((fill(one["title"]), fill(one["id"]), "") for one in inside["actions"]))
    if kind == LIST:
        rows = [(one["item"], one["id"], one.get("description", "")) for one in inside["items"]]
        return Shown(body, tuple((fill(a), fill(b), fill(c)) for a, b, c in rows), fill(inside["button"]))
    return Shown(body)


def check(sent: Json) -> None:
    """Check a creation. Raises Refused."""
    if not LANGUAGES.fullmatch(sent["language"]):
        raise bad("language is not a code")
    if len(sent["types"]) != 1 or not sent["types"].keys() <= {QUICK, LIST, TEXT}:
        raise bad("the fake knows one content of three types")
    used = set(VARIABLE.findall(str(sent["types"])))
    if used - sent.get("variables", {}).keys() or len(used) > 100:
        raise bad("a variable has no sample")
    if any(not sample for sample in sent.get("variables", {}).values()):
        raise bad("a sample is empty")
    kind, inside = next(iter(sent["types"].items()))
    check_shown(kind, render(kind, inside, dict.fromkeys(used, "")), draft=True)


def check_template(sent: Json) -> None:
    """Check what Meta looks at before it approves a template. Raises Refused.

    Source: Twilio's pages on quick replies and on variables, and Meta's on template components.
    """
    inside = next(iter(sent["types"].values()))
    body = inside["body"].strip()
    numbers = [found[1] for found in VARIABLE.finditer(body)]
    if VARIABLE.match(body) or re.search(r"\}\}\W*\Z", body):
        raise bad("a variable begins or ends the body")
    if re.search(r"\}\}\s*\{\{", body):
        raise bad("two variables side by side")
    if sorted(set(numbers)) != [str(number) for number in range(1, len(set(numbers)) + 1)]:
        raise bad("variables are not numbered one after the other")
    if len(body.split()) < 2 * len(numbers) + 1 or re.search(r"\n{3}|\t| {5}", body):
        raise bad("too many variables for so few words, or too much empty space")
    if len(body) > BODY or any(VARIABLE.search(one["title"]) for one in inside.get("actions", ())):
        raise bad("a body too long, or a variable in a button's title")


def check_values(values: dict[str, str], approved: bool) -> None:
    """Check the variables of a message. Raises Refused."""
    texts = [value for value in values.values() if 0 < len(value) <= VALUE]
    lines = any(re.search(r"[\n\t]| {5}", value) for value in texts)
    if len(texts) < len(values) or (approved and lines):
        raise Refused(400, 21656, "The ContentVariables parameter is invalid")


def check_shown(kind: str, shown: Shown, *, draft: bool = False) -> None:
    """Check counts and lengths; a draft's variables are still empty. Raises Refused."""
    if not draft and not shown.body.strip():
        raise bad("an empty body")
    if len(shown.body) > (LONGEST_TEXT if kind == TEXT else BODY):
        raise bad("a body too long")
    if kind == TEXT:
        return
    label, most = (TITLE, 3) if kind == QUICK else (ROW, 10)
    if not 1 <= len(shown.buttons) <= most:
        raise bad("too many buttons, or none")
    if kind == LIST and not 1 <= len(shown.opener) <= TITLE:
        raise bad("a list's button has 1 to 20 characters")
    check_buttons(shown, label, draft)


def check_buttons(shown: Shown, label: int, draft: bool) -> None:
    """Check each button, and that ids and titles differ. Raises Refused."""
    for title, id, detail in shown.buttons:
        if len(title) > label or len(detail) > DETAIL or len(id) > ID:
            raise bad("a label, description or id too long")
        if not draft and not (title.strip() and id):
            raise bad("a label or id is empty")
    distinct = {id for _, id, _ in shown.buttons}, {title for title, _, _ in shown.buttons}
    if not draft and min(map(len, distinct)) < len(shown.buttons):
        raise bad("ids and titles must differ")
