"""Passkeys: what a browser is asked for, and the check of what it answers (WebAuthn)."""

import base64
import binascii
import secrets
from collections.abc import Sequence
from typing import Any

import msgspec

from flows.record import record
from handlers.desk.refusals import Refused
from handlers.desk.settings import Desk

# `webauthn` is imported where it is used: officers come seldom, and it takes a third of a second to load.


@record
class Made:
    """A passkey that was made: its id, its public key in base64, how often it has signed."""

    id: str
    public_key: str
    count: int


@record
class Officer:
    """The officer as the passkey is to show them."""

    id: str
    name: str
    organisation: str


def to_make(desk: Desk, officer: Officer, known: Sequence[str]) -> tuple[bytes, msgspec.Raw]:
    """Return a new challenge, and what a browser makes a passkey with, none of the `known`."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    challenge = secrets.token_bytes(32)
    options = generate_registration_options(
        rp_id=desk.host,
        rp_name=officer.organisation,
        user_id=officer.id.encode(),
        user_name=officer.name,
        user_display_name=officer.name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=_octets(each)) for each in known],
    )
    return challenge, msgspec.Raw(options_to_json(options).encode())


def made(credential: bytes, desk: Desk) -> tuple[bytes, Made]:
    """Return the challenge that a new passkey answers, and the passkey. Raises Refused.

    The caller checks that the challenge is one of this server's.
    """
    from webauthn import verify_registration_response

    challenge = _challenge(credential)
    try:
        found = verify_registration_response(
            credential=credential.decode(),
            expected_challenge=challenge,
            expected_rp_id=desk.host,
            expected_origin=desk.origin,
            require_user_verification=True,
        )
    except Exception:  # the library raises its own errors, and others for what is no credential at all
        raise _wrong() from None
    public = base64.b64encode(found.credential_public_key).decode()
    return challenge, Made(_text(found.credential_id), public, found.sign_count)


def to_use(desk: Desk) -> tuple[bytes, msgspec.Raw]:
    """Return a new challenge, and what a browser uses any of its passkeys with."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    challenge = secrets.token_bytes(32)
    options = generate_authentication_options(
        rp_id=desk.host, challenge=challenge, user_verification=UserVerificationRequirement.REQUIRED
    )
    return challenge, msgspec.Raw(options_to_json(options).encode())


@record
class Used:
    """The passkey that a signature names, the officer whom it stands for, and the challenge."""

    id: str
    officer: str
    challenge: bytes


def used(credential: bytes) -> Used:
    """Read a signature, of which nothing is proven yet. Raises Refused."""
    try:
        given = msgspec.json.decode(credential)
        officer = _octets(given["response"]["userHandle"]).decode()
        return Used(_text(_octets(given["id"])), officer, _challenge(credential))
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError, ValueError):
        raise _wrong() from None


def count(credential: bytes, known: Made, challenge: bytes, desk: Desk) -> int:
    """Check a passkey's signature on a challenge; return how often it has signed. Raises Refused."""
    from webauthn import verify_authentication_response

    try:
        found = verify_authentication_response(
            credential=credential.decode(),
            expected_challenge=challenge,
            expected_rp_id=desk.host,
            expected_origin=desk.origin,
            credential_public_key=base64.b64decode(known.public_key),
            credential_current_sign_count=known.count,
            require_user_verification=True,
        )
    except Exception:  # as above
        raise _wrong() from None
    return found.new_sign_count


def _challenge(credential: bytes) -> bytes:
    try:
        given: Any = msgspec.json.decode(credential)
        client: Any = msgspec.json.decode(_octets(given["response"]["clientDataJSON"]))
        return _octets(client["challenge"])
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError, ValueError):
        raise _wrong() from None


def _octets(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise ValueError from None


def _text(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


def _wrong() -> Refused:
    return Refused(400, "passkey")
