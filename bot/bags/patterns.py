"""The pattern of STIX 2.1 that matches an indicator, and the link that opens an account or an invitation.

STIX has no object for a phone number, a bank account or a wallet. The patterns use the names that OpenCTI
gave these (`phone-number`, `bank-account`, `cryptocurrency-wallet`); what holds such patterns defines them as
an extension.
"""

from collections.abc import Iterator

SCHEMA = (
    "New observable types in patterns. phone-number: value, a number in E.164. bank-account: iban, or "
    "account_number, a Moroccan RIB of 24 digits. cryptocurrency-wallet: value, an address."
)
SCHEMA_NAME = "Phone numbers, bank accounts and wallets in patterns"
_PROFILES = {
    "instagram": "https://www.instagram.com/{}",
    "facebook": "https://www.facebook.com/{}",
    "tiktok": "https://www.tiktok.com/@{}",
    "x": "https://x.com/{}",
    "snapchat": "https://www.snapchat.com/add/{}",
    "youtube": "https://www.youtube.com/@{}",
    "threads": "https://www.threads.net/@{}",
    "telegram": "https://t.me/{}",
}
_INVITATIONS = {"whatsapp": "https://chat.whatsapp.com/{}", "telegram": "https://t.me/+{}"}
_SIMPLE = {
    "phone": "phone-number:value",
    "email": "email-addr:value",
    "rib": "bank-account:account_number",
    "iban": "bank-account:iban",
}


def address_of(kind: str, value: str) -> str:
    """Return the link that opens an account, an invitation or a link; empty where there is none."""
    if kind == "link":
        return f"https://{value}"
    where, _, name = value.partition(":")
    known = {"handle": _PROFILES, "group": _INVITATIONS}.get(kind, {})
    return known[where].format(name.removeprefix("@")) if where in known else ""


def pattern(kind: str, value: str) -> str:
    """Return the pattern that matches an indicator."""
    compared = (f"{path} = '{_escaped(text)}'" for path, text in _paths(kind, value))
    return f"[{' AND '.join(compared)}]"


def _paths(kind: str, value: str) -> Iterator[tuple[str, str]]:
    where, _, name = value.partition(":")
    match kind:
        case "domain":
            numbers = value.replace(".", "").isdecimal()
            yield "ipv4-addr:value" if numbers else "domain-name:value", value
        case "link" | "group":
            yield "url:value", address_of(kind, value) or value
        case "handle":
            yield "user-account:account_login", name.removeprefix("@")
            if where:
                yield "user-account:account_type", where
        case "crypto":
            yield "cryptocurrency-wallet:value", value.partition(" ")[2]
        case _:
            yield _SIMPLE[kind], value


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")
