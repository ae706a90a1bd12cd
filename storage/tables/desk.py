"""The tables of the officers' desk in the browser: keys, passkeys, sessions, and the work on cases."""

from sqlalchemy import BigInteger, Index, PrimaryKeyConstraint
from sqlmodel import Field

from storage.tables.base import (
    BigNumber,
    IndexedText,
    IndexedTime,
    OrderedId,
    PrimaryText,
    Stored,
    partial_index,
)
from storage.tables.cases import CaseReference


class StoredInvitation(Stored, table=True):
    """A one-time code by which an officer makes a passkey and a key. `token` is a keyed token of the code."""

    __tablename__ = "desk_invitations"

    officer: PrimaryText
    token: IndexedText
    made: float


class StoredDeskKey(Stored, table=True):
    """An officer's key that was made in a browser; times are 0 until then.

    `passkey_proved` and `sheet_proved`: its private half was opened again by a passkey, and typed from the
    recovery sheet. `confirmed`: a colleague compared the fingerprint. `seen` is the officer's last visit, of
    which the custody log knows nothing.
    """

    __tablename__ = "desk_keys"

    officer: PrimaryText
    recipient: str
    made: float
    passkey_proved: float
    sheet_proved: float
    confirmed: float
    confirmed_by: str
    seen: float


class StoredPasskey(Stored, table=True):
    """An officer's passkey, by its credential id. `count` is the authenticator's own count of signatures.

    `box` is the private half of the officer's key as an age file that this passkey, or the officer's
    passphrase (`way`), opens; the server has protected it once more.
    """

    __tablename__ = "desk_passkeys"

    id: PrimaryText
    officer: IndexedText
    public_key: str
    count: BigNumber
    way: str
    box: bytes
    added: float


class StoredDeskSession(Stored, table=True):
    """A signed-in browser, by the keyed token of its cookie. `seal` is the server's token of the row."""

    __tablename__ = "desk_sessions"

    token: PrimaryText
    officer: IndexedText
    passkey: str
    made: IndexedTime
    seal: str


class StoredChallenge(Stored, table=True):
    """Random bytes that a browser must answer once, by their keyed token."""

    __tablename__ = "desk_challenges"

    token: PrimaryText
    until: IndexedTime


class StoredCaseWork(Stored, table=True):
    """The officer who works on a case, and how it stands with the reporter.

    `asked` is when the question that waits for an answer was sent, `answered` when the answer came that no
    officer has acted on; 0: there is none. `reminders` counts how often officers were told that nobody had
    taken an urgent case, `reminded` is the last time. `looked` is when an officer first opened the case or
    acted on it. `service` is the id of the service that has the case, or empty, `handed` since when.
    """

    __tablename__ = "case_work"
    __table_args__ = (
        partial_index("case_work_asked", "case_id", condition="asked > 0"),
        partial_index("case_work_answered", "case_id", condition="answered > 0"),
        partial_index("case_work_handed", "service", "case_id", condition="handed > 0"),
    )

    case_id: int = Field(
        sa_type=BigInteger,
        primary_key=True,
        foreign_key="cases.id",
        sa_column_kwargs={"autoincrement": False},
    )
    assigned: IndexedText
    asked: float
    answered: float
    reminders: int
    reminded: float
    looked: float
    service: str
    handed: float


class StoredCaseMark(Stored, table=True):
    """An officer's own marks on a case: seen then, put off until then, and looked at until then."""

    __tablename__ = "case_marks"
    __table_args__ = (
        PrimaryKeyConstraint("officer", "case_id"),
        Index("case_marks_case_id", "case_id"),
        Index("case_marks_looking", "looking"),
        partial_index("case_marks_snoozed", "officer", "case_id", condition="snoozed > 0"),
        {"sqlite_with_rowid": False},
    )

    officer: str
    case_id: int = Field(sa_type=BigInteger, foreign_key="cases.id")
    seen: float
    snoozed: float
    looking: float


class StoredCaseHeaders(Stored, table=True):
    """The headers by which the contents of a case of before 0.3 open with a key of its own."""

    __tablename__ = "case_headers"

    reference: str = Field(primary_key=True, foreign_key="cases.reference")
    officer: str
    body: bytes
    time: float


class StoredCaseNote(Stored, table=True):
    """A note of an officer for colleagues, sealed in the browser to the case; `name` is the browser's id."""

    __tablename__ = "case_notes"
    __table_args__ = (Index("case_notes_name", "reference", "name", unique=True),)

    id: OrderedId
    reference: CaseReference
    name: str
    officer: str
    body: bytes
    time: float
