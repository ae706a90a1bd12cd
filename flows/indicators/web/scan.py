"""Links, and what they lead to; e-mail addresses and accounts: each found once, in its place."""

import re
from collections.abc import Iterable, Iterator

from flows.indicators.marks import Kind, Mark, hide
from flows.indicators.web.addresses import Address, emails, handles
from flows.indicators.web.links import Link, bare_links, whole_links
from flows.indicators.web.profiles import leads
from flows.indicators.web.written import Written, plainly


def web(work: str) -> Iterator[Mark]:
    """Links, e-mail addresses, accounts and invitations of a flat text, and the numbers that links call."""
    written = plainly(work)
    whole = tuple(whole_links(written.text))
    text = _without(written.text, whole)
    mails = tuple(emails(text))
    text = _without(text, mails)
    accounts = tuple(handles(text))
    bare = tuple(bare_links(_without(text, accounts)))
    for link in (*whole, *bare):
        yield from _of_link(written, link)
    yield from _addresses(written, mails, "email")
    yield from _addresses(written, accounts, "handle")


def _without(text: str, found: Iterable[Link | Address]) -> str:
    return hide(text, ((one.start, one.end) for one in found))


def _addresses(written: Written, found: Iterable[Address], kind: Kind) -> Iterator[Mark]:
    for one in found:
        about = (("platform", one.platform),) if one.platform else ()
        yield Mark(*written.span(one.start, one.end), kind, one.value, about)


def _of_link(written: Written, link: Link) -> Iterator[Mark]:
    """The link itself, with its registered domain, and the accounts and numbers that it leads to."""
    start, end = written.span(link.start, link.end)
    host = link.host
    told = (("domain", host.domain), ("imitates", host.imitates)) if host else ()
    yield Mark(start, end, "link", link.value, tuple(fact for fact in told if fact[1]))
    for kind, value, platform in leads(link.value):
        place = _place(written, link, value) if kind == "phone" else (start, end)
        yield Mark(*place, kind, value, (("platform", platform),) if platform else ())


def _place(written: Written, link: Link, number: str) -> tuple[int, int]:
    """The number's own place in the link, or the link's where it is not written in one piece."""
    found = re.compile(re.escape(number[1:])).search(written.text, link.start, link.end)
    return written.span(*found.span()) if found else written.span(link.start, link.end)
