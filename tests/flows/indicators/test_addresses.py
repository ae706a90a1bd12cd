"""E-mail addresses, accounts, and the senders of forwarded messages."""

import pytest

from flows.indicators.find import find


def found(text, kind):
    return [one.value for one in find(text) if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "mail"),
    [
        *[
            (way, "ali@mail.com")
            for way in ("Ali@Mail.Com", "ali [at] mail [dot] com", "ali at mail dot com")
        ],
        *[
            (way, "ali@mail.com")
            for way in ("ali(at)mail(point)com", "mailto:ali@mail.com", "ali @ mail.com")
        ],
        *[(way, "ali@mail.com") for way in ("ali@mail.com.Merci", "البريد:ali@mail.com", "<ali@mail.com>")],
        *[(way, "ali@mail.com") for way in ("ali arobase mail.com", "al\u200bi@mail.com", "ali@ mail.com")],
        ("ali @gmail.com", "ali@gmail.com"),
        *[
            (way, None)
            for way in ("ali@mail", "@ali.b", "soit 7@9", "аli@", "ali@x.notanending", "ali@-a.com")
        ],
    ],
)
def test_an_address(text, mail):
    assert found(text, "email") == ([mail] if mail else [])


@pytest.mark.parametrize(
    ("text", "accounts"),
    [
        *[
            (way, ["@sara_99"])
            for way in ("insta: sara_99", "انستغرام: sara_99", "IG : @Sara_99!", "(@sara_99)")
        ],
        ("snap: sarao", ["@sarao"]),
        ("insta sara.99 et tiktok @sara_tok", ["@sara_tok", "@sara.99"][::-1]),
        ("@7amid_x", ["@7amid_x"]),
        *[
            (way, [])
            for way in ("telegram: envoyez moi", "facebook Sara Faux", "f insta 7it ma 3reft", "@gmail.com")
        ],
        *[
            (way, [])
            for way in ("vendu @ 80dh", "@50dh", "telegram: 0671029314", "insta: 50dh", "a@b.co", "ig: a__")
        ],
    ],
)
def test_an_account(text, accounts):
    assert found(text, "handle") == accounts


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        ("SMS de ORANGE : gagné", "ORANGE"),
        ("j'ai reçu un SMS de BMCE-BANK", "BMCE-BANK"),
        ("SMS reçu de CASH PLUS", "CASH PLUS"),
        ("SMS reçu de ATTIJARI BANKING", "ATTIJARI"),
        ("expéditeur: Amana", "Amana"),
        ("De : MAROCPOSTE\nvotre colis", "MAROCPOSTE"),
        ("وصلني من CNSSMA رابط", "CNSSMA"),
        ("jani sms mn ORANGE", "ORANGE"),
        ("reçu du 38112", "38112"),
        ("numéro court 2626", "2626"),
        ("le 38112 m'a envoyé un lien", "38112"),
        ("SMS de Info24", "Info24"),
        *[(way, None) for way in ("message reçu de Karim", "SMS reçu de 0671029314", "payer 2626 dh")],
        *[
            (way, None)
            for way in ("reçu de mon banquier", "expéditeur inconnu", "SMS de MA", "reçu de 2500 dh")
        ],
        ("SMS de VERYLONGSENDERNAME", None),
    ],
)
def test_a_sender(text, sender):
    assert found(text, "sender") == ([sender] if sender else [])


@pytest.mark.parametrize("text", ["@ab est là", "le prix @500"])
def test_what_is_too_short_or_a_sum_is_no_account(text):
    assert found(text, "handle") == []


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("https://app.link/join?invite=AbCdEfGhIjKlMn12", ["telegram:AbCdEfGhIjKlMn12"]),
        ("https://app.link/chat?code=AbCdEfGhIjKlMn1234567", ["whatsapp:AbCdEfGhIjKlMn1234567"]),
    ],
)
def test_an_invitation_of_an_app_is_a_group(text, group):
    assert found(text, "group") == group


def test_a_word_before_the_name_is_no_account():
    assert found("https://www.snapchat.com/add/vendeur.x", "handle") == ["@vendeur.x"]
