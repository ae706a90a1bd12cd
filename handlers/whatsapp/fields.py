"""What Twilio's signature leaves open: where a name ends, and how often a field comes.

It covers names and values run together without a mark between them, and equal fields once. `Body=salam` can
become `Bodysalam=` or `Bod=ysalam`, or come twice, and the signature still fits. Such a form is known by
a name that is missing while a strange one looks like a part of it; and Twilio repeats none.

A name that Twilio thinks of tomorrow is no reason to refuse. Where one is mistaken for a part of another all
the same, reconciling brings the message a minute later.
"""

from collections.abc import Collection, Iterable

import structlog

from handlers.channel import BadRequest

EVERYWHERE = frozenset(
    ("AccountSid", "ApiVersion", "From", "MessageSid", "SmsSid", "SmsStatus", "To", "WaId")
)
"""In whatever Twilio posts about WhatsApp; `WaId` in messages of people with a number."""

MESSAGE = EVERYWHERE | {
    *("Body", "NumMedia", "NumSegments", "ReferralNumMedia", "SmsMessageSid", "MessageType", "ProfileName"),
    *("ExternalUserId", "Forwarded", "FrequentlyForwarded", "Latitude", "Longitude", "Label", "Address"),
    *("ButtonPayload", "ButtonText", "ListId", "ListTitle", "OriginalRepliedMessageSid"),
    *(f"{name}{number}" for number in range(10) for name in ("MediaUrl", "MediaContentType")),
}
STATUS = EVERYWHERE | {"MessageStatus", "ErrorCode", "ErrorMessage", "ChannelPrefix", "ChannelInstallSid"}

log = structlog.get_logger()


def check_whole(found: Collection[str], names: frozenset[str]) -> None:
    """Raises BadRequest where one of these names may have been cut off elsewhere than Twilio did."""
    strange = [name for name in found if name not in names]
    if strange and _any_part(strange, names.difference(found)):
        log.warning("whatsapp post not whole")
        raise BadRequest


def _any_part(strange: Iterable[str], missing: frozenset[str]) -> bool:
    return any(_part(name, whole) for name in strange for whole in missing)


def _part(name: str, whole: str) -> bool:
    """A value's beginning joined to the name, or some of the name given away; to either side."""
    if name.startswith(whole) or whole.startswith(name):
        return True
    neighbour = whole in EVERYWHERE and name.endswith(whole)
    return neighbour or (not name[0].isupper() and whole.endswith(name))
