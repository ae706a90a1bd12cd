"""Changes of what the web chat's page posts.

Its proof is the page's own origin, a type of content that no form elsewhere can send, and a cookie. The
cookie names the chat and is signed: a cookie that this server did not sign is none.
"""

from dataclasses import replace
from functools import partial

from handlers.webchat.session import Sessions
from tests.campaigns.mutants import edits, genuine
from tests.campaigns.mutants.changes import (
    BELOW_500,
    TAKEN,
    UNPROVEN,
    Base,
    Change,
    Dice,
    Kind,
    common,
    forged,
)
from tests.campaigns.mutants.genuine import FORM
from tests.campaigns.mutants.raw import Request


def web(host: bytes, sessions: Sessions) -> list[Change]:
    """The page's origin, its type of content, its cookie."""
    base = partial(genuine.web, host=host, sessions=sessions)
    return [
        *common("web", base),
        forged("web", "another origin", UNPROVEN, partial(other_origin, base, host)),
        forged(
            "web", "another host", UNPROVEN, lambda dice: base(dice).with_header(b"Host", b"evil.example")
        ),
        forged("web", "a form's type", frozenset({415}), partial(as_a_form, base)),
        forged("web", "no session", frozenset({401}), partial(no_session, base, sessions)),
        forged("web", "too large", frozenset({0, 413}), partial(too_large_for_the_page, base)),
        Change("web", "another content", Kind.TRUSTED, BELOW_500, partial(other_post, base)),
        Change("web", "the same, written otherwise", Kind.SAME, TAKEN, partial(post_otherwise, base)),
    ]


def is_json(request: Request) -> bool:
    """Whether the call takes JSON; the other takes a file."""
    return request.header(b"Content-Type") == b"application/json"


def a_json_call(base: Base, dice: Dice) -> Request:
    """One of the calls that take JSON."""
    while True:
        request = base(dice)
        if is_json(request):
            return request


def other_host(base: Base, dice: Dice) -> Request:
    """Our page's origin, at a host that is not ours."""
    return base(dice).with_header(b"Host", dice.choice((b"evil.example", b"", b"localhost", b"127.0.0.1")))


def other_origin(base: Base, host: bytes, dice: Dice) -> Request:
    """Another site's page, or none."""
    origins = (
        *(
            b"",
            b"null",
            b"https://evil.example",
            b"http://" + host + b".evil.example",
            b"http://evil." + host,
        ),
        *(
            b"http://evil.example@" + host,
            b"file://" + host,
            b"http://127.0.0.1:1",
            b"//" + host,
            b"http://[::1",
        ),
    )
    origin = dice.choice(origins)
    request = base(dice).without(b"Origin")
    return request.and_header(b"Origin", origin) if origin else request


def as_a_form(base: Base, dice: Dice) -> Request:
    """What a form on any page can send without being asked."""
    kinds = (FORM, b"text/plain", b"multipart/form-data; boundary=x", b"text/plain; application/json", b"")
    return a_json_call(base, dice).with_header(b"Content-Type", dice.choice(kinds))


def no_session(base: Base, sessions: Sessions, dice: Dice) -> Request:
    """A cookie that is none, not of a session's shape, or not signed by this server."""
    request, cookie = base(dice).without(b"Cookie"), genuine.session(dice, sessions).encode()
    name, _, own = cookie.partition(b"=")
    secret, signature = own.split(b".")
    other = Sessions(dice.randbytes(32), secure=False).signed(secret.decode()).encode()
    values = (
        *(b"", own[:-1], own + b"A", own[:-1] + b"!", secret, other, b".", secret + b"."),
        secret[1:] + secret[:1] + b"." + signature,
    )
    odd = (b"", b"x=" + own, name.upper() + b"=" + own, name + b" " + own)
    shown = dice.choice((*(name + b"=" + value for value in values), *odd))
    return request.and_header(b"Cookie", shown) if shown else request


def too_large_for_the_page(base: Base, dice: Dice) -> Request:
    """More than a message, or a file declared larger than any."""
    request = base(dice)
    if is_json(request):
        return replace(request, body=request.body + b" " * (65_536 + dice.randrange(1000)))
    return replace(request, length=10**11)


def other_post(base: Base, dice: Dice) -> Request:
    """Whatever someone with a browser of their own may post."""
    request = base(dice)
    if is_json(request):
        return replace(request, body=edits.other_json(dice, request.body))
    path, _, query = request.target.partition(b"?")
    letters = bytes(each for each in edits.PRINTABLE if each not in b"#")
    return replace(request, target=path + b"?" + edits.edited(dice, query, letters))


def post_otherwise(base: Base, dice: Dice) -> Request:
    """The same in other words."""
    request = a_json_call(base, dice)
    return replace(request, body=edits.same_json(dice, request.body))
