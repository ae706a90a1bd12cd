"""The table of the officers' digests."""

from storage.tables.base import PrimaryText, Stored


class StoredDigestChoice(Stored, table=True):
    """The digest that an officer chose, protected: how often, of which cases, and the mail address."""

    __tablename__ = "digest_choices"

    officer: PrimaryText
    box: bytes
