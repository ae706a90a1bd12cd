"""Checks of a webhook's fields that Twilio's signature does not make.

One account has one key for all its numbers, so that a signature does not tell for which number a request is.
The signature covers names and values joined without a mark between them. `Body=salam` can become `Bodysalam=`
or `Bod=ysalam`, and the signature still fits. Such a form lacks a known name, and has an unknown name that
looks like a part of the known one.

An unknown name alone is accepted, because Twilio adds fields without notice. If a new name is mistaken for a
part of another, the message comes a minute later by the message list.
"""

from collections.abc import Collection, Iterable, Mapping

import structlog

from handlers.channel import BadRequest

EVERYWHERE = frozenset(
    ("AccountSid", "ApiVersion", "From", "MessageSid", "SmsSid", "SmsStatus", "To", "WaId")
)
"""Fields of every post about WhatsApp; `WaId` only for people with a number."""

MESSAGE = EVERYWHERE | {
    *("Body", "NumMedia", "NumSegments", "ReferralNumMedia", "SmsMessageSid", "MessageType", "ProfileName"),
    *("ExternalUserId", "Forwarded", "FrequentlyForwarded", "Latitude", "Longitude", "Label", "Address"),
    *("ButtonPayload", "ButtonText", "ListId", "ListTitle", "OriginalRepliedMessageSid"),
    *(f"{name}{number}" for number in range(10) for name in ("MediaUrl", "MediaContentType")),
}
STATUS = EVERYWHERE | {"MessageStatus", "ErrorCode", "ErrorMessage", "ChannelPrefix", "ChannelInstallSid"}

log = structlog.get_logger()


def check_whole(found: Collection[str], names: frozenset[str]) -> None:
    """Raises BadRequest if a name and its value may have been split at another place than Twilio signed."""
    strange = [name for name in found if name not in names]
    if strange and _any_part(strange, names.difference(found)):
        log.warning("whatsapp post not whole")
        raise BadRequest


def check_ours(found: Mapping[str, str], ours: Mapping[str, str]) -> None:
    """Raises BadRequest (403) unless these fields have our own values."""
    if wrong := [name for name, value in ours.items() if found.get(name) != value]:
        log.warning("whatsapp post not for us", fields=",".join(wrong))
        raise BadRequest(403)


def _any_part(strange: Iterable[str], missing: frozenset[str]) -> bool:
    return any(_part(name, whole) for name in strange for whole in missing)


def _part(name: str, whole: str) -> bool:
    """Whether `name` may be `whole` with a piece of its own or a neighbour's value added or cut off."""
    if name.startswith(whole) or whole.startswith(name):
        return True
    neighbour = whole in EVERYWHERE and name.endswith(whole)
    return neighbour or (not name[0].isupper() and whole.endswith(name))
