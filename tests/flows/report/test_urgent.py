"""Events that are taken in the middle of a flood: calls for help, and ways out."""

import pytest

from flows.core.events import (
    Body,
    Contact,
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
)
from flows.report.urgent import HEARD, cannot_wait


def heard(body: Body) -> bool:
    return cannot_wait(Event("e", "telegram:1", 1.0, body))


@pytest.mark.parametrize(
    "body",
    [
        Text("il est devant ma porte avec un couteau"),
        Text("bghit nmout"),
        Text("كيهددني وأنا عندي 14 عام"),
        Edited("je veux mourir"),
        Media("photo", "f", caption="au secours, il est devant ma porte"),
        Text("/hide"),
        Text("خبّي"),
        Text("annuler"),
        Text("aide"),
        Text("نهضر مع شي حد"),
        Text("parler à quelqu’un"),
        Tap("-:person:K7M29QXA"),
        Tap("4:danger:yes"),
        Tap("4:held:yes"),
        Tap("4:minor:yes"),
        Tap("-:do:hide"),
        Tap("4:do:cancel"),
    ],
)
def test_these_cannot_wait(body):
    assert heard(body)


def test_who_blocks_the_bot_or_comes_back_cannot_wait():
    assert heard(Reachability(False))
    assert heard(Reachability(True))


@pytest.mark.parametrize(
    "body",
    [
        Text("Votre colis est bloqué, payez 25 DH sur http://poste-ma.top"),
        Text(""),
        Text("retour"),
        Text("x" * HEARD + " je veux mourir"),
        Edited("encore"),
        Media("photo", "f"),
        Tap("4:danger:no"),
        Tap("4:category:fraud"),
        Tap("-:do:menu"),
        Tap("…"),
        Place(33.5, -7.6),
        Contact("A", "0612345678"),
        Start(),
        Fetched("e"),
        GroupMessage("au secours"),
    ],
)
def test_these_can(body):
    assert not heard(body)
