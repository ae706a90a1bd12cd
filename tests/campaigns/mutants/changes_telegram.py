"""Changes of Telegram's webhook. Its proof is a secret in a header: whoever has that is Telegram."""

from dataclasses import replace
from functools import partial

from tests.campaigns.mutants import edits, genuine
from tests.campaigns.mutants.changes import (
    BELOW_500,
    TAKEN,
    TOO_LARGE,
    UNPROVEN,
    Change,
    Dice,
    Kind,
    common,
    forged,
    other_content,
    other_type,
    too_large,
    written_otherwise,
)
from tests.campaigns.mutants.genuine import SECRET, SHOWN
from tests.campaigns.mutants.raw import Request


def telegram() -> list[Change]:
    """Its secret, and what goes with it."""
    base = genuine.telegram
    return [
        *common("telegram", base),
        forged("telegram", "no secret", UNPROVEN, lambda dice: base(dice).without(SHOWN)),
        forged("telegram", "another secret", UNPROVEN, other_secret),
        forged("telegram", "the secret elsewhere", UNPROVEN, secret_elsewhere),
        forged("telegram", "two secrets, a wrong one first", UNPROVEN, two_secrets),
        forged("telegram", "no secret, and nonsense", UNPROVEN, nonsense_unproven),
        forged("telegram", "too large", TOO_LARGE, partial(too_large, base)),
        Change("telegram", "another content", Kind.TRUSTED, BELOW_500, partial(other_content, base)),
        Change("telegram", "another type", Kind.TRUSTED, BELOW_500, partial(other_type, base)),
        Change("telegram", "the same, written otherwise", Kind.SAME, TAKEN, partial(written_otherwise, base)),
    ]


def other_secret(dice: Dice) -> Request:
    """A secret that is nearly right."""
    request, right = genuine.telegram(dice), SECRET.encode()
    letters = edits.PRINTABLE + bytes(range(0x80, 0x100))
    wrong = (edits.edited(dice, right, letters), b"", right.upper(), right + right, right[:-1], b"null", b"*")
    return request.with_header(SHOWN, dice.choice([each for each in wrong if each.strip() != right]))


def secret_elsewhere(dice: Dice) -> Request:
    """The right secret where it does not belong."""
    request, right = genuine.telegram(dice).without(SHOWN), SECRET.encode()
    places = (b"Authorization", b"X-Telegram-Bot-Api-Secret", b"X_Telegram_Bot_Api_Secret_Token", b"Cookie")
    if dice.random() < 0.2:
        return replace(request, target=b"/telegram?secret_token=" + right)
    return request.and_header(dice.choice(places), right)


def two_secrets(dice: Dice) -> Request:
    """As some proxies let through."""
    right = SECRET.encode()
    return genuine.telegram(dice).with_header(SHOWN, b"wrong").and_header(SHOWN, right)


def nonsense_unproven(dice: Dice) -> Request:
    """Neither secret nor sense."""
    request = genuine.telegram(dice).without(SHOWN)
    return replace(request, body=edits.other_json(dice, request.body))
