"""Changes of Twilio's webhooks. Its proof is a signature over the public address and every field."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from hashlib import sha256
from hmac import new as hmac

from tests.campaigns.mutants import edits, genuine
from tests.campaigns.mutants.changes import (
    BELOW_500,
    REFUSED,
    TAKEN,
    TOO_LARGE,
    UNPROVEN,
    Base,
    Change,
    Dice,
    Kind,
    common,
    forged,
    other_type,
    too_large,
)
from tests.campaigns.mutants.genuine import FORM, SIGNATURE, Signer
from tests.campaigns.mutants.raw import Request


def twilio(surface: str, signer: Signer) -> list[Change]:
    """Its signature, and everything that it covers."""
    base = signer.message if surface == "whatsapp" else signer.status
    other = signer.status if surface == "whatsapp" else signer.message

    def change(name: str, edit: Callable[[Dice, edits.Pairs], edits.Pairs]) -> Change:
        return forged(surface, name, REFUSED, partial(other_fields, base, edit))

    return [
        *common(surface, base),
        forged(surface, "no signature", UNPROVEN, lambda dice: base(dice).without(SIGNATURE)),
        forged(surface, "another signature", UNPROVEN, partial(other_signature, base)),
        forged(surface, "another's signature", UNPROVEN, partial(borrowed_signature, base, other)),
        forged(surface, "signed for another address", UNPROVEN, partial(signed_elsewhere, signer, base)),
        forged(surface, "signed by another account", UNPROVEN, partial(other_account, base)),
        forged(surface, "another query", UNPROVEN, partial(other_query, base)),
        forged(surface, "the other address", UNPROVEN, partial(crossed, base, other)),
        forged(surface, "other bytes", REFUSED, partial(other_bytes, base)),
        change("another field", edits.other_field),
        change("a field repeated", edits.repeated),
        change("a name that ends elsewhere", edits.moved_border),
        forged(surface, "another form of body", REFUSED, partial(other_form, base)),
        forged(surface, "too large", TOO_LARGE, partial(too_large, base)),
        Change(surface, "odd but signed", Kind.TRUSTED, BELOW_500, partial(odd, signer, surface)),
        Change(surface, "another type", Kind.SAME, TAKEN, partial(other_type, base)),
        Change(surface, "the same, written otherwise", Kind.SAME, TAKEN, partial(form_otherwise, base)),
    ]


def other_signature(base: Base, dice: Dice) -> Request:
    """A signature that is nearly right."""
    request = base(dice)
    right = request.header(SIGNATURE)
    letters = edits.PRINTABLE + bytes(range(0x80, 0x100))
    wrong = (
        edits.edited(dice, right, letters),
        b"",
        right.swapcase(),
        right.rstrip(b"="),
        right + b"=",
        b"=" * 28,
    )
    request = request.with_header(SIGNATURE, dice.choice([each for each in wrong if each.strip() != right]))
    return request.and_header(SIGNATURE, right) if dice.random() < 0.1 else request


def borrowed_signature(base: Base, other: Base, dice: Dice) -> Request:
    """The right signature of another request."""
    request = base(dice)
    while True:
        borrowed = dice.choice((base, other))(dice).header(SIGNATURE)
        if borrowed != request.header(SIGNATURE):
            return request.with_header(SIGNATURE, borrowed)


def signed_elsewhere(signer: Signer, base: Base, dice: Dice) -> Request:
    """Twilio's own signature for another of its customers' addresses, which the headers then claim to be."""
    request = base(dice)
    host = dice.choice(("evil.example", "127.0.0.1", "ballegh.example:8443", "ballegh.example.evil"))
    scheme = dice.choice(("http", "https"))
    address = f"{scheme}://{host}{request.target.decode()}"
    proof = signer.twilio.delivery.signature(address, dict(edits.pairs(request.body)))
    claims = ((b"X-Forwarded-Host", host), (b"X-Forwarded-Proto", scheme), (b"X-Forwarded-Port", "443"))
    request = request.with_header(SIGNATURE, proof.encode()).with_header(b"Host", host.encode())
    for name, value in claims:
        request = request.and_header(name, value.encode())
    return request


def other_account(base: Base, dice: Dice) -> Request:
    """Signed with another token, or in another way."""
    request = base(dice)
    told = b"https://ballegh.example" + request.target
    for name, value in sorted(edits.pairs(request.body)):
        told += (name + value).encode()
    token = dice.choice((b"", b"c0ffee", dice.randbytes(16).hex().encode()))
    return request.with_header(
        SIGNATURE, b64encode(hmac(token, told, dice.choice(("sha1", sha256))).digest())
    )


def other_query(base: Base, dice: Dice) -> Request:
    """Something behind the address that was not signed."""
    request = base(dice)
    extra = (
        b"?x=1",
        b"?Body=x",
        b"?bodySHA256=" + sha256(request.body).hexdigest().encode(),
        b"?%",
        b"?[",
        b"?=&=",
    )
    return replace(request, target=request.target + dice.choice(extra))


def crossed(base: Base, other: Base, dice: Dice) -> Request:
    """What was signed for one of the two addresses, at the other."""
    return replace(base(dice), target=other(dice).target)


def other_bytes(base: Base, dice: Dice) -> Request:
    """The body's bytes changed anywhere."""
    request = base(dice)
    return replace(request, body=edits.other_bytes(dice, request.body))


