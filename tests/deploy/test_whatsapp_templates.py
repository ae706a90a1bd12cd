"""The suggested templates are complete, keep Meta's limits, and their buttons are taken by the webhook."""

import json
import re
from pathlib import Path

import pytest

from flows.core.events import Tap
from handlers.whatsapp.decode import Inbound
from handlers.whatsapp.settings import PURPOSES, Sender
from locales import LANGUAGES
from tests.fakes.twilio.content import check, check_template
from tests.fakes.twilio.rules import Refused

FOLDER = Path(__file__).parents[2] / "deploy" / "whatsapp"
CODES = {"ar": "ar", "fr": "fr", "ary": "ar_MA"}
PAYLOADS = {"status": "-:news:K7M29QXA", "alert": "-:alert:K7M29QXA", "digest": "-:do:desk"}
BODY, TITLE, PAYLOAD = 1024, 20, 64
"""Characters of a body (Meta) and of a title (Twilio; Meta's own limit is 25), bytes of a payload."""
EVERY = [(purpose, language) for purpose in PURPOSES for language in LANGUAGES]


def template(purpose: str, language: str) -> dict:
    return json.loads((FOLDER / f"{purpose}.{language}.json").read_text("utf-8"))


def test_there_is_one_for_each_purpose_and_language_and_no_other() -> None:
    assert {path.name for path in FOLDER.glob("*.json")} == {f"{a}.{b}.json" for a, b in EVERY}


@pytest.mark.parametrize(("purpose", "language"), EVERY)
def test_the_limits_are_kept(purpose: str, language: str) -> None:
    made = template(purpose, language)
    check(made)
    check_template(made)
    inside = made["types"]["twilio/quick-reply"]
    assert len(inside["body"]) <= BODY
    assert [len(each["title"]) <= TITLE for each in inside["actions"]] == [True]
    assert re.findall(r"\{\{(\w+)\}\}", inside["body"]) == ["1"]
    assert made["language"] == CODES[language]
    assert re.fullmatch(r"[a-z0-9_]{1,512}", made["friendly_name"])


@pytest.mark.parametrize(("purpose", "language"), EVERY)
def test_the_button_is_taken(purpose: str, language: str) -> None:
    made = template(purpose, language)
    (action,) = made["types"]["twilio/quick-reply"]["actions"]
    payload = action["id"].replace("{{1}}", made["variables"]["1"])
    assert payload == PAYLOADS[purpose]
    assert len(payload.encode()) <= PAYLOAD
    form = {"From": "whatsapp:+212600000001", "ButtonPayload": payload, "ButtonText": action["title"]}
    inbound = Inbound("SM" + "1" * 32, Sender(("+212600000001",), "+212600000001"), form, (), 0.0)
    assert [event.body for event in inbound.events("whatsapp:1", {})] == [Tap(payload)]


@pytest.mark.parametrize(
    "body",
    ["{{1}} a du nouveau ici", "Du nouveau dans {{1}}.", "Votre {{2}} a changé ici", "a {{1}} {{2}} b c"],
)
def test_what_meta_refuses_the_fake_refuses(body: str) -> None:
    with pytest.raises(Refused):
        check_template({"types": {"twilio/text": {"body": body}}})