def other_fields(base: Base, edit: Callable[[Dice, edits.Pairs], edits.Pairs], dice: Dice) -> Request:
    """The fields changed."""
    request = base(dice)
    fields = edits.pairs(request.body)
    changed = edit(dice, fields)
    while changed == fields:
        changed = edit(dice, fields)
    return replace(request, body=edits.form(changed))


def other_form(base: Base, dice: Dice) -> Request:
    """The same fields as JSON, as parts, in another charset, in the query, compressed, or chunked badly."""
    request = base(dice)
    fields = dict(edits.pairs(request.body))
    bodies = (
        (b"application/json", genuine.written(fields)),
        (b"multipart/form-data; boundary=x", b"--x\r\n" + request.body + b"\r\n--x--"),
        (FORM + b"; charset=utf-16", request.body.decode().encode("utf-16")),
        (FORM, "&".join(f"{name}={value}" for name, value in fields.items()).encode() + "&x=é".encode()),
        (FORM, b""),
    )
    kind, body = dice.choice(bodies)
    if not body:
        return replace(request, target=request.target + b"?" + request.body, body=b"")
    return replace(request, body=body).with_header(b"Content-Type", kind)


ODD = (
    "",
    " ",
    "²",
    "nan",
    "-1e999",
    "١٢",
    "9" * 400,
    "\x00",
    "a\r\nb",
    "ا" * 1600,
    "{{1}}",
    "whatsapp:",
    "\u202e",
)
ODD_NAMES = (
    "Body",
    "From",
    "WaId",
    "NumMedia",
    "Latitude",
    "Longitude",
    "ButtonPayload",
    "ListId",
    "ErrorCode",
)


def odd(signer: Signer, surface: str, dice: Dice) -> Request:
    """Truly signed, and nothing that anyone expects."""
    fields = signer.message_fields(dice) if surface == "whatsapp" else signer.status_fields(dice)
    known = [
        *fields,
        *ODD_NAMES,
        "MediaUrl0",
        "MediaContentType0",
        "MessageStatus",
        "ExternalUserId",
        "Label",
    ]
    for _ in range(dice.randint(1, 4)):
        fields[dice.choice(known)] = dice.choice(ODD)
    return signer.signed(f"/{'whatsapp' if surface == 'whatsapp' else 'whatsapp/status'}", fields)


def form_otherwise(base: Base, dice: Dice) -> Request:
    """The same form in other bytes."""
    request = base(dice)
    return replace(request, body=edits.spelled(dice, edits.pairs(request.body)))
